import { expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'

test('a commitment is a day in a calendar, its words escaped, its lines short and whole', () => {
  const text = `Run, then rest; ${'läuft 🏃 '.repeat(20)}`
  const calendar = calendarOf({ text, day: '2026-03-01', id: 'x', now: new Date('2026-02-03T04:05:06.789Z') })
  expect(calendar).toContain('DTSTART;VALUE=DATE:20260301\r\n')
  expect(calendar).toContain('DTSTAMP:20260203T040506Z\r\n')
  const lines = calendar.split('\r\n')
  expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75)
  expect(calendar.replaceAll('\r\n ', '')).toContain(`SUMMARY:Run\\, then rest\\; ${'läuft 🏃 '.repeat(20)}\r\n`)
})
