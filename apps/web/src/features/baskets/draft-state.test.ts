import { expect, test } from 'vitest'
import { MAX_DUMP_CHARS } from '@outlast/contract'
import { ApiProblem } from '../../lib/api-problem.ts'
import { NO_DRAFT } from '../../lib/basket-draft.ts'
import {
  attemptOf,
  draftOfKept,
  draftReducer,
  keptOf,
  whyNotSendable,
  workOf,
  type Attempt,
  type Draft,
  type DraftEvent,
} from './draft-state.ts'

const EMPTY = draftOfKept(NO_DRAFT)
const draft = (...events: DraftEvent[]): Draft => events.reduce(draftReducer, EMPTY)
const typed = (text: string): DraftEvent => ({ type: 'typed', text })
const added: DraftEvent = { type: 'files_added', files: [{ localId: 'f', name: 'notes.pdf', sizeBytes: 10 }] }
const stored: DraftEvent = { type: 'file_staged', localId: 'f', stage: { stage: 'stored', fileId: 'file-1' } }
const problem = (code: 'unreachable' | 'analysis_failed') => new ApiProblem({ code, title: code })
const started = (attempt: Attempt): DraftEvent => ({ type: 'send_started', attempt })

/** Ids that tell how many were made. */
function ids() {
  let made = 0
  return () => `id-${++made}`
}

test('nothing, too much, and what is still on its way cannot be sent', () => {
  expect(whyNotSendable(EMPTY)).toBe('empty')
  expect(whyNotSendable(draft(typed(' \n')))).toBe('empty')
  expect(whyNotSendable(draft(typed('x'.repeat(MAX_DUMP_CHARS + 1))))).toBe('too_long')
  expect(whyNotSendable(draft(added))).toBe('uploading')
  expect(whyNotSendable(draft(added, stored))).toBeNull()
  const refused = { type: 'file_staged', localId: 'f', stage: { stage: 'refused', problem: problem('unreachable') } }
  expect(whyNotSendable(draft(typed('x'), added, refused as DraftEvent))).toBe('refused')
})

test('text, documents and the wish become one request', () => {
  const full = draft(typed('Notes'), { type: 'intended', intent: ' Only tasks ' }, added, stored)
  expect(
    workOf(
      'basket',
      attemptOf(full, () => 'id'),
    ),
  ).toEqual({
    request_id: 'id',
    basket_id: 'basket',
    intent: 'Only tasks',
    sources: [
      { type: 'text', content: 'Notes' },
      { type: 'file', id: 'file-1' },
    ],
  })
})

test('the same material keeps its id as long as nobody knows whether it arrived', () => {
  const newId = ids()
  const attempt = attemptOf(draft(typed('Notes')), newId)
  const lost = draft(typed('Notes'), started(attempt), { type: 'send_failed', problem: problem('unreachable') })
  expect(attemptOf(lost, newId)).toBe(attempt)
  expect(attemptOf(draftReducer(lost, typed('Other')), newId).requestId).toBe('id-2')
  const reloaded = draftOfKept(keptOf(lost))
  expect(attemptOf(reloaded, newId)).toEqual(attempt)
})

test('what was refused for good has another id the next time', () => {
  const newId = ids()
  const attempt = attemptOf(draft(typed('Notes')), newId)
  const failed = draft(typed('Notes'), started(attempt), { type: 'send_failed', problem: problem('analysis_failed') })
  expect(attemptOf(failed, newId).requestId).toBe('id-2')
  expect(keptOf(failed)).toMatchObject({ text: 'Notes', attempt: null })
})

test('what was accepted goes; what was written meanwhile stays', () => {
  const before = draft(typed('Notes'), { type: 'intended', intent: 'Tasks' }, added, stored)
  const sent = [started(attemptOf(before, ids())), typed('Notes and more'), { type: 'accepted' } as const]
  expect(sent.reduce(draftReducer, before)).toEqual({
    text: ' and more',
    intent: '',
    files: [],
    sending: { state: 'idle' },
  })
})

test('a document that is in the library is kept over a reload, one on its way is not', () => {
  expect(draftOfKept(keptOf(draft(typed('Notes'), added)))).toMatchObject({ text: 'Notes', files: [] })
  expect(draftOfKept(keptOf(draft(added, stored))).files).toMatchObject([
    { name: 'notes.pdf', stage: { stage: 'stored', fileId: 'file-1' } },
  ])
})
