import type { BlockContent, Change, Conflict, OnConflict } from '@outlast/contract'
import { fits, toConflict } from './apply.ts'
import { makeChange } from './change.ts'
import { MAX_BODY_CHARS, MAX_TITLE_CHARS } from './limits.ts'
import { mergeText } from './merge-text.ts'
import { dependents } from './select.ts'
import { type BasketState, type Entry, entryOf, isClosed, sameContent } from './state.ts'

/**
 * `changes` are made for the state as it is. `conflicts` are those that could not be merged: with `report` they stay as
 * they were, otherwise they were ended as asked. `dropped` are the ids of changes that are no longer there.
 */
export type Rebased = { changes: Change[]; conflicts: Conflict[]; dropped: string[] }

/** How a rebase ends conflicts, and of which changes: of all of them, unless it is said. The others stay as they were. */
export type Rebasing = { onConflict?: OnConflict; only?: ReadonlySet<string> | undefined }

/** Two sides of a block that both changed since `base`: what stands now, and what was proposed. */
type Sides = { base: BlockContent; current: BlockContent; proposed: BlockContent }

/** What a change wants to make of a block as it is now; `clashes` where someone has to decide. */
type Merged = { after: BlockContent | null; clashes: boolean }

/**
 * Brings changes up to what the blocks are now, field by field, title and body by words. A change whose effect is there
 * already drops out. A delta has at most one change for each block.
 *
 * Of a conflict, `keep_current` drops the change and all that require it; `take_proposed` keeps it and puts what it
 * says over what is there.
 */
export function rebase(
  state: BasketState,
  changes: readonly Change[],
  { onConflict = 'report', only }: Rebasing = {},
): Rebased {
  const conflicts: Conflict[] = []
  const done = new Set<string>()
  const rebased = changes.flatMap((change): Change[] => {
    const current = entryOf(state, change.id)
    if (only?.has(change.change_id) === false || fits(current, change)) return [change]
    const { after, clashes } = mergeChange(change, current)
    if (sameContent(after, current.content)) {
      done.add(change.change_id)
      return []
    }
    if (clashes) conflicts.push(toConflict(change, current))
    return [clashes && onConflict !== 'take_proposed' ? change : retarget(change, { current, after })]
  })
  const lost = onConflict === 'keep_current' ? conflicts.map(({ change_id }) => change_id) : []
  const refused = dependents(rebased, lost)
  const gone = new Set([...done, ...refused])
  return {
    changes: rebased.filter(({ change_id }) => !refused.has(change_id)).map((change) => without(change, gone)),
    conflicts,
    dropped: changes.map(({ change_id }) => change_id).filter((id) => gone.has(id)),
  }
}

function retarget(
  { change_id, id, op, requires }: Change,
  { current, after }: { current: Entry; after: BlockContent | null },
): Change {
  const kept = op === 'MERGE' ? 'MERGE' : 'UPDATE'
  const opNow = after === null ? 'DELETE' : current.content === null ? 'CREATE' : kept
  return makeChange({
    change_id,
    id,
    op: opNow,
    from_version: current.version,
    before: current.content,
    after,
    requires,
  })
}

function without(change: Change, gone: ReadonlySet<string>): Change {
  if (!change.requires.some((id) => gone.has(id))) return change
  return { ...change, requires: change.requires.filter((id) => !gone.has(id)) }
}

/** Of a clash, `after` is what take_proposed makes of it. */
function mergeChange({ before, after }: Change, { content: current }: Entry): Merged {
  if (sameContent(current, after)) return { after, clashes: false }
  // The block is what the change was made for, only its version has moved on.
  if (sameContent(current, before)) return { after, clashes: false }
  if (before === null || after === null || current === null) return { after, clashes: true }
  return mergeFields({ base: before, current, proposed: after })
}

function mergeFields({ base, current, proposed }: Sides): Merged {
  const [type, state] = [mergeWord('type'), mergeWord('state')]
  const title = mergeWords(base.title, current.title, proposed.title)
  const body = mergeWords(base.body, current.body, proposed.body)
  const fitsIn = title !== null && title.trim() !== '' && title.length <= MAX_TITLE_CHARS
  const bodyFitsIn = body !== null && body.length <= MAX_BODY_CHARS
  return {
    after: {
      type: type ?? proposed.type,
      title: fitsIn ? title : proposed.title,
      body: bodyFitsIn ? body : proposed.body,
      state: state ?? proposed.state,
    },
    // Nobody but a person touches a block that was locked or replaced in the meantime.
    clashes: type === null || state === null || !fitsIn || !bodyFitsIn || isClosed(current),
  }

  function mergeWord<Field extends 'type' | 'state'>(field: Field): BlockContent[Field] | null {
    if (proposed[field] === base[field] || proposed[field] === current[field]) return current[field]
    return current[field] === base[field] ? proposed[field] : null
  }
}

/** The side that changed where only one did; both put together where they don't touch; else null. */
function mergeWords(base: string, current: string, proposed: string): string | null {
  if (proposed === base || proposed === current) return current
  return current === base ? proposed : mergeText(base, current, proposed)
}
