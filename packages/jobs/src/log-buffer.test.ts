import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogBuffer } from './log-buffer.ts'

const textOf = (entries: { text: string }[]): string => entries.map(({ text }) => text).join('')

test('text comes out as it went in, numbered without gaps, however it is taken', () => {
  const Piece = fc.record({
    stream: fc.constantFrom('stdout' as const, 'stderr' as const),
    text: fc.string({ unit: 'grapheme' }),
  })
  fc.assert(
    fc.property(fc.array(Piece), fc.integer({ min: 1, max: 5 }), (pieces, batch) => {
      const buffer = new LogBuffer(7)
      const taken = []
      for (const { stream, text } of pieces) {
        buffer.append(stream, text)
        taken.push(...buffer.take(batch))
      }
      taken.push(...buffer.take(Infinity))
      expect(textOf(taken)).toBe(textOf(pieces).replaceAll('\u0000', '\ufffd'))
      expect(taken.map(({ seq }) => seq)).toEqual(taken.map((_, index) => 8 + index))
      expect(buffer.pendingChars).toBe(0)
    }),
  )
})

test('a flood keeps its head and its tail, says what was left out, and holds no more than that', () => {
  const buffer = new LogBuffer(0, { headChars: 100, tailChars: 50 })
  for (let line = 0; line < 10_000; line += 1) buffer.append(line % 2 === 0 ? 'stdout' : 'stderr', `line ${line}\n`)
  buffer.close()
  const text = textOf(buffer.take(Infinity))
  expect(text.startsWith('line 0\nline 1\n')).toBe(true)
  expect(text.endsWith('line 9999\n')).toBe(true)
  expect(text).toMatch(/… [\d,]+ characters left out …/)
  expect(text.length).toBeLessThan(400)
  expect(buffer.truncated).toBe(true)
})

test('an entry never ends in the middle of a character', () => {
  const buffer = new LogBuffer(0)
  buffer.append('stdout', `x${'😀'.repeat(64 * 1024)}`)
  for (const { text } of buffer.take(Infinity)) expect(text.isWellFormed()).toBe(true)
})

test('display items are never joined or cut: each is one JSON line', () => {
  const buffer = new LogBuffer(0)
  const item = JSON.stringify({ kind: 'text', data: 'x'.repeat(200_000) })
  buffer.append('display', item)
  buffer.append('display', item)
  expect(buffer.take(Infinity).map(({ text }) => text)).toEqual([item, item])
})
