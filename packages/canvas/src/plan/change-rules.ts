import { COLOR_SCHEMES, STYLES } from '../draw/drawing.ts'
import { colorIn } from './colors.ts'
import { type ChangeRequest, arrowsBetween, idIfThere, idOf, newNode, targets, targetsOf } from './change-targets.ts'
import { lookUp } from './find-label.ts'
import { splitList, unquote } from './source.ts'

type Rule = (part: string, request: ChangeRequest) => unknown[] | undefined

const ADD = /^(?:add|insert|put|create|füge)\s+(.+?)(?:\s+hinzu)?$/iu

const addBetween: Rule = (part, request) => {
  const match = /^(.+?)\s+(?:between|zwischen)\s+(.+?)\s+(?:and|und)\s+(.+)$/iu.exec(ADD.exec(part)?.[1] ?? '')
  if (!match) return undefined
  const [after, before] = [idOf(match[2] ?? '', request), idOf(match[3] ?? '', request)]
  return [{ ...newNode(match[1] ?? '', request), after, before }]
}

const addBeside: Rule = (part, request) => {
  const match = /^(.+?)\s+(after|before|behind|below|under|next to|beside|near|right of|nach|vor|neben)\s+(.+)$/iu.exec(
    ADD.exec(part)?.[1] ?? '',
  )
  if (!match) return undefined
  const [, name = '', where = '', anchor = ''] = match
  const id = idOf(anchor, request)
  const relation = /^(?:before|vor)$/iu.test(where)
    ? { before: id }
    : /^(?:after|behind|nach)$/iu.test(where)
      ? { after: id }
      : { near: id }
  return [{ ...newNode(name, request), ...relation }]
}

const addAlone: Rule = (part, request) => {
  const name = ADD.exec(part)?.[1]
  // A longer text is a drawing of its own, and so are shapes: "add a red star".
  if (
    name === undefined ||
    /[\n:]|->|→|\b(?:star|heart|circle|square|rectangle|ellipse|diamond|arrow|line|table|timeline|chart|kanban|map|diagram)s?\b/iu.test(
      name,
    )
  )
    return undefined
  if (splitList(name).length > 6 || name.length > 120) return undefined
  const [near] = request.selection
  return splitList(name).map((item) => ({ ...newNode(item, request), ...(near && { near }) }))
}

const rename: Rule = (part, request) => {
  const match =
    /^(?:rename|relabel|call)\s+(.+?)\s+(?:to|as|into|in)\s+(.+)$/iu.exec(part) ??
    /^(?:change|set|replace)\s+(?:(?:the\s+)?(?:label|text|name|title)\s+(?:of\s+)?)?(.+?)\s+(?:to|with|by)\s+(?!(?:a\s+)?(?:diamond|ellipse|circle|rectangle)\b)(.+)$/iu.exec(
      part,
    ) ??
    /^benenne\s+(.+?)\s+(?:um\s+)?in\s+(.+?)(?:\s+um)?$/iu.exec(part)
  if (!match) return undefined
  const [, name = '', label = ''] = match
  if (colorIn(label) && label.split(/\s+/u).length === 1 && !lookUp(name, request.drawing)) return undefined
  return targets(name, request).map((id) => ({ op: 'edit', id, label: unquote(label) }))
}

const remove: Rule = (part, request) => {
  const match = /^(?:delete|remove|erase|drop|clear|lösche|entferne)\s+(.+)$/iu.exec(part)
  if (!match) return undefined
  const what = match[1] ?? ''
  if (/^(?:everything|all|the (?:whole )?(?:drawing|canvas)|alles)$/iu.test(what))
    return [{ op: 'delete', ids: request.drawing.map(({ id }) => id) }]
  const arrow = /^(?:the\s+)?(?:arrow|connection|link|line)\s+(?:from|between)\s+(.+?)\s+(?:to|and)\s+(.+)$/iu.exec(
    what,
  )
  if (arrow) return [{ op: 'delete', ids: arrowsBetween(arrow[1] ?? '', arrow[2] ?? '', request) }]
  return [{ op: 'delete', ids: targetsOf(what, request) }]
}

const connect: Rule = (part, request) => {
  const match =
    /^(?:connect|link|join|verbinde|draw an arrow from|add an arrow from)\s+(.+?)\s+(?:to|with|and|mit|und)\s+(.+?)(?:[,:]?\s+(?:labell?ed|with (?:the )?label|saying|called)\s+(.+)|\s*:\s*(.+))?$/iu.exec(
      part,
    )
  const arrow = match ? null : /^(.+?)\s*(?:->|-->|→|=>)\s*([^>→]+?)(?:\s*:\s+(.+))?$/u.exec(part)
  const [from, to, label] = match ? [match[1], match[2], match[3] ?? match[4]] : [arrow?.[1], arrow?.[2], arrow?.[3]]
  if (from === undefined || to === undefined) return undefined
  const ends = [from, to].map((name) => idIfThere(name, request))
  // "A -> B" with names that are not there is a new drawing.
  if (arrow && !ends.some(Boolean)) return undefined
  const made = [from, to].flatMap((name, index) => (arrow && !ends[index] ? [newNode(name, request)] : []))
  return [
    ...made,
    { op: 'connect', from: idOf(from, request), to: idOf(to, request), ...(label && { label: unquote(label) }) },
  ]
}

const resize: Rule = (part, request) => {
  const match =
    /^(?:make|scale)\s+(.+?)\s+(?:(much|a lot|a bit|a little|twice as|half as)\s+)?(bigger|larger|big|large|smaller|small|größer|kleiner)$/iu.exec(
      part,
    ) ?? /^(?:enlarge|(shrink))\s+(.+)$/iu.exec(part)
  if (!match) return undefined
  const short = /^(?:enlarge|shrink)/iu.test(part)
  const [name, how, word] = short
    ? [match[2], '', match[1] ? 'smaller' : 'bigger']
    : [match[1], match[2] ?? '', match[3] ?? '']
  const much = /much|lot|twice|half/iu.test(how) ? 2 : /bit|little/iu.test(how) ? 1.2 : 1.4
  const scale = /small|kleiner/iu.test(word) || /half/iu.test(how) ? 1 / much : much
  return targets(name ?? '', request).map((id) => ({ op: 'edit', id, scale }))
}

const SHAPE: Record<string, string> = {
  circle: 'ellipse',
  oval: 'ellipse',
  ellipse: 'ellipse',
  diamond: 'diamond',
  rhombus: 'diamond',
  rectangle: 'rectangle',
  box: 'rectangle',
  square: 'rectangle',
}
const reshape: Rule = (part, request) => {
  const match =
    /^(?:turn|change|make|convert)\s+(.+?)\s+(?:into|to|in)?\s*(?:an?\s+)(circle|oval|ellipse|diamond|rhombus|rectangle|box|square)$/iu.exec(
      part,
    )
  const shape = SHAPE[match?.[2]?.toLowerCase() ?? '']
  return match && shape ? targets(match[1] ?? '', request).map((id) => ({ op: 'edit', id, shape })) : undefined
}

const restyle: Rule = (part, request) => {
  const words: string[] = part.toLowerCase().match(/[a-z]+/gu) ?? []
  const style = STYLES.find((name) => words.includes(name))
  const scheme = COLOR_SCHEMES.find(
    (name) => words.includes(name) && (name !== 'default' || /\bcolou?rs?\b/iu.test(part)),
  )
  if (
    (!style && !scheme) ||
    words.length > 12 ||
    !/^(?:make|use|restyle|change|switch|apply|give|set|style)\b/iu.test(part)
  )
    return undefined
  const selected = /\b(?:it|them|this|these|selected|selection)\b/iu.test(part) && request.selection.length > 0
  return [
    {
      op: 'restyle',
      ...(style && { style }),
      ...(scheme && { color_scheme: scheme }),
      ...(selected && { ids: request.selection }),
    },
  ]
}

const recolor: Rule = (part, request) => {
  const match = /^(?:make|colou?r|paint|turn|set|mach|färbe)\s+(.+)$/iu.exec(part)
  const color = colorIn(match?.[1] ?? '')
  if (!match || !color) return undefined
  const name = (match[1] ?? '').replace(/\s+(?:(?:to|in|into)\s+)?(?:(?:dark|light|bright)\s+)?\p{L}+$/iu, '')
  return targetsOf(name, request).map((id) => ({ op: 'edit', id, color }))
}

const dash: Rule = (part, request) => {
  const match = /^(?:make)\s+(.+?)\s+(dashed|solid)$/iu.exec(part)
  return match
    ? targets(match[1] ?? '', request).map((id) => ({ op: 'edit', id, line: match[2]?.toLowerCase() }))
    : undefined
}

/** In this order; the first that reads a part of the request has it. */
export const CHANGES: Rule[] = [
  addBetween,
  addBeside,
  remove,
  resize,
  reshape,
  dash,
  restyle,
  recolor,
  rename,
  connect,
  addAlone,
]
