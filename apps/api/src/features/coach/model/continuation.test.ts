import { expect, test } from 'vitest'
import { createContinuation } from './continuation.ts'

function continued(text: string, added: string, size: number): string {
  const continuation = createContinuation(text)
  let joined = text
  for (let at = 0; at < added.length; at += size) joined += continuation.push(added.slice(at, at + size))
  return joined + continuation.end()
}

const text = 'The plan has three steps. First you open the file and wri'
const whole = `${text}te the heading. Then you stop.${' And so on, as long as it takes.'.repeat(20)}`

test.each([1, 5, 1000])('whatever a model repeats is there once, in pieces of %i', (size) => {
  expect(continued(text, whole.slice(text.length), size)).toBe(whole)
  expect(continued(text, whole.slice(text.length - 20), size)).toBe(whole)
  expect(continued(text, whole, size)).toBe(whole)
})

test('a few letters in common are chance', () => {
  expect(continued('one and the ', 'the other', 3)).toBe('one and the the other')
})

test('a model that starts over and breaks off again adds nothing', () => {
  expect(continued(text, text.slice(0, 30), 4)).toBe(text)
})
