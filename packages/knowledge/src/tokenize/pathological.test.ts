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
  ['one family of 100,000', '👨‍'.repeat(100_000)],
  ['300,000 ideographs', '中文字'.repeat(100_000)],
  ['500,000 spaces', ' '.repeat(500_000)],
  ['300,000 line ends', '\r\n'.repeat(300_000)],
  ['a number of 500,000 digits', '1'.repeat(500_000)],
  ['a number of 100,000 groups', `1${',234'.repeat(100_000)}`],
  ['a number of 200,000 dots', '1.'.repeat(200_000)],
  ['200,000 at signs', 'a@'.repeat(200_000)],
  ['an e-mail address that never ends', `${'a.'.repeat(100_000)}@${'b-'.repeat(100_000)}`],
  ['100,000 addresses without a host', 'http://'.repeat(100_000)],
  ['an address of brackets', `http://a(${')'.repeat(500_000)}`],
  ['a line of 1 MB without a space', 'loremipsumdolorsitamet'.repeat(48_000)],
]

test.each(texts)(
  'every tokenizer comes to an end with %s, and ids lead back to it',
  { timeout: 60_000 },
  async (_, text) => {
    for (const name of TOKENIZERS) {
      const { count, starts, ends, ids } = await cutText(text, { name })
      expect(starts[0]).toBe(0)
      expect(ends[count - 1]).toBe(text.length)
      if (name !== 'byte' && name !== 'bpe') continue
      // Not toBe(text): it would print a megabyte.
      expect((await detokenize({ tokenizer: name, ids: ids ?? [] })) === text).toBe(true)
    }
  },
)
