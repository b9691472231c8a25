import { expect, test } from 'vitest'
import { estimateTokens } from '../../../../model/estimate-tokens.ts'
import { partsOf } from './parts.ts'
import { findVerbatim } from './verbatim.ts'

const SOURCE = 'Intro.\n- The **launch** moves\n  to “19 June”, said Ana.\nThe launch is far.'

const CASES: [quote: string, found: string | null][] = [
  ['Intro.', 'Intro.'],
  ['The launch moves to "19 June"', 'The **launch** moves\n  to “19 June'],
  ['the LAUNCH is far', 'The launch is far'],
  ['The launch moves to 20 June', null],
  ['launch moves far', null],
  ['unch moves', null],
  ['…', null],
  ['(.*)+$', null],
]

test.for(CASES)('the quote %s is found as it stands in the source, or not at all', ([quote, found]) => {
  expect(findVerbatim(SOURCE, quote)).toBe(found)
})

test('parts of a source are all of it, each fits into a request, and no character is cut', () => {
  const texts = [
    'A paragraph of some words.\n\n'.repeat(3_000),
    'word '.repeat(20_000),
    'a'.repeat(70_000),
    '😀'.repeat(20_000),
    'Grüße aus Zürich. '.repeat(4_000),
  ]
  for (const text of texts) {
    const parts = partsOf([{ type: 'text', name: 'Notes', text }])
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map((part) => part.text).join('')).toBe(text)
    for (const part of parts)
      expect([part.text.isWellFormed(), estimateTokens(part.text) <= 5_000]).toEqual([true, true])
  }
  expect(partsOf([{ type: 'text', name: 'Empty', text: ' \n' }])).toEqual([])
})
