import { describe, expect, test } from 'vitest'
import { ApiProblem } from './api-problem.ts'
import {
  attemptFor,
  composedReducer,
  fileIdsOf,
  whyNotReady,
  type Composed,
  type ComposedEvent,
  type FileStage,
} from './composed.ts'

const EMPTY: Composed = { text: '', files: [], sending: { state: 'idle' } }
const composed = (...events: ComposedEvent[]): Composed => events.reduce(composedReducer, EMPTY)
const typed = (text: string): ComposedEvent => ({ type: 'typed', text })
const added = (localId: string): ComposedEvent => ({
  type: 'files_added',
  files: [{ localId, name: `${localId}.pdf`, sizeBytes: 1 }],
})
const staged = (localId: string, stage: FileStage): ComposedEvent => ({ type: 'file_staged', localId, stage })
const there = (localId: string) => staged(localId, { stage: 'there', fileId: `file-${localId}` })
const STATUSES = {
  unreachable: undefined,
  internal: 500,
  unexpected: undefined,
  rate_limited: 429,
  invalid_request: 400,
}
type Code = keyof typeof STATUSES
const problem = (code: Code) => new ApiProblem({ code, title: code, status: STATUSES[code] })

let keys = 0
const newKey = () => `key-${keys++}`
const attemptOf = (now: Composed) => attemptFor({ text: now.text, fileIds: fileIdsOf(now) }, now.sending, newKey)
const started = (now: Composed): Composed => composedReducer(now, { type: 'send_started', attempt: attemptOf(now) })
const failed = (now: Composed, code: Code): Composed =>
  composedReducer(started(now), { type: 'send_failed', problem: problem(code) })

describe('the key of a request', () => {
  test.each<Code>(['unreachable', 'internal', 'unexpected', 'rate_limited'])(
    'is the same for the same request as long as nobody knows whether it arrived (%s)',
    (code) => {
      const first = started(composed(typed('Hello')))
      const lost = composedReducer(first, { type: 'send_failed', problem: problem(code) })
      expect(attemptOf(lost)).toEqual(attemptOf(first))
    },
  )

  test('is another one when the request is another, arrived, or was refused for good', () => {
    const lost = failed(composed(typed('Hello')), 'unreachable')
    const before = attemptOf(lost).key
    expect(attemptOf(composedReducer(lost, typed('Hello!'))).key).not.toBe(before)
    const arrived = composedReducer(started(lost), { type: 'sent' })
    expect(attemptOf(composedReducer(arrived, typed('Hello'))).key).not.toBe(before)
    const refused = failed(composed(typed('Hello')), 'invalid_request')
    expect(attemptOf(refused).key).not.toBe(attemptOf(started(refused)).key)
  })
})

test('what was sent goes, what was written and added meanwhile stays', () => {
  const sending = started(composed(added('a'), there('a'), typed('Hello')))
  const more = [typed('Hello and more'), added('b')].reduce(composedReducer, sending)
  const after = composedReducer(more, { type: 'sent' })
  expect(after).toMatchObject({ text: ' and more', sending: { state: 'idle' } })
  expect(after.files.map(({ localId }) => localId)).toEqual(['b'])
})

test('waits for its files, for a refused one to be taken out, and for the request on its way', () => {
  expect(whyNotReady(composed(typed('a'), added('x')))).toBe('uploading')
  expect(whyNotReady(composed(added('x'), staged('x', { stage: 'sending', sentBytes: 1 })))).toBe('uploading')
  const refused = composed(added('x'), staged('x', { stage: 'refused', problem: problem('invalid_request') }))
  expect(whyNotReady(refused)).toBe('refused')
  expect(whyNotReady(composedReducer(refused, { type: 'file_removed', localId: 'x' }))).toBeNull()
  expect(whyNotReady(composed(added('x'), there('x')))).toBeNull()
  expect(whyNotReady(started(composed(typed('a'))))).toBe('busy')
})

test('only files that the server has go along', () => {
  expect(fileIdsOf(composed(added('x'), there('x'), added('y')))).toEqual(['file-x'])
})
