import { describe, expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import {
  answerEventOf,
  answerEventsOfView,
  answerReducer,
  newAnswer,
  seqAfter,
  type AnswerEvent,
  type LiveAnswer,
} from './state.ts'
import { messageOf } from './testing.ts'

const piece = (seq: number, text: string): AnswerEvent => ({ type: 'text', seq, text })
const after = (...events: AnswerEvent[]): LiveAnswer => events.reduce(answerReducer, newAnswer)

describe('an answer on its way', () => {
  test('grows by pieces in order; one that came before is ignored', () => {
    const answer = after(piece(1, 'Start '), piece(2, 'with '), piece(1, 'Start '), piece(2, 'with '), piece(3, 'one.'))
    expect(answer).toMatchObject({ text: 'Start with one.', seq: 3, state: 'streaming' })
  })

  test('begins anew on a restart, and pieces of the attempt before stay ignored', () => {
    const answer = after(
      piece(1, 'Half an'),
      piece(2, ' ans'),
      { type: 'restart' },
      piece(2, ' ans'),
      piece(3, 'Whole.'),
    )
    expect(answer).toMatchObject({ text: 'Whole.', seq: 3 })
  })

  test('ends with what the server has, and never changes again', () => {
    const end = messageOf({ text: 'Whole.', state: 'stopped' })
    const lost = { link: 'lost' as const, problem: new ApiProblem({ code: 'not_found', title: 'Gone' }) }
    const answer = after(piece(1, 'Who'), { type: 'end', message: end }, piece(2, 'more'), { type: 'link', link: lost })
    expect(answer).toMatchObject({ text: 'Whole.', state: 'stopped', end, link: { link: 'connecting' } })
  })

  test('waits in the queue, also once more after a restart', () => {
    const queued = { type: 'state', state: 'queued', label: 'reading a file' } as const
    expect(after(queued)).toMatchObject({ state: 'queued', label: 'reading a file' })
    expect(after(piece(1, 'a'), queued, { type: 'restart' }, piece(2, 'b'))).toMatchObject({
      text: 'b',
      state: 'streaming',
    })
  })
})

describe('what the server says', () => {
  test('events of the stream; unknown ones are left out', () => {
    expect(answerEventOf({ id: '7', type: 'text', data: '{"text":"a"}' })).toEqual(piece(7, 'a'))
    expect(answerEventOf({ id: '7', type: 'restart', data: '{}' })).toEqual({ type: 'restart' })
    expect(answerEventOf({ id: '7', type: 'new in a later version', data: 'x' })).toBeNull()
    expect(() => answerEventOf({ id: '7', type: 'end', data: '{"message":{}}' })).toThrow('message_id')
  })

  test('the polling twin says the same', () => {
    const pieces = [
      { seq: 4, text: 'a' },
      { seq: 5, text: 'b' },
    ]
    const view = { message: messageOf({ state: 'streaming' }), pieces, restarted: true, next_after: 5, label: null }
    const events = answerEventsOfView(view)
    expect(events.map(({ type }) => type)).toEqual(['restart', 'text', 'text', 'state'])
    expect(seqAfter(events, 3)).toBe(5)
    const end = messageOf({ text: 'ab' })
    expect(answerEventsOfView({ ...view, pieces: [], restarted: false, message: end })).toEqual([
      { type: 'end', message: end },
    ])
  })
})
