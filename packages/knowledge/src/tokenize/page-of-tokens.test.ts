import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'
import { pageOfTokens } from './page-of-tokens.ts'
import { TOKENIZERS } from './tokenizer.ts'

const page = { workspace: 'w', document: 'd', offset: 0, limit: 1_000_000 }

test('no two of 100,000 tokens share a global_id, whatever they have in common', { timeout: 60_000 }, async () => {
  const text = 'the cat sat on the mat, and the cat was the one that sat. '.repeat(250)
  const seen = new Set<string>()
  let count = 0
  for (const name of TOKENIZERS) {
    const columns = await cutText(text, { name })
    for (const place of [{}, { workspace: 'x' }, { document: 'x' }]) {
      for (const { global_id } of pageOfTokens(columns, { ...page, ...place })) {
        seen.add(global_id)
        count += 1
      }
    }
  }
  expect(count).toBeGreaterThan(100_000)
  expect(seen.size).toBe(count)
  expect(Array.from(seen).every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
})

test('names that run into each other are told apart', async () => {
  const columns = await cutText('a', { name: 'word' })
  const ids = [
    ['a', 'bc'],
    ['ab', 'c'],
    ['a2:b', 'c'],
    ['a', '2:bc'],
    ['', 'abc'],
  ].map(([workspace = '', document = '']) => pageOfTokens(columns, { ...page, workspace, document })[0]?.global_id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('ids stay as they are from release to release', async () => {
  const [, token] = pageOfTokens(await cutText('a word', { name: 'word' }), page)
  expect(token?.id).toBe(2731258053791450)
  expect(token?.global_id).toBe('82e82b4f077d6bf846ad4a53a3827a44')
})

test('the same text has the same id wherever it stands, another text or tokenizer another one', async () => {
  const [a, , b, , c] = pageOfTokens(await cutText('one two one', { name: 'word' }), page)
  const [d] = pageOfTokens(await cutText('one', { name: 'space' }), { ...page, document: 'other' })
  expect(a?.id).toBe(c?.id)
  expect(new Set([a?.id, b?.id, d?.id]).size).toBe(3)
  expect(a?.global_id).not.toBe(c?.global_id)
})

test('pages in a row are the whole', async () => {
  const columns = await cutText('It was a bright cold day in April. '.repeat(20), { name: 'word' })
  const whole = pageOfTokens(columns, page)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), (limit) => {
      const pages = Array.from({ length: Math.ceil(columns.count / limit) }, (_, i) =>
        pageOfTokens(columns, { ...page, offset: i * limit, limit }),
      )
      expect(pages.flat()).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})
