import { fold } from '../../packages/basket/src/index.ts'
import type { BasketClient, Event } from './basket-client.ts'
import type { Shared } from './basket-sequences.ts'

/** What went wrong in a basket. All of it has to be nothing. */
export type Faults = { gaps: number; lost: number; twice: number; different: number }

/** Compares the log of a basket with what its clients were told, and with what it says it holds. */
export async function checkBasket(client: BasketClient, shared: Shared): Promise<Faults & { events: number }> {
  const { content, last_event } = await client.get(shared.basketId)
  const events = await client.events(shared.basketId)
  const gaps = events.filter(({ seq }, at) => seq !== at + 1).length + Math.abs(last_event - events.length)
  return {
    events: events.length,
    gaps,
    lost: countLost(shared, events),
    twice: countTwice(shared, events),
    different: countDifferent(),
  }

  function countDifferent(): number {
    // Throws where the log is no history, e.g. where two changes were made from one version.
    const folded = new Map(
      [...fold(events as Parameters<typeof fold>[0])].filter(([, entry]) => entry.content !== null),
    )
    const same = content.filter((block) => {
      const entry = folded.get(block.id)
      return (
        entry?.version === block.version && entry.content?.body === block.body && entry.content.title === block.title
      )
    })
    return Math.max(content.length, folded.size) - same.length
  }
}

/** Acknowledged writes that are not in the log with the version that was told. */
function countLost({ writes, applied }: Shared, events: Event[]): number {
  const logged = new Map(
    events.flatMap(({ changes }) => changes.map(({ id, to_version, after }) => [`${id} ${to_version}`, after?.body])),
  )
  const decided = new Set(events.flatMap(({ type, delta_id }) => (isApplied(type) ? (delta_id ?? []) : [])))
  const lost = writes.filter(({ id, version, body }) => logged.get(`${id} ${version}`) !== body)
  return lost.length + applied.filter((id) => !decided.has(id)).length
}

function countTwice(_: Shared, events: Event[]): number {
  const ids = events.filter(({ type }) => isApplied(type)).map(({ delta_id }) => delta_id)
  return ids.length - new Set(ids).size
}

function isApplied(type: string): boolean {
  return type === 'delta.applied' || type === 'delta.partly_applied'
}
