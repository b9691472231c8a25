import type { BasketEvent, BlockState, BlockType, ChangeOp } from '@outlast/contract'
import type { ApiProblem } from '../../lib/api-problem.ts'
import { explainProblem } from '../../lib/api-problem.ts'

/** What a type of block is called on the page. */
export const TYPE_WORDS: Record<BlockType, { one: string; many: string }> = {
  fact: { one: 'Fact', many: 'Facts' },
  goal: { one: 'Goal', many: 'Goals' },
  question: { one: 'Question', many: 'Questions' },
  task: { one: 'Task', many: 'Tasks' },
  insight: { one: 'Insight', many: 'Insights' },
  decision: { one: 'Decision', many: 'Decisions' },
  note: { one: 'Note', many: 'Notes' },
}

/** What a state of a block is called on the page. */
export const STATE_WORDS: Record<BlockState, string> = {
  proposed: 'Proposed',
  accepted: 'Accepted',
  locked: 'Locked',
  superseded: 'Superseded',
}

/** What a change does, as a verb before the type of its block. */
export const OP_WORDS: Record<ChangeOp, string> = {
  CREATE: 'Adds',
  UPDATE: 'Changes',
  DELETE: 'Deletes',
  MERGE: 'Adds to',
}

/** Who did something. */
export const BY_WORDS: Record<BasketEvent['by'], string> = { person: 'You', manager: 'Manager', system: 'Outlast' }

/** Why something about a delta did not work, and what to do. */
export function explainRefusal(problem: ApiProblem): string {
  switch (problem.code) {
    case 'basket_archived':
      return 'The basket is archived: restore it first.'
    case 'delta_decided':
      return 'Someone has decided this already, in another window perhaps. Nothing was changed now.'
    case 'version_conflict':
      return 'A block was changed in the meantime. Nothing was changed now.'
    default:
      return explainProblem(problem)
  }
}
