import { DrawingError } from '../../drawing-error.ts'
import type { Source } from '../source.ts'
import { readEntities } from '../../mermaid/read-entities.ts'
import { readFlowchart } from '../../mermaid/read-flowchart.ts'
import { readMindMap } from '../../mermaid/read-mind-map.ts'
import { readSequence } from '../../mermaid/read-sequence.ts'
import { readState } from '../../mermaid/read-state.ts'
import { readTimeline } from '../../mermaid/read-timeline.ts'

const READERS: [RegExp, (lines: string[]) => unknown][] = [
  [/^(?:flowchart|graph)\b/u, readFlowchart],
  [/^sequenceDiagram\b/u, readSequence],
  [/^mindmap\b/u, readMindMap],
  [/^timeline\b/u, readTimeline],
  [/^erDiagram\b/u, readEntities],
  [/^stateDiagram(?:-v2)?\b/u, readState],
]
const OTHERS =
  /^(?:classDiagram|gantt|pie|journey|gitGraph|quadrantChart|requirementDiagram|C4Context|sankey-beta|xychart-beta|block-beta|architecture-beta)\b/u

/** Mermaid, with or without a fence and a sentence before it. Throws `invalid_mermaid` where the form is known and cannot be drawn. */
export function planMermaid({ text }: Source): unknown {
  const lines = text
    .replace(/^---\n.*?\n---\n/su, '')
    .split('\n')
    // "graph TD; A-->B" is one line of two.
    .flatMap((line) => (/^\s*(?:graph|flowchart)\s+\w\w\s*;/u.test(line) ? line.split(';') : [line]))
    .filter((line) => line.trim() !== '' && !/^\s*%%/u.test(line))
  const start = lines.findIndex((line) =>
    [...READERS.map(([pattern]) => pattern), OTHERS].some((pattern) => pattern.test(line.trim())),
  )
  if (start === -1 || start > 2) return undefined
  const head = lines[start]?.trim() ?? ''
  const reader = READERS.find(([pattern]) => pattern.test(head))?.[1]
  // "graph of our services" is a sentence, "graph TD" is Mermaid.
  if (/^(?:graph|flowchart|timeline|mindmap)\s+(?!(?:TB|TD|BT|LR|RL)\b)\S/u.test(head)) return undefined
  if (
    /^(?:graph|flowchart|timeline|mindmap)\s*:/u.test(head) ||
    (/^(?:timeline|mindmap)$/iu.test(head) && lines.length < 2)
  )
    return undefined
  if (!reader) {
    const message = `Mermaid's ${head.split(/\s/u)[0]} cannot be drawn. Flowcharts, sequence, state and entity diagrams, mind maps and timelines can.`
    throw new DrawingError('invalid_mermaid', message)
  }
  const intent = reader(lines.slice(start))
  if (intent === undefined)
    throw new DrawingError('invalid_mermaid', 'The Mermaid diagram names nothing that can be drawn. Check its lines.')
  return intent
}
