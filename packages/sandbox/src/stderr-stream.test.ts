import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { forwardStderr } from './stderr-stream.ts'

test.each([
  ["a worker's word\n", '<--- Last few GCs --->\n', '[1:0x55] Mark-Compact\n'],
  ["a worker's word\n", '#\n# Fatal process out of memory: Zone\n#\n'],
  [
    "a worker's word\n",
    `\n${'='.repeat(60)}\n`,
    'Deno could not start: unable to create worker threads.\n',
    'Args: ["/srv"]',
  ],
  ["a worker's word\n", `\n${'='.repeat(60)}\nDeno has panicked. This is a bug in Deno.\n`, 'Args: ["/srv"]\n'],
])("a crash's report is kept from the program's own words, and remembered (%j, %j)", async (...pieces) => {
  const written: string[] = []
  const stderr = forwardStderr(Readable.from(pieces.map((piece) => Buffer.from(piece))), (text) => {
    written.push(text)
  })
  await stderr.ended
  expect(written.join('').trim()).toBe("a worker's word")
  expect(stderr.lastWords()).toBe(pieces.join(''))
})
