import { expect, test } from 'vitest'
import type { Turn } from './coach-models.ts'
import { estimateTokens } from '../../../model/estimate-tokens.ts'
import { WITHOUT_WORDS, fitTurns, shorten } from './fit-turns.ts'

const user = (text: string): Turn => ({ role: 'user', text })
const assistant = (text: string): Turn => ({ role: 'assistant', text })

test('the newest turns stay, as many as fit, and the person begins', () => {
  const long = 'x'.repeat(400)
  const turns = [user(long), assistant(long), user(long), assistant(long), user(long), assistant(long), user('e')]
  expect(fitTurns(turns, 450)).toEqual(turns.slice(2))
  expect(fitTurns(turns, 402)).toEqual(turns.slice(2))
  expect(fitTurns(turns, 10_000)).toEqual(turns)
})

test('an answer whose question does not fit goes with it', () => {
  const long = 'x'.repeat(100)
  const turns = [user(long), assistant(long), user(long), assistant(long), user('question')]
  expect(fitTurns(turns, 80).map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
})

test('the question stays whole, however long', () => {
  const question = user('x'.repeat(20_000))
  expect(fitTurns([user('before'), assistant('after'), question], 100)).toEqual([question])
})

test('one endless answer leaves room for the others', () => {
  const [first, answer, question] = fitTurns([user('hello'), assistant('x'.repeat(200_000)), user('go on')], 1000)
  expect(first).toEqual(user('hello'))
  expect(question).toEqual(user('go on'))
  expect(estimateTokens(answer?.text ?? '')).toBeLessThan(260)
  expect(answer?.text).toContain('[…]')
})

test('roles take turns: stopped answers without a word go, what then follows belongs together', () => {
  expect(fitTurns([user('one'), assistant(' '), user('two')], 1000)).toEqual([user('one\n\ntwo')])
})

test('files without a word are a question, too', () => {
  expect(fitTurns([user('  ')], 1000)).toEqual([user(WITHOUT_WORDS)])
  expect(fitTurns([user('one'), assistant('two'), user('')], 1000).at(-1)).toEqual(user(WITHOUT_WORDS))
})

test('a text is never cut into half a character', () => {
  expect(shorten('😀'.repeat(1000), 101).isWellFormed()).toBe(true)
})
