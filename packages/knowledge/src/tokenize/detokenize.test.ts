import { expect, test } from 'vitest'
import { type DetokenizeInput, detokenize } from './detokenize.ts'

test.each<[string, DetokenizeInput, string]>([
  ['a byte above 255', { tokenizer: 'byte', ids: [97, 256] }, 'Token 1 is 256'],
  ['a fraction', { tokenizer: 'byte', ids: [1.5] }, 'Token 0 is 1.5'],
  ['a character without its last byte', { tokenizer: 'byte', ids: [0xe2, 0x82] }, 'no valid UTF-8'],
  ['an overlong byte', { tokenizer: 'byte', ids: [0xc0, 0x80] }, 'no valid UTF-8'],
  ['a rank that does not exist', { tokenizer: 'bpe', ids: [0, 300_000] }, 'Token 1 is 300000'],
  ['a special token', { tokenizer: 'bpe', ids: [199_999] }, 'Token 0 is 199999'],
  ['a negative rank', { tokenizer: 'bpe', encoding: 'cl100k_base', ids: [-1] }, 'cl100k_base does not have'],
  ['no number', { tokenizer: 'bpe', ids: [NaN] }, 'Token 0 is NaN'],
  ['half a surrogate pair', { tokenizer: 'word', tokens: ['a', '\ud800'] }, 'surrogate'],
])('%s is refused', async (_, input, message) => {
  await expect(detokenize(input)).rejects.toMatchObject({
    code: 'invalid_token',
    message: expect.stringContaining(message),
  })
})

test('part of a character before a whole one is refused', async () => {
  // 0xE2 alone is a token of both encodings, and so is "a".
  const { ids } = await import('./cut-text.ts').then(({ cutText }) => cutText('🫠a', { name: 'bpe' }))
  const cut = Array.from(ids ?? []).toSpliced(1, 1)
  await expect(detokenize({ tokenizer: 'bpe', ids: cut })).rejects.toMatchObject({ code: 'invalid_token' })
})

test('NUL and a byte-order mark come back', async () => {
  expect(await detokenize({ tokenizer: 'byte', ids: [0xef, 0xbb, 0xbf, 0, 97] })).toBe('\ufeff\0a')
})
