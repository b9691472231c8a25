import type { AnalysisExplanation } from '../types.ts'
import type { Entry } from './draft.ts'
import { BUILT_IN } from './explanations.ts'
import type { Statement } from './read/read-statements.ts'

/** What a statement turned out to be. */
export type FindingKind =
  | 'new'
  | 'contradicting'
  | 'reworded'
  | 'superseding'
  | 'removing'
  | 'equal'
  /** About a block that is locked or superseded. */
  | 'closed'
  /** Speaks to whoever sorts the notes. */
  | 'instruction'
  /** Wants something removed that no block clearly is. */
  | 'not-named'
  | 'left-out'
  /** New, but not what was asked for. */
  | 'narrowed'
  /** New, but more than fits into a delta. */
  | 'beyond'

export type Finding = {
  kind: FindingKind
  /** The block that it is about, there or proposed; null for none. */
  entry: Entry | null
  /** For the person; empty where there is nothing to tell. */
  text: string
  statement: Statement
}

export function toExplanation({ entry, text, statement }: Finding): AnalysisExplanation {
  const key = entry === null || entry.op === null ? null : entry.key
  return { by: BUILT_IN, text, key, quote: statement.quote, source: statement.source }
}
