import { dependents, rebase, select, stateOf } from '@outlast/basket'
import type { Block, BlockContent, Change, DeltaView, Explanation } from '@outlast/contract'

/** Ids of changes that a person has unticked; everything else is to be applied, also what comes in by a rebase. */
export type LeftOut = ReadonlySet<string>

export const NOTHING_LEFT_OUT: LeftOut = new Set()

/** The changes that would be applied, in the order of the delta. */
export function tickedOf(changes: readonly Change[], leftOut: LeftOut): Change[] {
  return changes.filter(({ change_id: id }) => !leftOut.has(id))
}

/** A change goes in with all that it requires, and out with all that require it. */
export function toggleChange(changes: readonly Change[], leftOut: LeftOut, changeId: string): LeftOut {
  if (!leftOut.has(changeId)) return new Set([...leftOut, ...dependents(changes, [changeId])])
  const taken = new Set(select(changes, [changeId]).map(({ change_id: id }) => id))
  return new Set([...leftOut].filter((id) => !taken.has(id)))
}

/** All in, or all out where they are in already. */
export function toggleAll(changes: readonly Change[], leftOut: LeftOut): LeftOut {
  const isAll = changes.every(({ change_id: id }) => !leftOut.has(id))
  return isAll ? new Set(changes.map(({ change_id: id }) => id)) : NOTHING_LEFT_OUT
}

/** What else moves with a change, in words of the page: how many it requires, how many require it. */
export function tiesOf(changes: readonly Change[], { change_id: id, requires }: Change) {
  return { needs: requires.length, neededBy: dependents(changes, [id]).size - 1 }
}

/** A change whose block is not what it was made for, with both sides. */
export interface Staleness {
  /** What the block says now; null: it has been deleted. */
  current: BlockContent | null
  /** What a rebase would make of both; null where they clash and someone has to choose. */
  merged: { after: BlockContent | null } | null
}

/** Both sides of every stale change, and how a rebase would end for it. */
export function stalenessOf({ changes, stale }: DeltaView, blocks: readonly Block[]): ReadonlyMap<string, Staleness> {
  const outdated = changes.filter(({ change_id: id }) => stale.includes(id))
  if (outdated.length === 0) return new Map()
  const state = stateOf(blocks)
  const rebased = rebase(state, outdated)
  const clashing = new Set(rebased.conflicts.map(({ change_id: id }) => id))
  const mergedById = new Map(rebased.changes.map((change) => [change.change_id, change.after]))
  return new Map(
    outdated.map(({ change_id: id, id: blockId }) => {
      const current = state.get(blockId)?.content ?? null
      // What a rebase leaves out says already what is there.
      const after = mergedById.has(id) ? (mergedById.get(id) ?? null) : current
      return [id, { current, merged: clashing.has(id) ? null : { after } }]
    }),
  )
}

/** What was said about a change, or, with null, about all of them and about what was left out. */
export function explanationsOf({ explanations }: DeltaView, changeId: string | null): Explanation[] {
  return explanations.filter(({ change_id: id }) => id === changeId)
}

/** How sure, in three steps that can be told apart at a glance. */
export function sureness(confidence: number): 'high' | 'medium' | 'low' {
  if (confidence >= 0.8) return 'high'
  return confidence >= 0.5 ? 'medium' : 'low'
}
