import type { Change } from '@outlast/contract'

/**
 * The changes with these ids and all that they require, directly or not, in their order in the delta.
 *
 * @throws RangeError for an id that is not in the delta.
 */
export function select(changes: readonly Change[], changeIds: Iterable<string>): Change[] {
  const byId = new Map(changes.map((change) => [change.change_id, change]))
  const chosen = new Set<string>()
  const waiting = [...changeIds]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (chosen.has(id)) continue
    const change = byId.get(id)
    if (change === undefined) throw new RangeError(`The delta has no change ${id}.`)
    chosen.add(id)
    waiting.push(...change.requires)
  }
  return changes.filter(({ change_id }) => chosen.has(change_id))
}

/** These changes and all that require them, directly or not: what has to go when they do. */
export function dependents(changes: readonly Change[], changeIds: Iterable<string>): Set<string> {
  const gone = new Set(changeIds)
  for (let size = -1; size !== gone.size;) {
    size = gone.size
    for (const { change_id, requires } of changes) if (requires.some((id) => gone.has(id))) gone.add(change_id)
  }
  return gone
}
