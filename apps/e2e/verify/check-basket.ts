import { randomUUID } from 'node:crypto'
import type { DeltaView } from '@outlast/contract'
import { type Scene, expectCompleted, expectStatus } from './scene.ts'

/** Notes become a delta; it is applied, and taken back. */
export async function checkBasket({ api, follow }: Scene): Promise<string> {
  const made = await api.baskets.create({ body: { name: 'Verification' } })
  expectStatus(made, 201, 'POST /api/baskets')
  const { basket_id } = made.body as { basket_id: string }
  const content = 'Decision: we meet on Mondays.\n\nTask: book the room.'
  const work = await api.baskets.work({
    headers: { prefer: 'wait=20' },
    params: { basket_id },
    body: { request_id: randomUUID(), basket_id, sources: [{ type: 'text', content }] },
  })
  if (work.status === 202) expectCompleted(await follow(work.body.job_id))
  else expectStatus(work, 200, 'POST /api/baskets/:basket_id/work')
  const listed = await api.baskets.listDeltas({ params: { basket_id }, query: {} })
  expectStatus(listed, 200, 'GET /api/baskets/:basket_id/deltas')
  const [delta] = (listed.body as { items: DeltaView[] }).items
  if (!delta || delta.changes.length === 0) throw new Error('nothing was proposed')
  const params = { basket_id, delta_id: delta.delta_id }
  expectStatus(await api.baskets.apply({ params, body: {} }), 200, 'applying the delta')
  const applied = await countBlocks(api, basket_id)
  if (applied !== delta.changes.length)
    throw new Error(`${applied} blocks are there instead of ${delta.changes.length}`)
  expectStatus(await api.baskets.undo({ params, body: {} }), 200, 'taking the delta back')
  if ((await countBlocks(api, basket_id)) !== 0) throw new Error('blocks are left after the undo')
  return `${applied} blocks were proposed, applied and taken back`
}

async function countBlocks(api: Scene['api'], basketId: string): Promise<number> {
  const basket = await api.baskets.get({ params: { basket_id: basketId } })
  expectStatus(basket, 200, 'GET /api/baskets/:basket_id')
  return (basket.body as { content: unknown[] }).content.length
}
