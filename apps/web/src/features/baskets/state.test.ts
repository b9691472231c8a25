import { expect, test } from 'vitest'
import { basketAddressOf, searchOfBasket } from './address.ts'
import { arrangeBlocks, countBlocks, filterBlocks, NO_FILTER, withBlock } from './state.ts'
import { blockOf } from './testing.ts'

const lease = blockOf(1, { title: 'The lease ends in May', body: 'Notice was given.' })
const movers = blockOf(2, { type: 'task', title: 'Ask three movers', state: 'locked' })
const desks = blockOf(3, { type: 'task', title: 'Sell the desks', state: 'superseded' })
const blocks = [lease, movers, desks]

test('every word has to be somewhere in a block, in its title or its text', () => {
  expect(filterBlocks(blocks, { ...NO_FILTER, text: 'NOTICE lease' })).toEqual([lease])
  expect(filterBlocks(blocks, { ...NO_FILTER, text: 'notice movers' })).toEqual([])
})

test('superseded blocks are shown only when they are asked for', () => {
  expect(filterBlocks(blocks, NO_FILTER)).toEqual([lease, movers])
  expect(filterBlocks(blocks, { ...NO_FILTER, types: ['task'], states: ['superseded', 'locked'] })).toEqual([
    movers,
    desks,
  ])
  expect([...countBlocks(blocks).types]).toEqual([
    ['fact', 1],
    ['task', 1],
  ])
})

test('groups come in the order of the types, and those that nothing is in are left out', () => {
  expect(arrangeBlocks([movers, lease], 'type')).toEqual([
    { type: 'fact', blocks: [lease] },
    { type: 'task', blocks: [movers] },
  ])
  expect(arrangeBlocks([movers, lease], 'order')).toEqual([{ type: null, blocks: [movers, lease] }])
})

test('a block takes its own place, a new one the last', () => {
  const renamed = { ...lease, title: 'It ends in June' }
  expect(withBlock(blocks, renamed)).toEqual([renamed, movers, desks])
  expect(withBlock(blocks, blockOf(4))).toEqual([...blocks, blockOf(4)])
})

test('an address comes back as it was written, and what is not known is left out', () => {
  const address = {
    view: 'timeline' as const,
    filter: { text: 'a b', types: ['goal' as const], states: ['locked' as const] },
    history: lease.id,
  }
  expect(basketAddressOf(searchOfBasket(address))).toEqual(address)
  expect(searchOfBasket(basketAddressOf('view=nowhere&type=x,y'))).toBe('')
})
