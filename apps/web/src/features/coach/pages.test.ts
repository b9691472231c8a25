import { describe, expect, test } from 'vitest'
import { messagesOf, withAnswerAnew, withExchange, withMessage, type MessagePage } from './pages.ts'
import { messageOf } from './testing.ts'

const message = (id: string, role: 'user' | 'assistant' = 'user') => messageOf({ message_id: id, role, text: id })
const page = (...ids: string[]): MessagePage => ({ items: ids.map((id) => message(id)), next_cursor: null })
const idsOf = (pages: MessagePage[]) => messagesOf(pages).map(({ message_id: id }) => id)
const pages = [page('q3', 'a3', 'q4', 'a4'), page('q1', 'a1', 'q2', 'a2')]

describe('messages in pages', () => {
  test('are in the order of the talk, each once', () => {
    expect(idsOf(pages)).toEqual(['q1', 'a1', 'q2', 'a2', 'q3', 'a3', 'q4', 'a4'])
    expect(idsOf([page('a2', 'q3'), page('q2', 'a2')])).toEqual(['q2', 'a2', 'q3'])
    expect(idsOf([])).toEqual([])
  })

  test('a new exchange comes last, and once even if it is there already', () => {
    const exchange = { question: message('q5'), answer: message('a5', 'assistant') }
    const once = withExchange(pages, exchange)
    expect(idsOf(once).slice(-3)).toEqual(['a4', 'q5', 'a5'])
    expect(idsOf(withExchange(once, exchange))).toEqual(idsOf(once))
  })

  test('an edit takes the place of the question and of all that follows, over page borders', () => {
    const exchange = { question: message('q2b'), answer: message('a2b', 'assistant') }
    expect(idsOf(withExchange(pages, exchange, 'q2'))).toEqual(['q1', 'a1', 'q2b', 'a2b'])
    expect(idsOf(withExchange(pages, exchange, 'q3'))).toEqual(['q1', 'a1', 'q2', 'a2', 'q2b', 'a2b'])
  })

  test('an answer anew takes the place of the one before', () => {
    expect(idsOf(withAnswerAnew(pages, 'a4', message('a4b')))).toEqual([...idsOf(pages).slice(0, -1), 'a4b'])
    expect(idsOf(withAnswerAnew(pages, 'a1', message('a1b')))).toEqual(['q1', 'a1b'])
  })

  test('a message is replaced where it stands', () => {
    const changed = withMessage(pages, { ...message('a1'), text: 'changed' })
    expect(messagesOf(changed)[1]?.text).toBe('changed')
    expect(idsOf(changed)).toEqual(idsOf(pages))
  })
})
