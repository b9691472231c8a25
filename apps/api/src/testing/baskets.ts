import type {
  BasketDelta,
  BasketEvent,
  BasketView,
  Block,
  BlockContent,
  DeltaView,
  NewBlock,
  WorkRequest,
} from '@outlast/contract'
import type { z } from 'zod'
import type { Member } from './harness.ts'
import { type ServerEvent, readServerEvents } from './server-events.ts'

export async function startBasket(member: Member, name = 'A basket'): Promise<BasketView> {
  const answer = await member.api.baskets.create({ body: { name } })
  if (answer.status !== 201) throw new Error(`POST /api/baskets answered ${answer.status}.`)
  return answer.body
}

export async function getBasket(member: Member, basketId: string): Promise<BasketView> {
  const answer = await member.api.baskets.get({ params: { basket_id: basketId } })
  if (answer.status !== 200) throw new Error(`GET /api/baskets/… answered ${answer.status}.`)
  return answer.body
}

export async function addBlock(member: Member, basketId: string, block: NewBlock): Promise<Block> {
  const answer = await member.api.baskets.addBlock({ params: { basket_id: basketId }, body: block })
  if (answer.status !== 201) throw new Error(`POST …/blocks answered ${answer.status}.`)
  return answer.body
}

/** Names a block at the version at which someone has seen it. */
export function at({ id, version }: Block): Pick<Block, 'id' | 'version'> {
  return { id, version }
}

export async function editBlock(
  member: Member,
  basketId: string,
  { id, version, ...fields }: Pick<Block, 'id' | 'version'> & Partial<BlockContent>,
): Promise<Block> {
  const params = { basket_id: basketId, block_id: id }
  const answer = await member.api.baskets.editBlock({ params, body: { version, ...fields } })
  if (answer.status !== 200)
    throw new Error(`PATCH …/blocks/… answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A request to analyse a text. */
export function workOn(basketId: string, content: string, more: Partial<z.input<typeof WorkRequest>> = {}) {
  return {
    request_id: crypto.randomUUID(),
    basket_id: basketId,
    sources: [{ type: 'text' as const, content }],
    ...more,
  }
}

/** Has a text analysed and waits for the delta. */
export async function work(member: Member, basketId: string, content: string): Promise<BasketDelta> {
  const answer = await member.api.baskets.work({ params: { basket_id: basketId }, body: workOn(basketId, content) })
  if (answer.status !== 200) throw new Error(`POST …/work answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function getDelta(member: Member, basketId: string, deltaId: string): Promise<DeltaView> {
  const answer = await member.api.baskets.getDelta({ params: { basket_id: basketId, delta_id: deltaId } })
  if (answer.status !== 200) throw new Error(`GET …/deltas/… answered ${answer.status}.`)
  return answer.body
}

type Deciding = 'apply' | 'reject' | 'rebase' | 'undo'

export function decide(
  member: Member,
  { basket_id, delta_id }: Pick<BasketDelta, 'basket_id' | 'delta_id'>,
  { how, body = {} }: { how: Deciding; body?: object },
): Promise<Response> {
  const path = how === 'apply' ? `apply/${delta_id}` : `deltas/${delta_id}/${how}`
  return member.fetch(`/api/baskets/${basket_id}/${path}`, { json: body })
}

export async function apply(
  member: Member,
  { basket_id, delta_id }: Pick<BasketDelta, 'basket_id' | 'delta_id'>,
  changeIds?: string[],
): Promise<DeltaView> {
  const body = changeIds === undefined ? {} : { change_ids: changeIds }
  const answer = await member.api.baskets.apply({ params: { basket_id, delta_id }, body })
  if (answer.status !== 200) throw new Error(`POST …/apply answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function undo(
  member: Member,
  { basket_id, delta_id }: Pick<BasketDelta, 'basket_id' | 'delta_id'>,
): Promise<DeltaView> {
  const answer = await member.api.baskets.undo({ params: { basket_id, delta_id }, body: {} })
  if (answer.status !== 200) throw new Error(`POST …/undo answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** All events of a basket, oldest first, page by page. */
export async function readEvents(member: Member, basketId: string, limit = 500): Promise<BasketEvent[]> {
  const events: BasketEvent[] = []
  for (;;) {
    const query = { after: events.at(-1)?.seq ?? 0, limit }
    const answer = await member.api.baskets.events({ params: { basket_id: basketId }, query })
    if (answer.status !== 200) throw new Error(`GET …/events answered ${answer.status}.`)
    if (answer.body.items.length === 0) return events
    events.push(...answer.body.items)
  }
}

/** Follows the events of a basket as they happen. Breaking off hangs up. */
export function followEvents(member: Member, basketId: string, after?: number): AsyncGenerator<ServerEvent> {
  const headers: Record<string, string> = after === undefined ? {} : { 'last-event-id': String(after) }
  return readServerEvents((signal) => member.fetch(`/api/baskets/${basketId}/events/stream`, { headers, signal }))
}
