import { describe, expect, test } from 'vitest'
import { isUndoable, outdatedBy, unseenEvents, withEvents } from './feed-state.ts'
import { blockOf, changeOf, eventOf } from './testing.ts'

const seqsOf = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq)

test('events are taken once and in order, however the stream and the poll tell of them', () => {
  const told = [eventOf(4), eventOf(3), eventOf(2), eventOf(3)]
  expect(seqsOf(unseenEvents(told, 2))).toEqual([3, 4])
})

describe('what events make old', () => {
  const change = changeOf('c', blockOf(1), { after: { title: 'Other' } })

  test('a changed block makes open deltas old, too: one of their changes may be stale now', () => {
    const outdated = outdatedBy([eventOf(1, { changes: [change] })])
    expect(outdated.openDeltas).toBe(true)
    expect([...outdated.blockIds]).toEqual([blockOf(1).id])
  })

  test('a name does not', () => {
    expect(outdatedBy([eventOf(1, { type: 'basket.renamed' })])).toMatchObject({ openDeltas: false })
  })

  test('an analysis that someone began is one to show, here as there', () => {
    const outdated = outdatedBy([eventOf(1, { type: 'analysis.started' })])
    expect(outdated).toMatchObject({ analyses: true, openDeltas: false })
    expect(outdatedBy([eventOf(1, { type: 'delta.proposed' })]).analyses).toBe(false)
  })

  test('a rejected delta leaves the open ones, and is another one from now on', () => {
    const outdated = outdatedBy([eventOf(1, { type: 'delta.rejected', delta_id: 'd' })])
    expect(outdated.openDeltas).toBe(true)
    expect([...outdated.deltaIds]).toEqual(['d'])
  })
})

describe('the timeline', () => {
  const pages = [{ items: [eventOf(3), eventOf(2)] }, { items: [eventOf(1)] }]

  test('new events come on top, newest first, and known ones only once', () => {
    const next = withEvents(pages, [eventOf(3), eventOf(4), eventOf(5)])
    expect(next?.map(({ items }) => seqsOf(items))).toEqual([[5, 4, 3, 2], [1]])
  })

  test('has to be read anew where some are missing in between', () => {
    expect(withEvents(pages, [eventOf(5)])).toBeNull()
    expect(withEvents([], [eventOf(1)])).toBeNull()
  })
})

test('what applied a delta can be taken back, an undo, too; a proposal cannot', () => {
  const undoable = (type: Parameters<typeof isUndoable>[0]['type']) => isUndoable(eventOf(1, { type, delta_id: 'd' }))
  expect([undoable('delta.partly_applied'), undoable('delta.undone'), undoable('delta.proposed')]).toEqual([
    true,
    true,
    false,
  ])
})
