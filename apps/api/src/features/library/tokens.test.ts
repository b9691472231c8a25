import { type Token, TokenPage, TokenizerName } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemOf } from '../../testing/problem.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(() => harness.close())

async function tokenize(json: object, of = member): Promise<TokenPage> {
  const response = await of.fetch('/api/tokenize', { json })
  expect(response.status).toBe(200)
  return TokenPage.parse(await response.json())
}

async function detokenize(json: object): Promise<unknown> {
  const response = await member.fetch('/api/detokenize', { json })
  expect(response.status).toBe(200)
  return response.json()
}

const TEXT = 'Grüße aus Zürich, 👩‍👩‍👧‍👦! It costs 1,234.56 € <|endoftext|>\r\n\tดีมาก 日本語'

test.each(TokenizerName.options)('the tokens of %s are the whole text, in order', async (tokenizer) => {
  const { tokens, count, next_offset } = await tokenize({ text: TEXT, tokenizer })
  expect(tokens).toHaveLength(count)
  expect(next_offset).toBeNull()
  expect(tokens.map(({ index }) => index)).toEqual(tokens.map((_, at) => at))
  expect(tokens.map(({ start, end }) => TEXT.slice(start, end)).join('')).toBe(TEXT)
  const hasIds = tokenizer === 'bpe' || tokenizer === 'byte'
  const pieces = hasIds ? { ids: tokens.map(({ id }) => id) } : { tokens: tokens.map(({ text }) => text) }
  expect(await detokenize({ tokenizer, ...pieces })).toEqual({ text: TEXT })
})

test('a text comes in pages that follow each other', async () => {
  const text = 'one two three four five'
  const all: Token[] = []
  for (let offset: number | null = 0; offset !== null;) {
    const page: TokenPage = await tokenize({ text, tokenizer: 'word', offset, limit: 4 })
    expect(page.count).toBe(9)
    all.push(...page.tokens)
    offset = page.next_offset
  }
  expect(all).toEqual((await tokenize({ text, tokenizer: 'word' })).tokens)
})

test('a global id belongs to its workspace, document, tokenizer and place', async () => {
  const first = async (json: object, of = member) => (await tokenize({ text: 'same same', ...json }, of)).tokens
  const [word, , again] = await first({})
  expect(word?.id).toBe(again?.id)
  const ids = [
    word?.global_id,
    again?.global_id,
    (await first({ document: 'other' }))[0]?.global_id,
    (await first({ tokenizer: 'space' }))[0]?.global_id,
    (await first({}, await harness.mint()))[0]?.global_id,
  ]
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32,}$/)
  expect((await first({}))[0]?.global_id).toBe(word?.global_id)
})

test('a text of 5 MiB is taken, a larger one is not', async () => {
  const text = 'tokens '.repeat(748_982)
  expect(text.length).toBeLessThanOrEqual(5 * 1024 * 1024)
  const { count, tokens } = await tokenize({ text, tokenizer: 'bpe', limit: 3 })
  expect(count).toBeGreaterThan(700_000)
  expect(tokens).toHaveLength(3)
  const refused = await problemOf(
    await member.fetch('/api/tokenize', { json: { text: `${text}more` + 'é'.repeat(10) } }),
  )
  expect(refused).toMatchObject({ code: 'invalid_request', issues: [{ path: 'body.text' }] })
})

test.each([
  [{ text: 'half \ud83d of a pair' }, 'body.text'],
  [{ text: 'a', tokenizer: 'none' }, 'body.tokenizer'],
  [{ text: 'a', limit: 10_001 }, 'body.limit'],
  [{ text: 'a', length: 0 }, 'body.length'],
])('%j is refused in words', async (json, path) => {
  const problem = await problemOf(await member.fetch('/api/tokenize', { json }))
  expect(problem).toMatchObject({ code: 'invalid_request', issues: [{ path }] })
})

test.each([
  { tokenizer: 'bpe', ids: [999_999_999] },
  { tokenizer: 'byte', ids: [256] },
  { tokenizer: 'byte', ids: [0xff, 0xfe] },
  { tokenizer: 'word', ids: [1] },
  { tokenizer: 'bpe' },
  { tokenizer: 'bpe', ids: [1], tokens: ['a'] },
])('%j is no text', async (json) => {
  const problem = await problemOf(await member.fetch('/api/detokenize', { json }))
  expect(problem.code).toBe('invalid_request')
})
