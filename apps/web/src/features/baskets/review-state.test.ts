import { describe, expect, test } from 'vitest'
import { NOTHING_LEFT_OUT, stalenessOf, tickedOf, tiesOf, toggleAll, toggleChange } from './review-state.ts'
import { blockOf, changeOf, deltaOf } from './testing.ts'

const lease = blockOf(1, { title: 'The lease ends in May', body: 'Notice was given.' })
const goal = changeOf('goal', blockOf(2), { after: { title: 'Move' } })
const task = changeOf('task', blockOf(3), { after: { title: 'Ask movers' }, requires: ['goal'] })
const step = changeOf('step', blockOf(4), { after: { title: 'Call one' }, requires: ['task'] })
const fact = changeOf('fact', lease, { after: { title: 'The lease ends in June' } })
const changes = [goal, task, step, fact]
const idsOf = (leftOut: ReadonlySet<string>) => tickedOf(changes, leftOut).map(({ change_id: id }) => id)

describe('ticks', () => {
  test('a change goes out with all that require it, directly or not', () => {
    expect(idsOf(toggleChange(changes, NOTHING_LEFT_OUT, 'goal'))).toEqual(['fact'])
  })

  test('a change comes in with all that it requires, directly or not, and nothing else', () => {
    const none = toggleAll(changes, NOTHING_LEFT_OUT)
    expect(idsOf(none)).toEqual([])
    expect(idsOf(toggleChange(changes, none, 'step'))).toEqual(['goal', 'task', 'step'])
    expect(idsOf(toggleAll(changes, toggleChange(changes, none, 'step')))).toEqual(['goal', 'task', 'step', 'fact'])
  })

  test('what a change is tied to is counted', () => {
    expect(tiesOf(changes, task)).toEqual({ needs: 1, neededBy: 1 })
    expect(tiesOf(changes, fact)).toEqual({ needs: 0, neededBy: 0 })
  })
})

describe('a stale change', () => {
  const delta = deltaOf(changes, ['fact'])
  const now = (change: object) => [{ ...lease, version: 2, ...change }]
  const sidesOf = (blocks: Parameters<typeof stalenessOf>[1]) => stalenessOf(delta, blocks).get('fact')

  test('only those are stale that the server says are', () => {
    expect([...stalenessOf(delta, now({ body: 'Nobody gave notice.' })).keys()]).toEqual(['fact'])
    expect(stalenessOf(deltaOf(changes), now({})).size).toBe(0)
  })

  test('goes together with a change of other words, and says how', () => {
    expect(sidesOf(now({ body: 'Nobody gave notice.' }))).toMatchObject({
      current: { body: 'Nobody gave notice.' },
      merged: { after: { title: 'The lease ends in June', body: 'Nobody gave notice.' } },
    })
  })

  test('clashes with another change of the same words, with a lock and with a deletion', () => {
    expect(sidesOf(now({ title: 'The lease ends in July' }))).toMatchObject({ merged: null })
    expect(sidesOf(now({ state: 'locked' }))).toMatchObject({ merged: null })
    expect(sidesOf([])).toEqual({ current: null, merged: null })
  })

  test('has nothing left to do where someone else did the same', () => {
    const same = { title: 'The lease ends in June' }
    expect(sidesOf(now(same))).toMatchObject({ merged: { after: same } })
  })
})
