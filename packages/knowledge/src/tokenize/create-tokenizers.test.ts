import { afterAll, expect, test } from 'vitest'
import { createThreads } from '../threads/threads.ts'
import { createTokenizers } from './create-tokenizers.ts'

const threads = createThreads()
afterAll(() => threads.close())
const tokenizers = createTokenizers(threads)
const place = { workspace: 'w', document: 'd' }

test('pages go on until there is no next one', async () => {
  const text = 'one two three four'
  const request = { ...place, text, tokenizer: { name: 'word' } as const, limit: 3 }
  const first = await tokenizers.tokenize({ ...request, offset: 0 })
  expect(first).toMatchObject({ count: 7, next_offset: 3 })
  const last = await tokenizers.tokenize({ ...request, offset: 6 })
  expect(last).toMatchObject({ count: 7, next_offset: null, tokens: [{ text: 'four', index: 6 }] })
  expect((await tokenizers.tokenize({ ...request, offset: 9 })).tokens).toEqual([])
  expect(await tokenizers.countTokens(request)).toBe(7)
})

test('ids cross into the thread and come back as the text', async () => {
  const text = '<|endoftext|> naïve 😀'
  const { tokens } = await tokenizers.tokenize({ ...place, text, tokenizer: { name: 'bpe' }, offset: 0, limit: 100 })
  expect(await tokenizers.detokenize({ tokenizer: 'bpe', ids: tokens.map(({ id }) => id) })).toBe(text)
})

test('what a person can mend keeps its code on the way out of the thread', async () => {
  const bad = { ...place, text: 'a\udc00', tokenizer: { name: 'char' } as const, offset: 0, limit: 1 }
  await expect(tokenizers.tokenize(bad)).rejects.toMatchObject({ code: 'invalid_text' })
  await expect(tokenizers.detokenize({ tokenizer: 'byte', ids: [1.5] })).rejects.toMatchObject({
    code: 'invalid_token',
  })
})

test('a page that is too large is refused', async () => {
  const request = { ...place, text: 'a', tokenizer: { name: 'char' } as const }
  await expect(tokenizers.tokenize({ ...request, offset: 0, limit: 10_001 })).rejects.toThrow('limit is 10001')
  await expect(tokenizers.tokenize({ ...request, offset: -1, limit: 1 })).rejects.toThrow('offset is -1')
})

test('an aborted call ends', async () => {
  const signal = AbortSignal.timeout(1)
  const call = tokenizers.countTokens({ text: 'a b '.repeat(1_000_000), tokenizer: { name: 'bpe' } }, { signal })
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
})
