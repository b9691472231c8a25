import type { Client } from '../../src/support/client.ts'
import { readBasket, seedBasket, seedDelta } from '../../src/support/basket-page.ts'

/** What somebody wrote down when it began. */
const KICK_OFF = `# Move to the new office

Our goal is to work from Harbour Street 12 by 31 March.

## What we know
- The lease of the old office ends on 30 April
- The deposit of 18,400 EUR comes back after the handover
- The new office has 42 desks on two floors
- The server racks weigh 640 kg

## Decided
- We keep the desks and buy new chairs
- Budget for chairs: 6,500 EUR

## To do
- Ask three movers for offers by 15 January
- Order the fibre connection, it takes eight weeks
- Call the insurance about the move

## Open
- Who keeps the network running while the racks are moved?
`

/** What came of a call, two weeks later. */
const CALL = `# Call with the landlord and the movers, 12 January

- The lease of the old office now ends on 31 May, she extended it by a month
- Budget for chairs was raised to 7,200 EUR
- The new office has 42 desks on two floors
- Nordfracht offers the move for 4,900 EUR in two days
- Does the insurance cover the server racks on the way?
- Call the insurance about the move is obsolete, the movers do that
`

const OTHERS = ['Reading group on distributed systems', 'Hiring a second baker', 'Questions for the tax office']

/** A basket in which much is settled, with a delta that waits for a review, and others beside it. */
export async function seedBaskets(api: Client): Promise<string> {
  for (const name of OTHERS) await seedBasket(api, name)
  const { basket_id: basketId } = await seedBasket(api, 'Move to the new office')
  await seedDelta(api, basketId, KICK_OFF)
  await applyAll(api, basketId)
  const racks = (await readBasket(api, basketId)).content.find(({ title }) => title.includes('racks weigh'))
  if (racks === undefined) throw new Error('The notes are not understood any more.')
  const locked = await api.baskets.editBlock({
    params: { basket_id: basketId, block_id: racks.id },
    body: { version: racks.version, state: 'locked' },
  })
  if (locked.status !== 200) throw new Error(JSON.stringify(locked.body))
  await seedDelta(api, basketId, CALL)
  return basketId
}

async function applyAll(api: Client, basketId: string): Promise<void> {
  const params = { basket_id: basketId }
  const open = await api.baskets.listDeltas({ params, query: { status: 'proposed' } })
  if (open.status !== 200) throw new Error(JSON.stringify(open.body))
  for (const { delta_id } of open.body.items) {
    const applied = await api.baskets.apply({ params: { ...params, delta_id }, body: {} })
    if (applied.status !== 200) throw new Error(JSON.stringify(applied.body))
  }
}
