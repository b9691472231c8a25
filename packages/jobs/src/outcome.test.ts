import { expect, test } from 'vitest'
import { backOffMs } from './outcome.ts'

test('back-off doubles from one second, is at most five minutes, and half of it is random', () => {
  expect(backOffMs(0, () => 1)).toBe(1_000)
  expect(backOffMs(3, () => 1)).toBe(8_000)
  expect(backOffMs(3, () => 0)).toBe(4_000)
  expect(backOffMs(50, () => 1)).toBe(300_000)
})
