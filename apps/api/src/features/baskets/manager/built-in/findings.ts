import type { Statement } from './read/read-statements.ts'
import type { AnalysisExplanation } from '../types.ts'
import { BUILT_IN } from './explanations.ts'
import type { Entry } from './draft.ts'

/** What became of a statement. */
export type FindingKind =
  | 'new'
  | 'contradicting'
  | 'reworded'
  | 'removing'
  | 'equal'
  | 'closed'
  | 'superseding'
  | 'instruction'
  | 'left-out'
  | 'not-named'

export type Finding = {
  kind: FindingKind
  /** The block that it is about, there or proposed; null for none. */
  entry: Entry | null
  text: string
  statement: Statement
}

export function toExplanation({ entry, text, statement }: Finding): AnalysisExplanation {
  const key = entry === null || entry.op === null ? null : entry.key
  return { by: BUILT_IN, text, key, quote: statement.quote, source: statement.source }
}
