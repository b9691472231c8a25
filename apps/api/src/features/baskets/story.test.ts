import { expect, test } from 'vitest'
import { addBlock, apply, getBasket, startBasket, undo, work } from '../../testing/baskets.ts'
import { createHarness } from '../../testing/harness.ts'

const NOTES = `# Offsite

- We decided to hold the offsite in Lisbon.
- TODO: book the flights before Friday.
- How many people will come?
`

test('without a model, notes become blocks with their quotes, what is known is left alone, and undo takes it back', async () => {
  const harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  const member = await harness.mint()
  const { basket_id } = await startBasket(member, 'Offsite')
  const own = await addBlock(member, basket_id, { title: 'My own note', state: 'locked' })
  const delta = await work(member, basket_id, NOTES)
  expect(delta.changes.map(({ op, after }) => `${op} ${after?.type}`)).toEqual([
    'CREATE decision',
    'CREATE task',
    'CREATE question',
  ])
  for (const { change_id } of delta.changes) {
    const quotes = delta.explanations.flatMap((each) => (each.change_id === change_id ? (each.quote ?? []) : []))
    expect(quotes.filter((quote) => NOTES.includes(quote))).not.toEqual([])
  }
  await apply(member, delta)
  expect((await getBasket(member, basket_id)).content).toHaveLength(4)
  expect((await work(member, basket_id, NOTES)).changes).toEqual([])
  await undo(member, delta)
  expect((await getBasket(member, basket_id)).content).toEqual([own])
  await harness.close()
})
