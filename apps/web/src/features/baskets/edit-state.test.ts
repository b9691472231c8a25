import { beforeEach, describe, expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import { areKept, keepEntries, readEntries, withoutEnded } from '../../lib/kept-entries.ts'
import {
  clashOf,
  editsReducer,
  isDirty,
  KEPT_EDITS,
  NO_EDITS,
  whyNotEditable,
  writtenOf,
  type BlockEdit,
  type EditEvent,
} from './edit-state.ts'
import { blockOf, changeOf } from './testing.ts'

const block = blockOf(1, { title: 'The budget is 40 euros', body: 'For chairs and desks.' })
const theirs = { ...block, version: 2, body: 'For chairs, desks and lamps.' }
const wrote = (change: Partial<BlockEdit['written']>): EditEvent => ({ type: 'wrote', blockId: block.id, change })

function edit(...events: EditEvent[]): BlockEdit {
  const edits = [{ type: 'opened', block } as const, ...events].reduce(editsReducer, NO_EDITS)
  const found = edits.get(block.id)
  if (found === undefined) throw new Error('It is not open.')
  return found
}

describe('an open edit', () => {
  test('is not begun anew by opening its block again, whatever the block says by then', () => {
    const mine = edit(wrote({ title: 'Mine' }), { type: 'opened', block: theirs })
    expect(mine.written.title).toBe('Mine')
    expect(mine.base).toBe(block)
    expect(isDirty(mine)).toBe(true)
    expect(isDirty(edit())).toBe(false)
  })

  test('goes on from what is there now with its own words, or with both put together', () => {
    const mine = edit(wrote({ title: 'Mine' }), { type: 'rebased', block: theirs })
    expect(mine).toMatchObject({ base: { version: 2 }, written: { title: 'Mine', body: block.body } })
    const both = edit(wrote({ title: 'Mine' }), { type: 'rebased', block: theirs, written: writtenOf(theirs) })
    expect(both.written).toEqual(writtenOf(theirs))
  })

  test('typing gives a save that failed another chance, and a closed edit stays closed', () => {
    const problem = new ApiProblem({ code: 'unreachable', title: 'Gone' })
    const failed: EditEvent = { type: 'save_failed', blockId: block.id, problem }
    expect(edit(failed).saving.state).toBe('failed')
    expect(edit(failed, wrote({ title: 'Again' })).saving.state).toBe('idle')
    const closed = editsReducer(editsReducer(NO_EDITS, { type: 'opened', block }), {
      type: 'closed',
      blockId: block.id,
    })
    expect(editsReducer(closed, wrote({ title: 'Late' })).size).toBe(0)
  })
})

describe('an edit outlives the page', () => {
  const stored = new Map<string, string>()
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => void stored.set(key, text),
    removeItem: (key: string) => void stored.delete(key),
  }
  const key = 'basket'
  const kept = () => readEntries(storage, KEPT_EDITS, key)
  const entries = (...edits: BlockEdit[]) => new Map(edits.map((each) => [each.base.id, each]))
  const keep = (before: ReadonlyMap<string, BlockEdit>, after: ReadonlyMap<string, BlockEdit>) =>
    keepEntries(storage, KEPT_EDITS, { key, before, after })
  const other = { ...edit(wrote({ title: 'Other' })), base: blockOf(2) }
  const mine = entries(edit(wrote({ title: 'Mine' }), { type: 'save_started', blockId: block.id }))
  beforeEach(() => stored.clear())

  test('with what it is based on; one that says nothing does not, and a save that was going on is to be made again', () => {
    keep(new Map(), mine)
    expect(kept()).toEqual(entries(edit(wrote({ title: 'Mine' }))))
    expect(areKept(storage, KEPT_EDITS, { key, entries: mine })).toBe(true)
    keep(mine, entries(edit()))
    expect(stored.size).toBe(0)
    expect(areKept(storage, KEPT_EDITS, { key, entries: mine })).toBe(false)
    stored.set(`${KEPT_EDITS.prefix}${key}`, 'damaged')
    expect(kept().size).toBe(0)
  })

  test('what another window writes stays, and what it has ended ends here if it is the same', () => {
    keep(new Map(), entries(other))
    keep(new Map(), mine)
    expect(kept().size).toBe(2)
    keep(mine, new Map())
    expect([...kept().keys()]).toEqual([other.base.id])
    const was = JSON.stringify([...mine])
    expect(withoutEnded(mine, KEPT_EDITS, { was, is: null }).size).toBe(0)
    const longer = entries(edit(wrote({ title: 'Mine, and longer' })))
    expect(withoutEnded(longer, KEPT_EDITS, { was, is: null })).toBe(longer)
  })
})

describe('a clash', () => {
  test('there is none while the block is what the edit began from', () => {
    expect(clashOf(edit(wrote({ title: 'Mine' })), [block])).toBeNull()
  })

  test('changes that do not touch can be put together', () => {
    const mine = edit(wrote({ title: 'The budget is 50 euros' }))
    expect(clashOf(mine, [theirs])).toEqual({
      theirs,
      merged: { type: 'fact', title: 'The budget is 50 euros', body: 'For chairs, desks and lamps.' },
    })
  })

  test('changes of the same words cannot', () => {
    expect(clashOf(edit(wrote({ body: 'For nothing at all.' })), [theirs])).toEqual({ theirs, merged: null })
  })

  test('where nothing was written yet, theirs is what both make', () => {
    expect(clashOf(edit(), [theirs])?.merged).toEqual(writtenOf(theirs))
  })

  test('of a block that was deleted there is nothing to put together with', () => {
    expect(clashOf(edit(wrote({ title: 'Mine' })), [])).toEqual({ theirs: null, merged: null })
  })
})

test('a proposal may not be edited into what is there already, nor lose its title', () => {
  const change = changeOf('change', block, { after: { title: 'The budget is 50 euros' } })
  expect(whyNotEditable(change, { ...writtenOf(block), title: 'The budget is 60 euros' })).toBeNull()
  expect(whyNotEditable(change, writtenOf(block))).toMatch(/says already/)
  expect(whyNotEditable(change, { ...writtenOf(block), title: ' ' })).toMatch(/title/)
})
