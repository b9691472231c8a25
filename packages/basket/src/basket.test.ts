import { type Change, MAX_BLOCK_BODY_CHARS, MAX_BLOCK_TITLE_CHARS } from '@outlast/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, ConflictError, conflicts, fold } from './apply.ts'
import { editChange, InvalidEdit, makeChange } from './change.ts'
import { inverse, undo } from './inverse.ts'
import { MAX_BODY_CHARS, MAX_TITLE_CHARS } from './limits.ts'
import { dependents, select } from './select.ts'
import { type BasketState, entryOf } from './state.ts'
import { Moves, Steps, content, contentsOf, numbers, play, toDelta } from './testing/histories.ts'

test('undoing what was applied brings back what the blocks said, and versions only rise', () => {
  fc.assert(
    fc.property(Steps, Moves, (steps, moves) => {
      const newId = numbers('')
      const { state } = play(steps, newId)
      const delta = toDelta(state, moves, newId)
      const after = apply(state, delta)
      const undone = apply(after, inverse(delta, newId))
      expect(contentsOf(undone)).toEqual(contentsOf(state))
      for (const { id } of delta) {
        const versions = [state, after, undone].map((each) => entryOf(each, id).version)
        expect(versions).toEqual([0, 1, 2].map((more) => entryOf(state, id).version + more))
      }
    }),
  )
})

test('undoing everything empties the basket, and doing all of it again brings everything back', () => {
  fc.assert(
    fc.property(Steps, (steps) => {
      const newId = numbers('')
      const { state, log } = play(steps, newId)
      const takeBack = (deltas: Change[][], from: BasketState) => {
        let now = from
        const undos = deltas.toReversed().map((changes) => {
          const undoing = undo(now, changes, newId)
          now = apply(now, undoing)
          return undoing
        })
        return { now, undos }
      }
      const undone = takeBack(
        log.map(({ changes }) => changes),
        state,
      )
      expect(contentsOf(undone.now)).toEqual({})
      expect(contentsOf(takeBack(undone.undos, undone.now).now)).toEqual(contentsOf(state))
    }),
  )
})

test('a later edit that stands on a change keeps it from being undone, until it is taken back itself', () => {
  const [one, two] = [content(), content({ body: 'Another body.' })]
  const made = makeChange({ change_id: 'a', id: 'b', op: 'CREATE', from_version: 0, before: null, after: one })
  const edit = makeChange({ change_id: 'e', id: 'b', op: 'UPDATE', from_version: 1, before: one, after: two })
  const edited = apply(new Map(), [made, edit])
  expect(() => undo(edited, [made], numbers(''))).toThrow(ConflictError)
  const back = apply(edited, undo(edited, [edit], numbers('')))
  expect(undo(back, [made], numbers(''))).toMatchObject([{ op: 'DELETE', from_version: 3, to_version: 4 }])
})

test('folding the log gives the state, and so does every beginning of it', () => {
  fc.assert(
    fc.property(Steps, (steps) => {
      const { state, log, states } = play(steps, numbers(''))
      for (const [at, before] of states.entries()) expect(fold(log.slice(0, at))).toEqual(before)
      expect(fold(log)).toEqual(state)
    }),
  )
})

test('a delta with stale changes is refused whole, and exactly these are told', () => {
  fc.assert(
    fc.property(Steps, Moves, fc.tuple(fc.nat(), fc.boolean()), (steps, moves, [which, byVersion]) => {
      const newId = numbers('')
      const { state } = play(steps, newId)
      const delta = toDelta(state, moves, newId)
      fc.pre(delta.length > 0)
      const at = which % delta.length
      const spoilt = delta.map((change, index) => {
        if (index !== at) return change
        if (byVersion) return { ...change, from_version: change.from_version + 1 }
        return { ...change, before: content({ title: 'Something that was never there' }) }
      })
      const before = new Map(state)
      expect(() => apply(state, spoilt)).toThrow(ConflictError)
      expect(state).toEqual(before)
      expect(conflicts(state, spoilt).map(({ change_id }) => change_id)).toEqual([delta[at]?.change_id])
      expect(conflicts(state, delta)).toEqual([])
    }),
  )
})

test('a conflict shows both sides, and a deleted block as nothing', () => {
  const base = content()
  const change = makeChange({
    change_id: 'c',
    id: 'b',
    op: 'UPDATE',
    from_version: 1,
    before: base,
    after: content({ body: 'New.' }),
  })
  const state = new Map([['b', { version: 2, content: null }]])
  const told = {
    change_id: 'c',
    id: 'b',
    from_version: 1,
    current_version: 2,
    base,
    proposed: change.after,
    current: null,
  }
  expect(conflicts(state, [change])).toEqual([told])
})

test('choosing changes chooses what they require, in the order of the delta, and nothing else', () => {
  const delta = [
    ['a', ['c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['c']],
    ['e', ['a']],
  ] as const
  const changes = delta.map(([change_id, requires]) =>
    makeChange({ change_id, id: change_id, op: 'CREATE', from_version: 0, before: null, after: content(), requires }),
  )
  const idsOf = (chosen: typeof changes) => chosen.map(({ change_id }) => change_id).join('')
  expect(idsOf(select(changes, ['a']))).toBe('acd')
  expect(idsOf(select(changes, ['b']))).toBe('b')
  expect(idsOf(select(changes, ['e', 'b']))).toBe('abcde')
  expect(() => select(changes, ['x'])).toThrow('The delta has no change x.')
  expect([...dependents(changes, ['c'])].toSorted().join('')).toBe('acde')
})

test('the inverse of what was required has to wait for the inverse of what required it', () => {
  const base = content()
  const made = makeChange({ change_id: 'made', id: '1', op: 'CREATE', from_version: 0, before: null, after: base })
  const replaced = { ...base, state: 'superseded' as const }
  const old = makeChange({
    change_id: 'old',
    id: '2',
    op: 'MERGE',
    from_version: 4,
    before: base,
    after: replaced,
    requires: ['made'],
  })
  expect(inverse([made, old], numbers('undo '))).toMatchObject([
    { change_id: 'undo 2', id: '2', op: 'UPDATE', from_version: 5, to_version: 6, after: base, requires: [] },
    { change_id: 'undo 1', id: '1', op: 'DELETE', from_version: 1, to_version: 2, after: null, requires: ['undo 2'] },
  ])
})

test('an edited change says something else, with a diff of its own', () => {
  const change = makeChange({
    change_id: 'c',
    id: 'b',
    op: 'UPDATE',
    from_version: 3,
    before: content(),
    after: content({ title: 'Another title' }),
  })
  const edited = editChange(change, { body: 'A new body.', title: undefined })
  expect(edited).toMatchObject({ from_version: 3, after: { title: 'Another title', body: 'A new body.' } })
  expect(edited.diff.map(({ field }) => field)).toEqual(['title', 'body'])
  expect(() => editChange(change, { title: 'A title' })).toThrow(InvalidEdit)
  expect(() => editChange({ ...change, after: null }, { title: 'x' })).toThrow('deletes a block')
})

test('the limits of a block are those of the contract', () => {
  expect([MAX_TITLE_CHARS, MAX_BODY_CHARS]).toEqual([MAX_BLOCK_TITLE_CHARS, MAX_BLOCK_BODY_CHARS])
})
