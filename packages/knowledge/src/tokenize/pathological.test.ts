import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'
import { detokenize } from './detokenize.ts'
import { TOKENIZERS } from './tokenizer.ts'

// Each of these takes a naive tokenizer minutes, its memory, or the stack of the regex engine. A quadratic one among
// ours would run into the time limit of the whole test.
const texts: [string, string][] = [
  ['100,000 equal letters', 'a'.repeat(100_000)],
  ['50,000 underscores', '_'.repeat(50_000)],
  ['100,000 combining marks', `e${'\u0301'.repeat(100_000)}`],
  ['20,000 families', '👨‍👩‍👧‍👦'.repeat(20_000)],
  ['one family of 300,000', '👨‍'.repeat(300_000)],
  ['1 million ideographs', '中文字'.repeat(333_333)],
  ['1 million spaces', ' '.repeat(1_000_000)],
  ['500,000 line ends', '\r\n'.repeat(500_000)],
  ['a number of 1 million digits', '1'.repeat(1_000_000)],
  ['a number of 300,000 groups', `1${',234'.repeat(300_000)}`],
  ['a number of 500,000 dots', '1.'.repeat(500_000)],
  ['500,000 at signs', 'a@'.repeat(500_000)],
  ['an e-mail address that never ends', `${'a.'.repeat(300_000)}@${'b-'.repeat(300_000)}`],
  ['100,000 addresses without a host', 'http://'.repeat(100_000)],
  ['an address of brackets', `http://a(${')'.repeat(1_000_000)}`],
  ['a line of 5 MB without a space', 'loremipsumdolorsitamet'.repeat(238_000)],
]

test.each(texts)('every tokenizer comes to an end with %s', { timeout: 60_000 }, async (_, text) => {
  for (const name of TOKENIZERS) {
    const { count, starts, ends } = await cutText(text, { name })
    expect(starts[0]).toBe(0)
    expect(ends[count - 1]).toBe(text.length)
  }
})

test.each(texts)('ids lead back to %s', { timeout: 60_000 }, async (_, text) => {
  for (const tokenizer of ['byte', 'bpe'] as const) {
    const { ids } = await cutText(text, { name: tokenizer })
    // Not toBe(text): it would print 5 MB.
    expect((await detokenize({ tokenizer, ids: ids ?? [] })) === text).toBe(true)
  }
})
