import type { BasketEvent, EventPage } from '@outlast/contract'
import type { BasketDeps, BasketRef } from './basket-deps.ts'
import { lookUpBasket as findBasket } from './basket-repository.ts'
import { lookUpBasket } from './baskets.ts'
import { listEventsBefore } from './event-repository.ts'

type Deps = Pick<BasketDeps, 'database' | 'engine' | 'events'>

export type EventQuery = { after: number; before?: number | undefined; limit: number; wait_s: number }

/**
 * Events after a number, oldest first; where there are none, held until there are, `wait_s` have passed, or the signal
 * says that there is nobody or no time to wait for. With `before`, those before it, newest first, at once.
 */
export async function listEvents(
  deps: Deps,
  ref: BasketRef,
  { after, before, limit, wait_s, signal }: EventQuery & { signal: AbortSignal },
): Promise<EventPage> {
  await lookUpBasket(deps, ref)
  if (before !== undefined) {
    const items = await listEventsBefore(deps.database, ref.basketId, { before, limit })
    return { items, next_after: items[0]?.seq ?? after }
  }
  const look = lookAfter(deps, { basketId: ref.basketId, limit })
  const items = await deps.engine.changes.until(ref.basketId, () => look(after), { timeoutMs: wait_s * 1000, signal })
  return { items: items ?? [], next_after: items?.at(-1)?.seq ?? after }
}

/** Where nothing happens, a proxy may cut the connection: the usual patience is 30 to 60 s. */
const QUIET_MS = 15_000

/** Events that go out together at most. */
const STREAM_PAGE = 100

/**
 * Tells of events after a number as they happen, and null where there were none for a while, until the signal says that
 * nobody listens or the basket is gone. It only reads on when it is asked for more.
 */
export async function* watchEvents(
  deps: Deps,
  ref: BasketRef,
  { after, signal }: { after: number; signal: AbortSignal },
): AsyncGenerator<BasketEvent | null> {
  const look = lookAfter(deps, { basketId: ref.basketId, limit: STREAM_PAGE })
  for (let seq = after; !signal.aborted;) {
    const last = seq
    const wait = { timeoutMs: QUIET_MS, signal }
    const events = await deps.engine.changes.until(ref.basketId, () => look(last), wait)
    for (const event of events ?? []) {
      yield event
      seq = event.seq
    }
    if (events !== null || signal.aborted) continue
    if ((await findBasket(deps.database, ref)) === null) return
    yield null
  }
}

function lookAfter({ events }: Deps, page: { basketId: string; limit: number }) {
  return async (after: number): Promise<BasketEvent[] | null> => {
    const found = await events.load({ ...page, after })
    return found.length > 0 ? found : null
  }
}
