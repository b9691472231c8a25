import fc from 'fast-check'
import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base'
import * as o200k from 'gpt-tokenizer/encoding/o200k_base'
import { expect, test } from 'vitest'
import { cutText } from '../cut-text.ts'
import { detokenize } from '../detokenize.ts'
import { anyText } from '../fixtures/any-text.ts'
import { ENCODINGS } from '../tokenizer.ts'

const library = { o200k_base: o200k, cl100k_base: cl100k }

async function idsOf(text: string, encoding: (typeof ENCODINGS)[number]): Promise<number[]> {
  return Array.from((await cutText(text, { name: 'bpe', encoding })).ids ?? [])
}

/** What is not special is text. */
const asText = { disallowedSpecial: new Set<string>() }

test.each(ENCODINGS)('%s gives the ids of the library', { timeout: 60_000 }, async (encoding) => {
  // The library loses a byte-order mark inside of a word, and splits U+0085 otherwise than the reference encoder.
  const text = fc
    .oneof(
      anyText,
      fc.array(anyText).map((parts) => parts.join(' ')),
    )
    .map(withoutOdd)
  await fc.assert(
    fc.asyncProperty(text, async (text) => {
      expect(await idsOf(text, encoding)).toEqual(library[encoding].encode(text, asText))
    }),
    { numRuns: 2_000 },
  )
})

const withoutOdd = (text: string): string => text.replaceAll(/[\ufeff\u0085]/g, '')

test.each(ENCODINGS)('%s gives the ids of the library for long words', async (encoding) => {
  const letters = fc.string({ unit: fc.constantFrom(...'aaabcdeéAB中_='), minLength: 200, maxLength: 1_000 })
  await fc.assert(
    fc.asyncProperty(letters, async (text) => {
      expect(await idsOf(text, encoding)).toEqual(library[encoding].encode(text, asText))
    }),
    { numRuns: 60 },
  )
})

test.each(ENCODINGS)('%s gives the ids of the library across windows', { timeout: 60_000 }, async (encoding) => {
  const parts = [
    "don't",
    "we'll ",
    "they've\n",
    '  \n\n',
    '   x',
    '....',
    '\t\t',
    'naïve ',
    '1234567',
    '😀',
    'AbC',
    ' ',
    '中文',
  ]
  for (let seed = 1; seed <= 3; seed += 1) {
    const text = fc.sample(fc.constantFrom(...parts), { numRuns: 60_000, seed }).join('')
    expect(await idsOf(text, encoding)).toEqual(library[encoding].encode(text, asText))
  }
})

// Made with tiktoken 1.0.22, whose patterns run as they were published.
test.each([
  ['o200k_base', '\ufeffusing System;', [9251, 1219, 26]],
  ['o200k_base', 'a\u0085b \u0085\u0085c', [64, 126, 227, 65, 1322, 227, 126, 227, 66]],
  ['o200k_base', '\ufeff\ufeff\n x \ufeff', [5574, 61992, 1215, 71280]],
  ['o200k_base', '<|endoftext|>', [27, 91, 419, 1440, 919, 91, 29]],
  ['o200k_base', '  \u0085  x', [256, 126, 227, 220, 1215]],
  ['o200k_base', '.\ufeff a', [13, 5574, 261]],
  ['cl100k_base', '\ufeffusing System;', [4117, 744, 26]],
  ['cl100k_base', 'a\u0085b \u0085\u0085c', [64, 126, 227, 65, 2188, 227, 126, 227, 66]],
  ['cl100k_base', '\ufeff\ufeff\n x \ufeff', [3305, 62619, 865, 76880]],
  ['cl100k_base', '<|endoftext|>', [27, 91, 8862, 728, 428, 91, 29]],
  ['cl100k_base', '  \u0085  x', [256, 126, 227, 220, 865]],
  ['cl100k_base', '.\ufeff a', [13, 3305, 264]],
] as const)('%s gives %j the ids of the reference encoder', async (encoding, text, ids) => {
  expect(await idsOf(text, encoding)).toEqual(ids)
})

test('the name of a special token is text like any other', async () => {
  for (const encoding of ENCODINGS) {
    const ids = await idsOf('a<|endoftext|>b', encoding)
    expect(ids).toEqual(library[encoding].encode('a<|endoftext|>b', asText))
    expect(ids.length).toBeGreaterThan(3)
    expect(await detokenize({ tokenizer: 'bpe', encoding, ids })).toBe('a<|endoftext|>b')
  }
})

test('a run longer than a window is cut, and its ids still lead back to it', async () => {
  const text = `${'a'.repeat(70_001)}${'😀'.repeat(70_001)}${' '.repeat(70_001)}`
  const ids = await idsOf(text, 'o200k_base')
  expect((await detokenize({ tokenizer: 'bpe', ids })) === text).toBe(true)
})

test('a character belongs to the token that holds its first byte', async () => {
  const { starts, ends, ids } = await cutText('🫠!', { name: 'bpe', encoding: 'cl100k_base' })
  expect(ids?.length).toBe(4)
  expect(Array.from(starts)).toEqual([0, 2, 2, 2])
  expect(Array.from(ends)).toEqual([2, 2, 2, 3])
})
