import { parentsByIndent } from '../indent.ts'
import { type Line, type Source, splitList, unquote } from '../source.ts'
import { introduces, titleFrom } from '../title.ts'

const MIND_MAP = /\b(?:mind[ -]?map|brainstorm(?:ing)?|gedankenkarte|carte mentale|mapa mental)\b/iu

/** An indented or bulleted list, or "mind map of X: a, b (c, d)". */
export function planList({ lines, text }: Source): unknown {
  const wanted = MIND_MAP.test(text)
  const inline = wanted && lines.length <= 2 ? inlineList(text) : undefined
  if (inline) return inline
  const first = lines[0]
  const intro = first && !first.bullet && introduces(first.text) ? first : undefined
  const listed = intro ? lines.slice(1) : lines
  if (listed.length < 2) return undefined
  const indents = new Set(listed.map((line) => line.indent))
  const bullets = listed.filter((line) => line.bullet || line.raw.startsWith('#')).length
  if (indents.size < 2 && bullets < listed.length - 1 && !wanted) return undefined
  return fromLines(levelled(listed), intro && titleFrom(intro.text))
}

/** Markdown headings stand above what follows them, whatever the indent. */
function levelled(lines: readonly Line[]): Line[] {
  let heading = 0
  return lines.map((line) => {
    const marks = /^(#{1,6})\s+(.*)$/u.exec(line.raw)
    if (marks) heading = marks[1]?.length ?? 1
    if (marks) return { ...line, indent: heading * 100, text: marks[2] ?? '' }
    return { ...line, indent: heading * 100 + (heading > 0 ? 50 : 0) + line.indent + (line.bullet ? 1 : 0) }
  })
}

function fromLines(lines: readonly Line[], title: string | undefined): unknown {
  const parents = parentsByIndent(lines)
  const roots = parents.filter((parent) => parent === undefined).length
  const topic = roots === 1 && title === undefined ? 0 : undefined
  const nodes = lines.flatMap((line, index) => {
    if (index === topic) return []
    const parent = parents[index]
    const under = parent === undefined || parent === topic ? {} : { parent: `n${parent + 1}` }
    return [{ id: `n${index + 1}`, label: unquote(line.text), ...under }]
  })
  return {
    kind: 'mind_map',
    topic: topic === undefined ? (title ?? 'Overview') : unquote(lines[topic]?.text ?? ''),
    nodes,
  }
}

function inlineList(text: string): unknown {
  const match = /^(.*?)[:：]\s*(.+)$/su.exec(text) ?? /^(.*?)\s+with(?: (?:the )?branches)?\s+(.+)$/isu.exec(text)
  if (!match) return undefined
  const branches = splitList((match[2] ?? '').replace(/\.\s*$/u, ''))
  if (branches.length < 2) return undefined
  const nodes: { id: string; label: string; parent?: string }[] = []
  for (const branch of branches) {
    const parts = /^(.+?)\s*\(([^)]*)\)$/u.exec(branch)
    const id = `n${nodes.length + 1}`
    nodes.push({ id, label: unquote(parts?.[1] ?? branch) })
    for (const child of parts ? splitList(parts[2] ?? '') : []) {
      nodes.push({ id: `n${nodes.length + 1}`, label: unquote(child), parent: id })
    }
  }
  return { kind: 'mind_map', topic: titleFrom(match[1]) ?? 'Overview', nodes }
}
