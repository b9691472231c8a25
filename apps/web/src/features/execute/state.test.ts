import type { Script } from '@outlast/contract'
import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import {
  DOUBLE_CLICK_MS,
  draftReducer,
  freeName,
  isDirty,
  keyOfClick,
  newDraft,
  wantsSave,
  type DraftEvent,
} from './state.ts'

const content = { name: 'Count', language: 'python', code: 'print(1)' } as const
const script: Script = {
  script_id: '018f0000-0000-7000-8000-000000000001',
  ...content,
  version: 3,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
}

const after = (...events: DraftEvent[]) => events.reduce(draftReducer, newDraft('d1', content))
const opened: DraftEvent = { type: 'opened', draftId: 'd1', script }
const edited: DraftEvent = { type: 'edited', change: { code: 'print(2)' } }

describe('a draft', () => {
  it('an example that nobody touched is not saved', () => {
    expect(wantsSave(after())).toBe(false)
    expect(wantsSave(after(edited))).toBe(true)
  })

  it('typing while a save is under way is kept and saved next', () => {
    const draft = after(
      opened,
      edited,
      { type: 'save_started', draftId: 'd1' },
      { type: 'edited', change: { code: 'print(3)' } },
      {
        type: 'saved',
        draftId: 'd1',
        script: { ...script, code: 'print(2)', version: 4 },
      },
    )
    expect(draft.content.code).toBe('print(3)')
    expect(draft.version).toBe(4)
    expect(wantsSave(draft)).toBe(true)
  })

  it('an answer for another draft changes nothing', () => {
    const draft = after(opened, edited)
    expect(draftReducer(draft, { type: 'saved', draftId: 'd0', script: { ...script, name: 'Other' } })).toBe(draft)
  })

  it('a failed save waits until something changes or it is asked for', () => {
    const failed = after(opened, edited, {
      type: 'save_failed',
      draftId: 'd1',
      problem: new ApiProblem({ code: 'internal', title: 'x' }),
    })
    expect(wantsSave(failed)).toBe(false)
    expect(wantsSave(draftReducer(failed, { type: 'edited', change: { code: 'print(4)' } }))).toBe(true)
  })
})

describe('a conflict', () => {
  const theirs = { ...script, code: 'print("theirs")', version: 9 }
  const conflict = after(opened, edited, { type: 'conflicted', draftId: 'd1', theirs })

  it('stops saving, whatever is typed', () => {
    expect(wantsSave(conflict)).toBe(false)
    expect(wantsSave(draftReducer(conflict, { type: 'edited', change: { code: 'x' } }))).toBe(false)
  })

  it('keeping mine saves it over their version', () => {
    const mine = draftReducer(conflict, { type: 'kept_mine' })
    expect(mine).toMatchObject({ version: 9, content: { code: 'print(2)' } })
    expect(wantsSave(mine)).toBe(true)
  })

  it('taking theirs leaves nothing to save', () => {
    const draft = draftReducer(conflict, { type: 'took_theirs' })
    expect(draft).toMatchObject({ version: 9, content: { code: 'print("theirs")' } })
    expect(isDirty(draft)).toBe(false)
  })
})

describe('a click on Run', () => {
  const newKey = crypto.randomUUID.bind(crypto)
  const first = keyOfClick(null, { request: 'a', atMs: 0 }, newKey)

  it('the second half of a double click carries the same key', () => {
    expect(keyOfClick(first, { request: 'a', atMs: 200 }, newKey).key).toBe(first.key)
  })

  it('a later click or other code is another run', () => {
    expect(keyOfClick(first, { request: 'a', atMs: DOUBLE_CLICK_MS }, newKey).key).not.toBe(first.key)
    expect(keyOfClick(first, { request: 'b', atMs: 200 }, newKey).key).not.toBe(first.key)
  })
})

it('a new script gets a name that is free', () => {
  expect(freeName('Untitled', [])).toBe('Untitled')
  expect(freeName('Untitled', ['Untitled', 'Untitled 2'])).toBe('Untitled 3')
})
