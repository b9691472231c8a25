import { fromMermaid } from './text.ts'

const STEP = /^(\[\*\]|[\p{L}\p{N}_-]+)\s*-->\s*(\[\*\]|[\p{L}\p{N}_-]+)\s*(?::\s*(.*))?$/u
const NAMED = /^state\s+"([^"]+)"\s+as\s+([\p{L}\p{N}_-]+)|^([\p{L}\p{N}_-]+)\s*:\s*(.+)$/u

/** `stateDiagram`: states and transitions; `[*]` is the start where it is left and the end where it is reached. */
export function readState([, ...lines]: string[]): unknown {
  const nodes = new Map<string, { id: string; label: string; role: string }>()
  const edges: { from: string; to: string; label?: string }[] = []
  const node = (name: string, side: 'from' | 'to'): string => {
    const id = name === '[*]' ? (side === 'from' ? 'start' : 'end') : name
    const label = name === '[*]' ? (side === 'from' ? 'Start' : 'End') : name
    if (!nodes.has(id)) nodes.set(id, { id, label, role: name === '[*]' ? id : 'step' })
    return id
  }
  for (const line of lines.map((text) => text.trim())) {
    const step = STEP.exec(line)
    const named = step ? null : NAMED.exec(line)
    if (step) {
      const label = fromMermaid(step[3] ?? '')
      edges.push({ from: node(step[1] ?? '', 'from'), to: node(step[2] ?? '', 'to'), ...(label && { label }) })
    } else if (named) {
      const id = node(named[2] ?? named[3] ?? '', 'from')
      const known = nodes.get(id)
      if (known) known.label = fromMermaid(named[1] ?? named[4] ?? id)
    }
  }
  return nodes.size === 0 ? undefined : { kind: 'flowchart', direction: 'down', nodes: [...nodes.values()], edges }
}
