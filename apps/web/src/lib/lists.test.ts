import { expect, test } from 'vitest'
import { rowAfterKey, toggled } from './lists.ts'

test('keys move within the rows', () => {
  expect(rowAfterKey('j', { row: 0, rows: 2 })).toBe(1)
  expect(rowAfterKey('ArrowDown', { row: 1, rows: 2 })).toBe(1)
  expect(rowAfterKey('k', { row: 0, rows: 2 })).toBe(0)
  expect(rowAfterKey('q', { row: 0, rows: 2 })).toBeNull()
})

test('what is in a list goes out, what is not comes in at its end', () => {
  expect(toggled(toggled(['a', 'b'], 'a'), 'c')).toEqual(['b', 'c'])
})
