import { expect, test } from 'vitest'
import { describeMessage } from './error-text.ts'

test.each([
  'RangeError: Array buffer allocation failed',
  'Uncaught (in promise) RangeError: Array buffer allocation failed',
  'Uncaught RangeError: WebAssembly.Memory.grow(): Unable to grow instance memory',
  'RangeError: could not deserialize value',
  'DataCloneError: Data cannot be cloned, out of memory.',
  'WouldBlock: Resource temporarily unavailable (os error 11)',
  'Uncaught (in promise) Error: Cannot allocate memory (os error 12)',
])('memory that was refused is a matter of memory: %s', (message) => {
  expect(describeMessage(message).kind).toBe('memory')
})

test.each([
  'RangeError: Invalid string length',
  'Error: RangeError: Array buffer allocation failed',
  'Uncaught null',
  'NotFound: No such file or directory (os error 2)',
  'Error: first line\nWouldBlock: (os error 11)',
])('any other error is one of the code: %s', (message) => {
  expect(describeMessage(message).kind).toBe('code')
})
