import { Canvas } from '../change/canvas.ts'
import type { ArrowElement, CanvasElement } from '../draw/element.ts'
import { DrawingError } from '../drawing-error.ts'
import { toMermaidText } from './text.ts'

const BRACKETS = { rectangle: ['[', ']'], ellipse: ['([', '])'], diamond: ['{', '}'] } as const

/**
 * A Mermaid flowchart of the drawing: labelled shapes, the arrows that are bound between them, groups as subgraphs.
 * Throws `not_a_graph` where no arrow connects two labelled shapes.
 */
export function toMermaid(elements: readonly CanvasElement[]): string {
  const canvas = new Canvas(elements, '')
  const links = canvas.all().flatMap((element) => (element.type === 'arrow' ? linkOf(element, canvas) : []))
  if (links.length === 0) {
    const message =
      'Only a graph can be Mermaid, and here no arrow connects two shapes with labels. Export it as PNG, SVG or Excalidraw instead.'
    throw new DrawingError('not_a_graph', message)
  }
  const ids = new Map<string, string>()
  for (const { from, to } of links) for (const id of [from, to]) if (!ids.has(id)) ids.set(id, `n${ids.size + 1}`)
  const body = links.map(
    (link) =>
      `${ids.get(link.from)} ${link.line}${link.label ? `|${toMermaidText(link.label)}|` : ''} ${ids.get(link.to)}`,
  )
  return [
    `flowchart ${directionOf(links, canvas)}`,
    ...nodeLines(ids, canvas),
    ...body.map((line) => `  ${line}`),
    '',
  ].join('\n')
}

type Link = { from: string; to: string; line: string; label: string }

function linkOf(arrow: ArrowElement, canvas: Canvas): Link[] {
  const [from, to] = [arrow.startBinding?.elementId ?? '', arrow.endBinding?.elementId ?? '']
  if (!textOf(canvas.find(from), canvas) || !textOf(canvas.find(to), canvas)) return []
  const label = canvas.labelOf(arrow)?.originalText ?? ''
  const dashed = arrow.strokeStyle !== 'solid'
  const [start, end] = [arrow.startArrowhead !== null, arrow.endArrowhead !== null]
  const line = dashed ? (end ? '-.->' : '-.-') : end ? '-->' : '---'
  // Mermaid has no arrow that only points back: it is turned around.
  if (start && !end) return [{ from: to, to: from, line: dashed ? '-.->' : '-->', label }]
  return [{ from, to, line: start ? `<${line}` : line, label }]
}

function textOf(element: CanvasElement | undefined, canvas: Canvas): string | undefined {
  if (!element || element.type === 'arrow' || element.type === 'line') return undefined
  return (element.type === 'text' ? element.originalText : canvas.labelOf(element)?.originalText) || undefined
}

function nodeLines(ids: ReadonlyMap<string, string>, canvas: Canvas): string[] {
  const groups = new Map<string, string[]>()
  const free: string[] = []
  for (const [id, name] of ids) {
    const element = canvas.find(id)
    const [open, close] =
      element && element.type in BRACKETS
        ? BRACKETS[element.type === 'ellipse' || element.type === 'diamond' ? element.type : 'rectangle']
        : BRACKETS.rectangle
    const line = `${name}${open}${toMermaidText(textOf(element, canvas) ?? '')}${close}`
    const group = element?.customData?.parent
    if (group && canvas.find(group)?.customData?.role === 'container')
      groups.set(group, [...(groups.get(group) ?? []), line])
    else free.push(line)
  }
  const inGroups = [...groups].flatMap(([id, lines], index) => [
    `  subgraph g${index + 1} [${toMermaidText(groupLabel(id, canvas))}]`,
    ...lines.map((line) => `    ${line}`),
    '  end',
  ])
  return [...free.map((line) => `  ${line}`), ...inGroups]
}

function groupLabel(id: string, canvas: Canvas): string {
  const label = canvas
    .all()
    .find((element) => element.customData?.parent === id && /\.(?:label|name)$/u.test(element.customData.node ?? ''))
  return textOf(label, canvas) ?? textOf(canvas.find(id), canvas) ?? 'Group'
}

/** The way that most arrows point. */
function directionOf(links: readonly Link[], canvas: Canvas): 'TD' | 'LR' {
  let [down, right] = [0, 0]
  for (const { from, to } of links) {
    const [a, b] = [canvas.find(from), canvas.find(to)]
    if (a && b) [down, right] = [down + Math.abs(b.y - a.y), right + Math.abs(b.x - a.x)]
  }
  return right > down ? 'LR' : 'TD'
}
