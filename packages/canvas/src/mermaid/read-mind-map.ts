import { parentsByIndent } from '../plan/indent.ts'
import { fromMermaid } from './text.ts'

const SHAPE = /^(?:[\p{L}\p{N}_-]*)(?:\(\(|\{\{|\)\)|\[|\(|\)|\{)(.+?)(?:\)\)|\}\}|\(\(|\]|\)|\(|\})$/u

/** `mindmap`: the first line is the topic, indentation says what belongs where. */
export function readMindMap([, ...lines]: string[]): unknown {
  const nodes = lines
    .filter((line) => !/^\s*(?:::icon|:::)/u.test(line))
    .map((line) => ({ indent: line.length - line.trimStart().length, label: labelOf(line.trim()) }))
  if (nodes.length === 0) return undefined
  const parents = parentsByIndent(nodes)
  return {
    kind: 'mind_map',
    topic: nodes[0]?.label,
    nodes: nodes.slice(1).map(({ label }, index) => {
      const parent = parents[index + 1]
      return { id: `n${index + 2}`, label, ...(parent !== undefined && parent > 0 && { parent: `n${parent + 1}` }) }
    }),
  }
}

const labelOf = (text: string): string => fromMermaid(SHAPE.exec(text)?.[1] ?? text)
