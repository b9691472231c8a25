import { MAX_ATTACHMENT_BYTES, MAX_MESSAGE_CHARS } from '@outlast/contract'
import { describe, expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import {
  admit,
  attemptOf,
  charactersLeft,
  draftReducer,
  fileIdsOf,
  newDraft,
  whyNotSendable,
  type Draft,
  type DraftEvent,
} from './drafts-state.ts'

const problem = new ApiProblem({ code: 'unreachable', title: 'Cannot reach the server' })
const draft = (...events: DraftEvent[]): Draft => events.reduce(draftReducer, newDraft('d', 's', null))
const typed = (text: string): DraftEvent => ({ type: 'typed', text })
const added = (localId: string): DraftEvent => ({
  type: 'files_added',
  files: [{ localId, name: `${localId}.pdf`, sizeBytes: 1 }],
})
const attached = (localId: string): DraftEvent => ({
  type: 'file_staged',
  localId,
  stage: { stage: 'attached', attachment: { file_id: `file-${localId}`, name: localId, state: 'queued' } },
})
let keys = 0
const newKey = () => `key-${keys++}`
const started = (now: Draft): Draft => draftReducer(now, { type: 'send_started', attempt: attemptOf(now, newKey) })

describe('a draft', () => {
  test('the same message keeps its key until it arrived; another message has another', () => {
    const first = started(draft(typed('Hello')))
    const lost = draftReducer(first, { type: 'send_failed', problem })
    expect(attemptOf(first, newKey)).toEqual(attemptOf(lost, newKey))
    const changed = draftReducer(lost, typed('Hello!'))
    expect(attemptOf(changed, newKey).key).not.toBe(attemptOf(lost, newKey).key)
    const again = draftReducer(draftReducer(first, { type: 'sent' }), typed('Hello'))
    expect(attemptOf(again, newKey).key).not.toBe(attemptOf(first, newKey).key)
  })

  test('a second click while it is being sent is none', () => {
    expect(whyNotSendable(started(draft(typed('Hello'))))).toBe('busy')
  })

  test('what was sent leaves the draft, what was typed meanwhile stays', () => {
    const sending = started(draft(added('a'), attached('a'), typed('Hello')))
    const more = [typed('Hello and more'), added('b')].reduce(draftReducer, sending)
    const after = draftReducer(more, { type: 'sent' })
    expect(after).toMatchObject({ text: ' and more', sending: { state: 'idle' } })
    expect(after.files.map(({ localId }) => localId)).toEqual(['b'])
  })

  test('waits for its files, and says which one was refused', () => {
    expect(whyNotSendable(draft())).toBe('empty')
    expect(whyNotSendable(draft(typed(' \n')))).toBe('empty')
    expect(whyNotSendable(draft(typed('a'), added('x')))).toBe('uploading')
    const refused = draft(added('x'), { type: 'file_staged', localId: 'x', stage: { stage: 'refused', problem } })
    expect(whyNotSendable(refused)).toBe('refused')
    expect(whyNotSendable(draftReducer(refused, { type: 'file_removed', localId: 'x' }))).toBe('empty')
    expect(whyNotSendable(draft(added('x'), attached('x')))).toBeNull()
    expect(fileIdsOf(draft(added('x'), attached('x'), added('y')))).toEqual(['file-x'])
  })

  test('counts near the limit only, and holds back what is too long', () => {
    expect(charactersLeft('short')).toBeNull()
    expect(charactersLeft('x'.repeat(MAX_MESSAGE_CHARS - 5))).toBe(5)
    expect(whyNotSendable(draft(typed('x'.repeat(MAX_MESSAGE_CHARS))))).toBeNull()
    expect(whyNotSendable(draft(typed('x'.repeat(MAX_MESSAGE_CHARS + 1))))).toBe('too_long')
  })

  test('takes five files of 20 MB, and says why not more', () => {
    const file = (name: string, size = 1) => ({ name, size })
    const four = draft(added('1'), added('2'), added('3'), added('4'))
    expect(admit(four, [file('a')])).toEqual({ admitted: [file('a')], reason: null })
    expect(admit(four, [file('a'), file('b')])).toMatchObject({
      admitted: [file('a')],
      reason: expect.stringMatching(/takes 5 files/),
    })
    const large = file('film.pdf', MAX_ATTACHMENT_BYTES + 1)
    expect(admit(draft(), [large, file('b')])).toMatchObject({
      admitted: [file('b')],
      reason: expect.stringMatching(/film\.pdf.*20 MB/),
    })
  })
})
