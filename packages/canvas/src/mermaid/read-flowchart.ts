import type { NodeRole } from '../intent/intent.ts'
import { roleOf } from '../plan/node-role.ts'
import { fromMermaid } from './text.ts'

type Node = { id: string; label: string; role?: NodeRole; group?: string }
type Edge = { from: string; to: string; label?: string; line?: string; direction?: string }
type Chart = { nodes: Map<string, Node>; edges: Edge[]; groups: { id: string; label: string }[]; open: string[] }

const QUIET = /^(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b/u
const NODE = /^([\p{L}\p{N}_](?:[\p{L}\p{N}_.]|-(?![-.>]))*)/u
/** Openers and what closes them, longest first. */
const SHAPES: [string, string, NodeRole | undefined][] = [
  ['(((', ')))', 'end'],
  ['([', '])', 'start'],
  ['[(', ')]', 'data'],
  ['[[', ']]', undefined],
  ['((', '))', 'start'],
  ['{{', '}}', undefined],
  ['[/', '/]', 'document'],
  ['[\\', '\\]', 'document'],
  ['(', ')', undefined],
  ['[', ']', undefined],
  ['{', '}', 'decision'],
  ['>', ']', 'note'],
]
const LINK =
  /^\s*(<?)(?:(-{2,}|={2,})\s+(?!>)([^-=|>]+?)\s+(?:-{2,}|={2,})([>ox]?)|-\.\s+([^.|]+?)\s+\.-+([>ox]?)|(-\.+-|-{2,}|={2,}|~{3})([>ox]?))(?:\s*\|\s*("[^"]*"|[^|]*)\|)?\s*/u

/** `flowchart` and `graph`: nodes, links with labels, `&`, chains, one level of subgraphs. */
export function readFlowchart([head = '', ...lines]: string[]): unknown {
  const chart: Chart = { nodes: new Map(), edges: [], groups: [], open: [] }
  for (const line of lines) for (const part of statements(line)) readLine(part, chart)
  if (chart.nodes.size === 0) return undefined
  const used = new Set([...chart.nodes.values()].map((node) => node.group))
  const groups = chart.groups.filter((group) => used.has(group.id))
  const nodes = [...chart.nodes.values()].map((node) => ({ ...node, role: node.role ?? roleOf(node.label) }))
  return {
    kind: 'flowchart',
    direction: /\b(?:LR|RL)\b/u.test(head) ? 'right' : 'down',
    nodes,
    edges: chart.edges,
    ...(groups.length > 0 && { groups }),
  }
}

/** Semicolons end a statement, but not in quotes, and not the one of an entity. */
const statements = (line: string): string[] =>
  (line.match(/(?:"[^"]*"|#\w+;|[^;"])+/gu) ?? []).map((part) => part.trim()).filter((part) => part !== '')

function readLine(line: string, chart: Chart): void {
  if (QUIET.test(line)) return
  const subgraph = /^subgraph\s+(?:([\p{L}\p{N}_-]+)\s*\[(.+)\]|(.+))$/u.exec(line)
  if (subgraph) {
    const label = fromMermaid(subgraph[2] ?? subgraph[3] ?? '')
    const id = `group-${chart.groups.length + 1}`
    chart.groups.push({ id, label })
    chart.open.push(id)
  } else if (/^end\b\s*$/u.test(line)) chart.open.pop()
  else readChain(line, chart)
}

function readChain(line: string, chart: Chart): void {
  let [rest, before] = [line, [] as string[]]
  let link: RegExpExecArray | null = null
  while (rest !== '') {
    const ends: string[] = []
    do {
      const read = readNode(rest.replace(/^\s*&\s*/u, ''), chart)
      if (!read) return
      ends.push(read.id)
      rest = read.rest
    } while (/^\s*&/u.test(rest))
    if (link) connect(before, ends, { link, chart })
    link = LINK.exec(rest)
    if (!link) return
    before = ends
    rest = rest.slice(link[0].length)
  }
}

function connect(
  from: readonly string[],
  to: readonly string[],
  { link, chart }: { link: RegExpExecArray; chart: Chart },
): void {
  const [whole, back, , inline, head, dotted, dottedHead, , plainHead, piped] = link
  const label = fromMermaid(piped ?? inline ?? dotted ?? '')
  const forward = (head ?? dottedHead ?? plainHead ?? '') !== ''
  const direction = back === '<' && forward ? 'both' : forward ? 'forward' : 'none'
  for (const a of from) {
    for (const b of to) {
      chart.edges.push({
        from: a,
        to: b,
        direction,
        ...(label && { label }),
        ...(/-\./u.test(whole) && { line: 'dashed' }),
      })
    }
  }
}

function readNode(text: string, chart: Chart): { id: string; rest: string } | undefined {
  const match = NODE.exec(text)
  const id = match?.[1]
  if (id === undefined) return undefined
  let rest = text.slice(id.length)
  const node = chart.nodes.get(id) ?? { id, label: id }
  const group = chart.open.at(-1)
  if (group) node.group ??= group
  chart.nodes.set(id, node)
  for (const [open, close, role] of SHAPES) {
    if (!rest.startsWith(open) || (open === '>' && !rest.includes(']'))) continue
    const quoted = /^\s*"[^"]*"\s*/u.exec(rest.slice(open.length))?.[0]
    const end = quoted ? open.length + quoted.length : rest.indexOf(close, open.length)
    if (end === -1 || !rest.startsWith(close, end)) continue
    node.label = fromMermaid(rest.slice(open.length, end)) || id
    if (role) node.role = role
    rest = rest.slice(end + close.length)
    break
  }
  return { id, rest: rest.replace(/^:::[\w-]+/u, '') }
}
