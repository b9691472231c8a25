import type { BlockContent, Change } from '@outlast/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, conflicts } from './apply.ts'
import { makeChange } from './change.ts'
import { mergeText } from './merge-text.ts'
import { rebase } from './rebase.ts'
import { FIELDS, entryOf, sameContent } from './state.ts'
import { Moves, Steps, content, numbers, play, toDelta } from './testing/histories.ts'

const idsOf = (list: readonly { change_id: string }[]) => list.map(({ change_id }) => change_id)

/** Says by another way than the code whether two sides can be put together: field by field. */
function collides(base: BlockContent, ours: BlockContent, theirs: BlockContent): boolean {
  return FIELDS.some((field) => {
    const [was, our, their] = [base[field], ours[field], theirs[field]]
    if (was === our || was === their || our === their) return false
    return field === 'title' || field === 'body' ? mergeText(was, our, their) === null : true
  })
}

function expectConflict({ before, after }: Change, current: BlockContent | null): boolean {
  if (sameContent(before, current) || sameContent(after, current)) return false
  if (before === null || after === null || current === null) return true
  return collides(before, current, after)
}

test('a delta on a basket that moved on rebases, or exactly the changes in conflict are told', () => {
  fc.assert(
    fc.property(Steps, Moves, Moves, (steps, moves, others) => {
      const newId = numbers('')
      const { state } = play(steps, newId)
      const delta = toDelta(state, moves, newId)
      const now = apply(state, toDelta(state, others, newId))
      const told = rebase(now, delta)
      const expected = delta.filter((change) => expectConflict(change, entryOf(now, change.id).content))
      expect(idsOf(told.conflicts)).toEqual(idsOf(expected))
      const clean = told.changes.filter(({ change_id }) => !idsOf(expected).includes(change_id))
      expect(conflicts(now, clean)).toEqual([])
      for (const onConflict of ['keep_current', 'take_proposed'] as const) {
        const { changes, dropped, conflicts: ended } = rebase(now, delta, { onConflict })
        expect(idsOf(ended)).toEqual(idsOf(expected))
        expect([...idsOf(changes), ...dropped].toSorted()).toEqual(idsOf(delta).toSorted())
        const next = apply(now, changes)
        for (const { id, requires } of changes) {
          expect(sameContent(entryOf(now, id).content, entryOf(next, id).content)).toBe(false)
          expect(requires.filter((required) => !idsOf(changes).includes(required))).toEqual([])
        }
        const lost = expected.filter(({ change_id }) => dropped.includes(change_id))
        expect(lost).toHaveLength(onConflict === 'keep_current' ? expected.length : 0)
      }
    }),
    { numRuns: 500 },
  )
})

const base = content({ title: 'The plan', body: 'We meet on Monday at nine in the small room.' })
const proposed = { ...base, body: 'We meet on Tuesday at nine in the small room.' }
const update = makeChange({ change_id: 'c', id: 'b', op: 'UPDATE', from_version: 1, before: base, after: proposed })
const at = (now: BlockContent | null, version = 2) => new Map([['b', { version, content: now }]])

test('edits of other fields and of other words are put together', () => {
  const now = { ...base, title: 'The new plan', body: 'We meet on Monday at nine in the large room.' }
  const { changes, conflicts } = rebase(at(now), [update])
  expect(conflicts).toEqual([])
  expect(changes).toMatchObject([
    {
      from_version: 2,
      to_version: 3,
      before: now,
      after: { title: 'The new plan', body: 'We meet on Tuesday at nine in the large room.' },
    },
  ])
})

test('edits of the same words are a conflict; the current ones are kept or overwritten as asked', () => {
  const now = { ...base, title: 'The new plan', body: 'We meet on Friday at nine in the small room.' }
  expect(rebase(at(now), [update])).toMatchObject({ changes: [update], conflicts: [{ current: now, proposed }] })
  expect(rebase(at(now), [update], { onConflict: 'keep_current' })).toMatchObject({ changes: [], dropped: ['c'] })
  const { changes } = rebase(at(now), [update], { onConflict: 'take_proposed' })
  expect(changes).toMatchObject([{ from_version: 2, after: { title: 'The new plan', body: proposed.body } }])
})

test('of two conflicts each is ended by itself; the other one, and what nobody asked about, stays as it was', () => {
  const other = { ...update, change_id: 'd', id: 'e' }
  const now = { ...base, body: 'We meet on Friday at nine in the small room.' }
  const state = new Map(['b', 'e'].map((id) => [id, { version: 2, content: now }]))
  const only = new Set(['d'])
  expect(rebase(state, [update, other], { onConflict: 'keep_current', only })).toMatchObject({
    changes: [update],
    dropped: ['d'],
  })
  const { changes, conflicts } = rebase(state, [update, other], { onConflict: 'take_proposed', only })
  expect(changes).toMatchObject([update, { change_id: 'd', from_version: 2, before: now, after: proposed }])
  expect(idsOf(conflicts)).toEqual(['d'])
  expect(idsOf(rebase(state, [update, other], { only }).conflicts)).toEqual(['d'])
})

test('a change that is there already drops out, and those that require it go on without it', () => {
  const next = makeChange({
    change_id: 'd',
    id: 'e',
    op: 'CREATE',
    from_version: 0,
    before: null,
    after: base,
    requires: ['c'],
  })
  const { changes, dropped } = rebase(at(proposed), [update, next])
  expect(dropped).toEqual(['c'])
  expect(changes).toMatchObject([{ change_id: 'd', requires: [] }])
})

test('what requires a change that is given up is given up with it', () => {
  const next = makeChange({
    change_id: 'd',
    id: 'e',
    op: 'CREATE',
    from_version: 0,
    before: null,
    after: base,
    requires: ['c'],
  })
  const now = { ...base, body: 'We meet on Friday.' }
  expect(rebase(at(now), [update, next], { onConflict: 'keep_current' })).toMatchObject({
    changes: [],
    dropped: ['c', 'd'],
  })
})

test('a block that was locked or replaced in the meantime is never written without being asked', () => {
  for (const state of ['locked', 'superseded'] as const) {
    const now = { ...base, state }
    expect(idsOf(rebase(at(now), [update]).conflicts)).toEqual(['c'])
    expect(rebase(at(now), [update], { onConflict: 'take_proposed' }).changes).toMatchObject([
      { after: { body: proposed.body, state } },
    ])
  }
})

test('a deleted block comes back, and an edited one is deleted, only when the proposal is taken', () => {
  expect(rebase(at(null, 5), [update]).conflicts).toMatchObject([{ current: null, current_version: 5 }])
  expect(rebase(at(null, 5), [update], { onConflict: 'take_proposed' }).changes).toMatchObject([
    { op: 'CREATE', from_version: 5, to_version: 6, before: null, after: proposed },
  ])
  const remove = makeChange({ change_id: 'r', id: 'b', op: 'DELETE', from_version: 1, before: base, after: null })
  const now = { ...base, title: 'The new plan' }
  expect(rebase(at(now), [remove]).conflicts).toHaveLength(1)
  expect(rebase(at(now), [remove], { onConflict: 'take_proposed' }).changes).toMatchObject([
    { op: 'DELETE', before: now, after: null },
  ])
})

test('two edits that together would be too long are a conflict', () => {
  const long = content({ body: `${'a'.repeat(10)} middle ${'b'.repeat(10)}` })
  const ours = { ...long, body: long.body.replace('aaaaaaaaaa', 'a'.repeat(11_000)) }
  const theirs = { ...long, body: long.body.replace('bbbbbbbbbb', 'b'.repeat(11_000)) }
  const change = makeChange({ change_id: 'c', id: 'b', op: 'UPDATE', from_version: 1, before: long, after: theirs })
  expect(rebase(at(ours), [change]).conflicts).toHaveLength(1)
})
