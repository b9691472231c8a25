import { expect, test } from 'vitest'
import { createFrameReader } from './frame-reader.ts'
import { frameBytes } from './limits.ts'

const marker = Buffer.from(`\u001e${'a1'.repeat(16)}`)
const readAll = (chunks: Buffer[]) => {
  const reader = createFrameReader(marker)
  const seen = { raw: '', frames: [] as string[] }
  for (const chunk of chunks)
    for (const piece of reader.read(chunk)) {
      if (piece.type === 'raw') seen.raw += piece.bytes.toString()
      else seen.frames.push(piece.bytes.toString())
    }
  return seen
}
const stream = Buffer.concat([
  Buffer.from('one\n'),
  marker,
  Buffer.from('{"t":1}\ntwo'),
  marker,
  Buffer.from('{"t":2}\n'),
  Buffer.from('three'),
])

test('output and frames are told apart wherever the bytes are cut', () => {
  for (let at = 0; at <= stream.length; at++) {
    expect(readAll([stream.subarray(0, at), stream.subarray(at)])).toEqual({
      raw: 'one\ntwothree',
      frames: ['{"t":1}', '{"t":2}'],
    })
  }
  expect(readAll([...stream].map((byte) => Buffer.of(byte))).frames).toHaveLength(2)
})

test('a long frame that comes in many pieces is one frame', () => {
  const long = Buffer.from(`{"t":"${'é'.repeat(1_000_000)}"}`)
  const bytes = Buffer.concat([Buffer.from('a'), marker, long, Buffer.from('\nb')])
  const chunks = Array.from({ length: Math.ceil(bytes.length / 4_099) }, (_, at) =>
    bytes.subarray(at * 4_099, (at + 1) * 4_099),
  )
  expect(readAll(chunks)).toEqual({ raw: 'ab', frames: [long.toString()] })
})

test('a frame without the secret is output', () => {
  const forged = Buffer.from(`\u001e${'00'.repeat(16)}{"t":"done","result":null}\n`)
  expect(readAll([forged])).toEqual({ raw: forged.toString(), frames: [] })
})

test('output never waits for what might become a marker, unless it is one so far', () => {
  const [piece] = createFrameReader(marker).read(Buffer.from('dots...'))
  expect(piece?.bytes.toString()).toBe('dots...')
})

test('a frame that does not end is refused before it fills the memory', () => {
  const reader = createFrameReader(marker)
  expect(() => [...reader.read(Buffer.concat([marker, Buffer.alloc(frameBytes + 1, 'x')]))]).toThrow(/longer/)
})
