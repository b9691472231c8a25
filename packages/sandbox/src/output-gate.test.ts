import { expect, test } from 'vitest'
import { createOutputGate } from './output-gate.ts'
import type { OutputChunk } from './run-types.ts'

const open = () => {
  const seen: OutputChunk[] = []
  const gate = createOutputGate(
    { outputBytes: 10_000, tailBytes: 2_000, floodBytesPerS: 1e12 },
    (chunk) => void seen.push(chunk),
  )
  return { seen, gate, text: () => seen.map((chunk) => chunk.text).join('') }
}
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({
    stream: 'stdout' as const,
    text: `${from + at}`.padEnd(99, '.') + '\n',
  }))

test('below the cap everything arrives, and nothing is added', async () => {
  const { gate, text } = open()
  const all = lines(0, 50)
  for (const line of all) await gate.write(line)
  await gate.end()
  expect(text()).toBe(all.map((line) => line.text).join(''))
  expect(gate.truncated).toBe(false)
})

test('beyond the cap head and tail arrive, with a sentence between them', async () => {
  const { gate, seen } = open()
  for (const line of lines(0, 1_000)) await gate.write({ ...line, stream: 'stdout' })
  await gate.write({ stream: 'stderr', text: 'the end' })
  await gate.end()
  expect(gate.truncated).toBe(true)
  expect(seen[0]?.text.startsWith('0...')).toBe(true)
  expect(seen.filter((chunk) => chunk.stream === 'system')).toHaveLength(1)
  expect(seen.at(-1)).toEqual({ stream: 'stderr', text: 'the end' })
  expect(seen.at(-2)?.text).toContain('999')
})

test('what is kept stays bounded, however short or long the pieces', async () => {
  const { gate, text } = open()
  for (let at = 0; at < 100_000; at++) await gate.write({ stream: 'stdout', text: 'x' })
  await gate.write({ stream: 'stdout', text: 'y'.repeat(1_000_000) })
  await gate.end()
  expect(text().length).toBeLessThan(13_000)
})

test('NUL and lone surrogates become U+FFFD', async () => {
  const { gate, text } = open()
  await gate.write({ stream: 'stdout', text: 'a\0b\ud800c' })
  expect(text()).toBe('a\uFFFDb\uFFFDc')
})
