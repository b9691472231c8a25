import { expect, test } from 'vitest'
import { patiently } from './patience.ts'

function server(...answers: [status: number, retryAfter?: string][]) {
  const slept: number[] = []
  const send = async () => {
    const [status = 200, retryAfter] = answers.shift() ?? []
    return { status, headers: new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) }
  }
  const ask = () => patiently(send, null, async (ms) => void slept.push(ms))
  return { ask, slept }
}

test('what the server asks to wait is waited', async () => {
  const { ask, slept } = server([429, '7'], [200])
  expect([(await ask()).status, slept]).toEqual([200, [7_000]])
})

test('after three refusals the person hears of it', async () => {
  const { ask, slept } = server([429, '1'], [429, '1'], [429, '1'], [200])
  expect([(await ask()).status, slept]).toEqual([429, [1_000, 1_000]])
})

test('without a time, or with a long one, nothing is waited for', async () => {
  for (const retryAfter of [undefined, 'soon', '3600']) {
    const { ask, slept } = server([429, retryAfter], [200])
    expect([(await ask()).status, slept]).toEqual([429, []])
  }
})

test('other answers are handed on as they are', async () => {
  const { ask, slept } = server([503, '1'])
  expect([(await ask()).status, slept]).toEqual([503, []])
})
