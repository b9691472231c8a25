import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutGraphemes, cutSentences, cutWords } from './cut-plain.ts'
import { anyText } from './fixtures/any-text.ts'

/** Starts of the segments that Intl.Segmenter gives. */
function segmentsOf(text: string, granularity: 'word' | 'grapheme' | 'sentence'): number[] {
  return Array.from(new Intl.Segmenter('en', { granularity }).segment(text), ({ index }) => index)
}

const ours = {
  word: (text: string) => startsOf(cutWords(text).finish(text, { name: 'word' })),
  grapheme: (text: string) => startsOf(cutGraphemes(text).finish(text, { name: 'char' })),
  sentence: (text: string) => startsOf(cutSentences(text).finish(text, { name: 'sentence' })),
}

const startsOf = ({ starts }: { starts: Uint32Array }): number[] => Array.from(starts)

const granularities = ['word', 'grapheme', 'sentence'] as const

test.each(granularities)('each %s is the one that Intl.Segmenter gives', (granularity) => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(ours[granularity](text)).toEqual(segmentsOf(text, granularity))
    }),
    { numRuns: 2_000 },
  )
})

test.each(granularities)('each %s between long calm stretches is the one that Intl.Segmenter gives', (granularity) => {
  const calm = fc.constantFrom('', ' ', 'calm', ' some calm words that the table knows, one by one. ', 'x'.repeat(40))
  const text = fc.array(fc.tuple(anyText, calm), { maxLength: 12 }).map((parts) => parts.flat().join(''))
  fc.assert(
    fc.property(text, (text) => {
      expect(ours[granularity](text)).toEqual(segmentsOf(text, granularity))
    }),
    { numRuns: 500 },
  )
})

test.each(granularities)('each %s is the same beside any character of the BMP', (granularity) => {
  for (let first = 0; first < 0x1_0000; first += 0x400) {
    if (first >= 0xd800 && first < 0xe000) continue
    let text = ''
    for (let unit = first; unit < first + 0x400; unit += 1) {
      const character = String.fromCharCode(unit)
      text += `a${character}b 1${character}2 ${character}${character}.${character}_${character}\r\n`
    }
    expect(ours[granularity](text)).toEqual(segmentsOf(text, granularity))
  }
})

test.each(granularities)('windows do not change where a %s ends', (granularity) => {
  const parts = [
    'Ça va. ',
    'привет, ',
    '👩‍👩‍👧‍👦',
    '🇩🇪🇩🇪',
    'e\u0301\u0301',
    "don't ",
    '1,234.5 ',
    '“Oui!” ',
    '\u0600',
    '한국어',
  ]
  const texts = [
    fc.sample(fc.constantFrom(...parts), { numRuns: 30_000, seed: 1 }).join(''),
    'a\u0301'.repeat(100_000),
    '🇩🇪'.repeat(50_000),
    `e${'\u0301'.repeat(200_000)}b c`,
    `${'A. b '.repeat(30_000)}${'1 '.repeat(60_000)}`,
  ]
  for (const text of texts) expect(ours[granularity](text)).toEqual(segmentsOf(text, granularity))
})
