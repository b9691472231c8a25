import type { DeltaView } from '@outlast/contract'

/** What is proposed for a block: how many changes, and the first of them. */
export interface Waiting {
  count: number
  changeId: string
}

/** What waits for which block. */
export function waitingByBlock(open: readonly DeltaView[]): ReadonlyMap<string, Waiting> {
  const waiting = new Map<string, Waiting>()
  for (const { id, change_id: changeId } of open.flatMap(({ changes }) => changes)) {
    const known = waiting.get(id)
    waiting.set(id, known === undefined ? { count: 1, changeId } : { ...known, count: known.count + 1 })
  }
  return waiting
}
