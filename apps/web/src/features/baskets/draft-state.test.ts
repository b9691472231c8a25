import { expect, test } from 'vitest'
import { MAX_DUMP_CHARS } from '@outlast/contract'
import { ApiProblem } from '../../lib/api-problem.ts'
import { NO_DRAFT, readBasketDraft } from '../../lib/basket-draft.ts'
import type { Attempt } from '../../lib/composed.ts'
import {
  attemptOf,
  draftOfKept,
  draftReducer,
  keptOf,
  whyNotSendable,
  workOf,
  type Draft,
  type DraftEvent,
} from './draft-state.ts'

const EMPTY = draftOfKept(NO_DRAFT)
const draft = (...events: DraftEvent[]): Draft => events.reduce(draftReducer, EMPTY)
const typed = (text: string): DraftEvent => ({ type: 'typed', text })
const added: DraftEvent = { type: 'files_added', files: [{ localId: 'f', name: 'notes.pdf', sizeBytes: 10 }] }
const stored: DraftEvent = { type: 'file_staged', localId: 'f', stage: { stage: 'there', fileId: 'file-1' } }
const problem = (code: 'unreachable' | 'analysis_failed') => new ApiProblem({ code, title: code })
const started = (attempt: Attempt): DraftEvent => ({ type: 'send_started', attempt })

test('nothing and too much cannot be sent, a document alone can', () => {
  expect(whyNotSendable(EMPTY)).toBe('empty')
  expect(whyNotSendable(draft(typed(' \n')))).toBe('empty')
  expect(whyNotSendable(draft(typed('x'.repeat(MAX_DUMP_CHARS + 1))))).toBe('too_long')
  expect(whyNotSendable(draft(added, stored))).toBeNull()
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

test('the same material keeps its id over a reload as long as nobody knows whether it arrived', () => {
  const attempt = attemptOf(draft(typed('Notes')), () => 'id')
  const lost = draft(typed('Notes'), started(attempt), { type: 'send_failed', problem: problem('unreachable') })
  expect(attemptOf(draftOfKept(keptOf(lost)), () => 'other')).toEqual(attempt)
  const failed = draft(typed('Notes'), started(attempt), { type: 'send_failed', problem: problem('analysis_failed') })
  expect(keptOf(failed)).toMatchObject({ text: 'Notes', attempt: null })
})

test('what was accepted goes; what was written meanwhile stays', () => {
  const before = draft(typed('Notes'), { type: 'intended', intent: 'Tasks' }, added, stored)
  const sent = [started(attemptOf(before, () => 'id')), typed('Notes and more'), { type: 'sent' } as const]
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
    { name: 'notes.pdf', stage: { stage: 'there', fileId: 'file-1' } },
  ])
})

test('notes with an attempt that is not understood, as another version kept it, are there all the same', () => {
  const kept = { text: 'Notes', intent: '', files: [], attempt: { requestId: 'id', request: '{}' } }
  const storage = { getItem: () => JSON.stringify(kept) }
  expect(readBasketDraft(storage, 'basket')).toEqual({ ...kept, attempt: null })
})
