import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText } from './cut-text.ts'
import { detokenize } from './detokenize.ts'
import { anyText } from './fixtures/any-text.ts'
import { pageOfTokens } from './page-of-tokens.ts'
import { TOKENIZERS, type Token, type TokenizerOptions } from './tokenizer.ts'

async function tokensOf(text: string, options: TokenizerOptions): Promise<Token[]> {
  const columns = await cutText(text, options)
  return pageOfTokens(columns, { workspace: 'w', document: 'd', offset: 0, limit: columns.count })
}

const every: TokenizerOptions[] = [
  ...TOKENIZERS.map((name) => ({ name })),
  { name: 'subword', length: 1 },
  { name: 'subword', length: 64 },
  { name: 'bpe', encoding: 'cl100k_base' },
]

describe.each(every)('%j', (options) => {
  test('tokens follow each other without gap or overlap, and their texts are the text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const tokens = await tokensOf(text, options)
        let end = 0
        for (const [index, token] of tokens.entries()) {
          expect(token.index).toBe(index)
          expect(token.start).toBe(end)
          expect(token.text).toBe(text.slice(token.start, token.end))
          expect(Number.isSafeInteger(token.id)).toBe(true)
          end = token.end
        }
        expect(end).toBe(text.length)
        expect(await detokenize({ tokenizer: options.name, tokens: tokens.map((token) => token.text) })).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  test('no token is empty, but those of bytes that continue a character', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const { starts, ends } = await cutText(text, options)
        if (options.name === 'byte' || options.name === 'bpe') return
        expect(starts.every((start, i) => start < (ends[i] ?? 0))).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('no token cuts a surrogate pair', async () => {
    const text = 'a𝒳b 😀😀 𐐷𐐷x 👩‍👩‍👧 🇩🇪'
    for (const token of await tokensOf(text, options)) expect(token.text.isWellFormed()).toBe(true)
  })
})

test.each([{ name: 'byte' }, { name: 'bpe' }, { name: 'bpe', encoding: 'cl100k_base' }] as const)(
  'ids alone lead back to the text: %j',
  async (options) => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const { ids } = await cutText(text, options)
        const encoding = 'encoding' in options ? { encoding: options.encoding } : {}
        expect(await detokenize({ tokenizer: options.name, ...encoding, ids: ids ?? [] })).toBe(text)
      }),
      { numRuns: 300 },
    )
  },
)

test.each<[TokenizerOptions, string, string[]]>([
  [{ name: 'space' }, 'a  b\u0085c\ufeffd', ['a', '  ', 'b', '\u0085', 'c\ufeffd']],
  [{ name: 'word' }, "I don't, 3.14!", ['I', ' ', "don't", ',', ' ', '3.14', '!']],
  [{ name: 'char' }, 'e\u0301\r\n👩‍👩‍👧x', ['e\u0301', '\r\n', '👩‍👩‍👧', 'x']],
  [{ name: 'sentence' }, 'One. Two!  Three', ['One. ', 'Two!  ', 'Three']],
  [{ name: 'subword', length: 3 }, 'abcdefgh 👍🏽', ['abc', 'def', 'gh', ' ', '👍🏽']],
  [{ name: 'subword', length: 2 }, 'e\u0301e\u0301e\u0301', ['e\u0301e\u0301', 'e\u0301']],
  [
    { name: 'syllable' },
    'Understanding tables, привет',
    ['Un', 'der', 'stand', 'ing', ' ', 'ta', 'bles', ',', ' ', 'привет'],
  ],
  [{ name: 'byte' }, 'é€', ['é', '', '€', '', '']],
])('%j cuts %j', async (options, text, expected) => {
  expect((await tokensOf(text, options)).map((token) => token.text)).toEqual(expected)
})

test('kinds say what a token is', async () => {
  const text = 'Mail ada.l@example.org, or see https://example.org/a_(b)?c=1#d. It costs 1,234.56 € — 3.14e-5 of_it\n'
  const tokens = await tokensOf(text, { name: 'grammar' })
  const told = tokens.filter(({ kind }) => kind !== 'space').map(({ text, kind }) => `${text} ${kind}`)
  expect(told).toEqual([
    'Mail word',
    'ada.l@example.org email',
    ', punctuation',
    'or word',
    'see word',
    'https://example.org/a_(b)?c=1#d url',
    '. punctuation',
    'It word',
    'costs word',
    '1,234.56 number',
    '€ symbol',
    '— punctuation',
    '3.14e-5 number',
    'of_it word',
  ])
})

test.each([
  ['(see http://a.io/x).', ['http://a.io/x']],
  ['http:// www. x@y @z a@b.c. 1@2.de', ['1@2.de', 'a@b.c']],
  [
    '1,2,3 1,2345 12:30 192.168.0.1 2e10 1e5x v2 10km 1,234,567.8',
    ['1', '1', '1', '1,234,567.8', '10', '12', '192.168.0.1', '2', '2345', '2e10', '3', '30'],
  ],
])('addresses and numbers in %j', async (text, expected) => {
  const tokens = await tokensOf(text, { name: 'grammar' })
  const islands = tokens.filter(({ kind }) => ['url', 'email', 'number'].includes(kind)).map((token) => token.text)
  expect(islands.toSorted()).toEqual(expected)
})

test('pieces are the longest that the words of the text hold often', async () => {
  const tokens = await tokensOf('interest internet x interim', { name: 'frequency' })
  expect(tokens.map((token) => token.text)).toEqual(['inter', 'est', ' ', 'inter', 'net', ' ', 'x', ' ', 'inter', 'im'])
})

test('half of a surrogate pair is refused, with its place', async () => {
  for (const name of TOKENIZERS) {
    await expect(cutText('ab😀\ud800c', { name })).rejects.toMatchObject({
      code: 'invalid_text',
      message: expect.stringContaining('index 4'),
    })
  }
})

test('a length outside of 1 to 64 is refused', async () => {
  for (const length of [0, 65, 1.5, NaN]) {
    await expect(cutText('abc', { name: 'subword', length })).rejects.toThrow(RangeError)
  }
})
