import { Names } from '../names.ts'
import { type Line, type Source, splitList, splitOutside, unquote } from '../source.ts'
import { introduces, titleFrom } from '../title.ts'
import { roleOf, shapeOfDecoration } from '../node-role.ts'

const ARROW = /\s*(?:<?(?:-{1,3}|={1,2})>|[→⇒⟶➔➜])\s*/u
const LABELLED = /\s+-{1,2}\s*([^->|]{1,60}?)\s*-{1,2}>\s*/u

type Draft = {
  names: Names
  nodes: Map<string, { id: string; label: string; role?: string; group?: string }>
  edges: { from: string; to: string; label?: string; line?: string; direction?: string }[]
}

/** `A -> B: label`, chains, several names at one end (`A, B -> C`), `lane Sales: A, B` and `group Backend: A, B`. */
export function planArrows({ lines, text }: Source): unknown {
  if (!lines.some((line) => ARROW.test(line.text) && line.text.split(ARROW).every((part) => part.trim() !== ''))) {
    return undefined
  }
  const draft: Draft = { names: new Names(), nodes: new Map(), edges: [] }
  const boxes: { id: string; label: string; lane: boolean }[] = []
  let title: string | undefined
  for (const line of lines) {
    const { intro, rest } = withoutIntro(line)
    title ??= titleFrom(intro)
    const box = /^(lane|swimlane|group|team|subsystem)\s+([^:]+):\s*(.+)$/iu.exec(rest)
    if (box && !ARROW.test(rest)) boxes.push(readBox(box, draft, boxes.length))
    else if (ARROW.test(rest)) for (const chain of chainsOf(rest)) readChain(chain, draft)
  }
  const sideways = /\b(?:left to right|horizontal(?:ly)?|sideways|pipeline)\b/iu.test(text)
  const lanes = boxes.filter((box) => box.lane).map(({ id, label }) => ({ id, label }))
  const groups = boxes.filter((box) => !box.lane).map(({ id, label }) => ({ id, label }))
  return {
    kind: 'flowchart',
    title,
    direction: sideways ? 'right' : 'down',
    nodes: [...draft.nodes.values()].map((node) => withRole(node, draft)),
    edges: draft.edges,
    ...(lanes.length > 0 && { lanes }),
    ...(groups.length > 0 && { groups }),
  }
}

/** "Draw a flow: A -> B" has an introduction before its colon; "A -> B: label" has none. */
function withoutIntro(line: Line): { intro: string | undefined; rest: string } {
  if (!ARROW.test(line.text))
    return introduces(line.text) ? { intro: line.text, rest: line.text } : { intro: undefined, rest: line.text }
  const colon = line.text.indexOf(':')
  const before = line.text.slice(0, colon)
  if (colon > 0 && !ARROW.test(before) && introduces(`${before}:`) && ARROW.test(line.text.slice(colon))) {
    return { intro: before, rest: line.text.slice(colon + 1).trim() }
  }
  return { intro: undefined, rest: line.text }
}

function readBox(match: RegExpExecArray, draft: Draft, index: number) {
  const [, word = '', label = '', members = ''] = match
  const id = `box${index + 1}`
  const lane = /lane/iu.test(word)
  for (const member of splitList(members)) {
    const node = nodeFor(member, draft)
    if (node) node.group ??= id
  }
  return { id, label: unquote(label), lane }
}

/** "A -> B; C -> D" and "A -> B, C -> D" are two chains; "A -> B, C" is one with two ends. */
function chainsOf(text: string): string[] {
  return splitOutside(text, /^\s*[;；]\s*/u).flatMap((part) => {
    const pieces = splitOutside(part, /^\s*,\s+/u)
    const chains: string[] = []
    for (const piece of pieces) {
      if (ARROW.test(piece) && chains.some((chain) => ARROW.test(chain))) chains.push(piece)
      else if (chains.length === 0) chains.push(piece)
      else chains[chains.length - 1] += `, ${piece}`
    }
    return chains
  })
}

function readChain(chain: string, draft: Draft): void {
  const { body, label: lastLabel } = trailingLabel(chain)
  const labels: (string | undefined)[] = []
  const marked = body.replace(new RegExp(LABELLED, 'gu'), (_, label: string) => ` ->{{${label}}} `)
  const parts = marked.split(ARROW).map((part) => {
    const label = /^\{\{(.*?)\}\}\s*/u.exec(part) ?? /^\|([^|]*)\|\s*/u.exec(part)
    labels.push(label?.[1])
    return splitEnds(label ? part.slice(label[0].length) : part)
  })
  const dashed = /\.->|- ->/u.test(chain)
  for (const [index, targets] of parts.entries()) {
    for (const source of index === 0 ? [] : (parts[index - 1] ?? [])) {
      for (const target of targets) {
        const [from, to] = [nodeFor(source, draft), nodeFor(target, draft)]
        if (!from || !to) continue
        const label = labels[index] ?? (index === parts.length - 1 ? lastLabel : undefined)
        const both = /<-{1,2}>/u.test(chain) ? { direction: 'both' } : {}
        draft.edges.push({
          from: from.id,
          to: to.id,
          ...(label && { label }),
          ...(dashed && { line: 'dashed' }),
          ...both,
        })
      }
    }
  }
}

/** "B, C" are two ends; commas in a sentence ("Delete everything, backups included") are not. */
function splitEnds(part: string): string[] {
  const ends = splitOutside(part, /^\s*(?:,|&)\s*/u)
  const capital = /^\p{Lu}/u.test(ends[0] ?? '')
  const names = ends.every((end) => end.length <= 32 && !/^and\s/u.test(end) && (!capital || !/^\p{Ll}/u.test(end)))
  return names ? ends : [part.trim()]
}

/** The label stands after the last name: "B: label" or "B (label)" of one or two short words such as "yes". */
function trailingLabel(chain: string): { body: string; label: string | undefined } {
  const last = chain.split(ARROW).at(-1) ?? ''
  const match =
    /^(.*?[^:\s])\s*[:：]\s+(\S.*)$/u.exec(last) ??
    /^(.*\S)\s+\(((?:yes|no|ja|nein|oui|non|sí|ok|else)\b[^)]*)\)$/iu.exec(last)
  if (!match) return { body: chain, label: undefined }
  const [, name = '', label] = match
  return { body: chain.slice(0, chain.length - last.length) + name, label: label?.replace(/\.$/u, '') }
}

function nodeFor(raw: string, draft: Draft) {
  const { label, role } = shapeOfDecoration(unquote(raw))
  if (label === '') return undefined
  const id = draft.names.idOf(label)
  const node = draft.nodes.get(id) ?? { id, label }
  if (role) node.role ??= role
  draft.nodes.set(id, node)
  return node
}

function withRole(node: { id: string; label: string; role?: string }, { edges }: Draft) {
  const outgoing = edges.filter((edge) => edge.from === node.id).length
  const incoming = edges.filter((edge) => edge.to === node.id).length
  return { ...node, role: node.role ?? roleOf(node.label, { first: incoming === 0, last: outgoing === 0 }) }
}
