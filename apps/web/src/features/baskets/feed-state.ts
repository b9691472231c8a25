import type { BasketEvent } from '@outlast/contract'

/** Events that have not been seen, in order, each once: the stream and the poll may tell of the same one. */
export function unseenEvents(events: readonly BasketEvent[], after: number): BasketEvent[] {
  const bySeq = new Map(events.filter(({ seq }) => seq > after).map((event) => [event.seq, event]))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

/** What of the page events have made old. */
export interface Outdated {
  /** Open deltas: what waits for a review, and which changes are stale. */
  openDeltas: boolean
  /** Analyses: which of them are going on. */
  analyses: boolean
  /** Deltas that were decided, edited, rebased or taken back. */
  deltaIds: ReadonlySet<string>
  /** Blocks with a longer history. */
  blockIds: ReadonlySet<string>
}

/** What has to be asked for again after these events; the basket itself always has to. */
export function outdatedBy(events: readonly BasketEvent[]): Outdated {
  const changes = events.flatMap((event) => event.changes)
  return {
    openDeltas: changes.length > 0 || events.some(({ type }) => type.startsWith('delta.')),
    analyses: events.some(({ type }) => type === 'analysis.started'),
    deltaIds: new Set(events.flatMap(({ delta_id: id }) => id ?? [])),
    blockIds: new Set(changes.map(({ id }) => id)),
  }
}

/** A page of events, newest first. */
export type EventsPage = { items: BasketEvent[] }

/** Pages of a timeline with new events on top; null where some are missing in between and it has to be read anew. */
export function withEvents<Page extends EventsPage>(
  pages: readonly Page[],
  events: readonly BasketEvent[],
): Page[] | null {
  const [first, ...rest] = pages
  if (first === undefined) return null
  const top = first.items[0]?.seq ?? 0
  const fresh = unseenEvents(events, top)
  if (fresh.some(({ seq }, index) => seq !== top + index + 1)) return null
  return [{ ...first, items: [...fresh.toReversed(), ...first.items] }, ...rest]
}

/** What applied a delta can be taken back, an undo, too: that is a redo. */
export function isUndoable({ type, delta_id: deltaId }: BasketEvent): boolean {
  return deltaId !== null && (type === 'delta.applied' || type === 'delta.partly_applied' || type === 'delta.undone')
}
