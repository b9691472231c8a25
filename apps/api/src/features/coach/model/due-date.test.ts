import { expect, test } from 'vitest'
import { findDue } from './due-date.ts'

/** A Wednesday. */
const NOW = new Date('2026-11-18T22:30:00Z')

test.each([
  ['2026-12-01', '2026-12-01'],
  ['today', '2026-11-18'],
  ['by tonight', '2026-11-18'],
  ['tomorrow morning', '2026-11-19'],
  ['the day after tomorrow', '2026-11-20'],
  ['by Friday', '2026-11-20'],
  ['on this Sunday', '2026-11-22'],
  ['on Wednesday', '2026-11-25'],
  ['next Friday', '2026-11-27'],
  ['next Monday', '2026-11-23'],
  ['in 3 days', '2026-11-21'],
  ['within two weeks', '2026-12-02'],
  ['in a month', '2026-12-18'],
  ['by the end of the week', '2026-11-22'],
  ['this weekend', '2026-11-22'],
  ['next week', '2026-11-29'],
  ['by the end of the month', '2026-11-30'],
  ['end of next month', '2026-12-31'],
  ['by the end of the year', '2026-12-31'],
  ['on 3 December', '2026-12-03'],
  ['March 12th', '2027-03-12'],
  ['by the 1st of May, 2028', '2028-05-01'],
])('%s is %s', (words, due) => {
  const text = `I will call Ana ${words}`
  expect(findDue(text, NOW)).toMatchObject({ due })
  expect(text.slice(0, findDue(text, NOW)?.start).trim()).toBe('I will call Ana')
})

test.each(['2026-02-30', '31 April', 'some day', 'I may march', 'version 3.14', 'the second one'])(
  '%s names no day',
  (text) => {
    expect(findDue(text, NOW)).toBeNull()
  },
)

test('a month later is never two months later', () => {
  expect(findDue('in a month', new Date('2027-01-31T00:00:00Z'))?.due).toBe('2027-02-28')
})
