import type { BlockContent, Change, ChangeOp } from '@outlast/contract'
import { sameContent } from './state.ts'
import { fieldDiffs } from './word-diff.ts'

/** What makes a change; the rest of it follows. */
export type ChangeParts = {
  change_id: string
  id: string
  op: ChangeOp
  from_version: number
  before: BlockContent | null
  after: BlockContent | null
  requires?: readonly string[]
}

export function makeChange({ change_id, id, op, from_version, before, after, requires = [] }: ChangeParts): Change {
  return {
    change_id,
    entity: 'context_block',
    id,
    op,
    from_version,
    to_version: from_version + 1,
    before,
    after,
    diff: fieldDiffs(before, after),
    requires: [...requires],
  }
}

/** Thrown by {@link editChange}; its message says why, for the person who edits. */
export class InvalidEdit extends Error {
  override readonly name = 'InvalidEdit'
}

/**
 * A change that would write something else.
 *
 * @throws InvalidEdit where it writes nothing because it deletes, or would change nothing any more.
 */
export function editChange(
  change: Change,
  edit: { [Field in keyof BlockContent]?: BlockContent[Field] | undefined },
): Change {
  const { after } = change
  if (after === null) throw new InvalidEdit('A change that deletes a block writes no text that could be edited.')
  const edited: BlockContent = {
    type: edit.type ?? after.type,
    title: edit.title ?? after.title,
    body: edit.body ?? after.body,
    state: edit.state ?? after.state,
  }
  if (sameContent(change.before, edited)) {
    throw new InvalidEdit('This is what the block says already: leave the change out instead.')
  }
  return makeChange({ ...change, after: edited })
}

/** A change in a few words, e.g. `adds the task "Call the bank"`. */
export function describeChange({ op, before, after }: Pick<Change, 'op' | 'before' | 'after'>): string {
  const { type, title } = after ?? before ?? { type: 'note', title: '' }
  const block = `the ${type} “${title}”`
  switch (op) {
    case 'CREATE':
      return `adds ${block}`
    case 'DELETE':
      return `deletes ${block}`
    case 'MERGE':
      return `adds to ${block}`
    case 'UPDATE':
      return `changes ${block}`
  }
}
