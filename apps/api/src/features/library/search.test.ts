import type { MetadataFilter } from '@outlast/contract'
import { HASHED_DIMENSION } from '@outlast/knowledge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createCollection, search, upsert } from '../../testing/library.ts'
import { problemOf } from '../../testing/problem.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
  await createCollection(member, { name: 'notes' })
  await upsert(member, 'notes', { items: NOTES })
})
afterAll(() => harness.close())

const NOTES: { id: string; text: string; metadata: Record<string, string | number | boolean> }[] = [
  {
    id: 'backup',
    text: 'Backups run every night at two and are kept for thirty days.',
    metadata: { year: 2024, team: 'ops' },
  },
  { id: 'restore', text: 'To restore a backup, stop the writers first.', metadata: { year: 2025, team: 'ops' } },
  {
    id: 'bread',
    text: 'The dough rests overnight before it goes into the oven.',
    metadata: { year: 2025, kitchen: true },
  },
  { id: 'holiday', text: 'Everyone has thirty days of holiday a year.', metadata: { year: 2023, team: 'people' } },
]

const idsOf = ({ hits }: { hits: { id: string }[] }) => hits.map(({ id }) => id)

test('a search says why each hit is where it is', async () => {
  const { hits, search: kind, took_ms } = await search(member, 'notes', { query: 'restoring backups' })
  expect(kind).toBe('exact')
  expect(took_ms).toBeGreaterThan(0)
  const [first] = hits
  expect(first?.id).toBe('restore')
  const { keyword, vector } = first?.scores ?? {}
  expect(keyword).toMatchObject({ rank: 1, contribution: 1 / 61 })
  expect(keyword?.terms.map(({ term, tf, df }) => ({ term, tf, df }))).toEqual([
    { term: 'backup', tf: 1, df: 2 },
    { term: 'restor', tf: 1, df: 1 },
  ])
  const explained = keyword?.terms.reduce((sum, { score }) => sum + score, 0)
  expect(keyword?.score).toEqual(expect.closeTo(explained ?? 0, 9))
  expect(first?.score).toBeCloseTo((keyword?.contribution ?? 0) + (vector?.contribution ?? 0), 12)
  for (const hit of hits) {
    const similarity = hit.scores.vector?.similarity ?? 0.5
    expect(similarity).toBeGreaterThanOrEqual(0)
    expect(similarity).toBeLessThanOrEqual(1)
  }
})

test('words of the query are marked in the text', async () => {
  const { hits } = await search(member, 'notes', { query: 'thirty days', mode: 'keyword' })
  const [hit] = hits
  const marked = hit?.highlights.map(({ start, end }) => hit.text.slice(start, end))
  expect(marked?.join(' ')).toMatch(/thirty.*days/)
})

test.each([
  ['a typing error', 'bakcup', 'backup', 'backup'],
  ['another word for the same', 'vacation', 'holiday', 'holidai'],
])('%s is forgiven, marked and explained, unless one searches by words alone', async (_, query, id, term) => {
  expect((await search(member, 'notes', { query, mode: 'keyword' })).hits).toEqual([])
  const { hits } = await search(member, 'notes', { query })
  const hit = hits.find((found) => found.id === id)
  const keyword = hit?.scores.keyword
  expect(keyword?.terms).toMatchObject([{ term, tf: 1, score: expect.closeTo(keyword?.score ?? 0, 9) }])
  expect(hit?.highlights.map(({ start, end }) => hit.text.slice(start, end).toLowerCase())[0]).toContain(id)
})

test('what says it in the same words is above what says it in others', async () => {
  await createCollection(member, { name: 'others' })
  await upsert(member, 'others', {
    items: [
      { id: 'same', text: 'A vacation is long.' },
      { id: 'others', text: 'A holiday is long.' },
    ],
  })
  const { hits } = await search(member, 'others', { query: 'vacation' })
  expect(hits.map(({ id, scores }) => [id, scores.keyword?.rank])).toEqual([
    ['same', 1],
    ['others', 2],
  ])
})

test.each(['keyword', 'vector', 'hybrid'] as const)('filters hold in a %s search', async (mode) => {
  const find = async (filter: MetadataFilter) =>
    idsOf(await search(member, 'notes', { query: 'days of backup dough', mode, filter })).toSorted()
  const all = idsOf(await search(member, 'notes', { query: 'days of backup dough', mode }))
  const among = (ids: string[]) => ids.filter((id) => all.includes(id)).toSorted()
  expect(await find({ team: 'ops' })).toEqual(among(['backup', 'restore']))
  expect(await find({ team: { ne: 'ops' } })).toEqual(among(['bread', 'holiday']))
  expect(await find({ year: { gte: 2024, lt: 2025 } })).toEqual(among(['backup']))
  expect(await find({ year: { in: [2023, 2024] } })).toEqual(among(['backup', 'holiday']))
  expect(await find({ kitchen: true })).toEqual(among(['bread']))
  expect(await find({ team: { gt: 1 } })).toEqual([])
  expect(await find({ team: `x' OR '1'='1` })).toEqual([])
})

test('what the query does not share a word with is found by its vector', async () => {
  const { hits } = await search(member, 'notes', { query: 'restored', mode: 'vector', k: 1 })
  expect(idsOf({ hits })).toEqual(['restore'])
})

test.each([
  [{ query: 'a', k: 0 }, 'body.k'],
  [{ query: 'a', k: 101 }, 'body.k'],
  [{ query: '   ' }, 'body.query'],
  [{ query: 'lone \ud800 half' }, 'body.query'],
  [{}, 'body.query'],
  [{ mode: 'keyword', vector: [1], model: `hashed-words-3grams-v2-${HASHED_DIMENSION}` }, 'body.query'],
  [{ query: 'a', filter: { 'no key': 1 } }, 'body.filter.no key'],
  [{ query: 'a', filter: { year: {} } }, 'body.filter.year'],
])('a search of %j is refused in words', async (json, path) => {
  const problem = await problemOf(await member.fetch('/api/collections/notes/search', { json }))
  expect(problem.code).toBe('invalid_request')
  expect(problem.issues?.map((issue) => issue.path)).toContain(path)
})

test('a vector with a number that is none is refused', async () => {
  const body = '{"vector": [NaN, 1], "model": "x"}'
  const headers = { 'content-type': 'application/json' }
  const response = await member.fetch('/api/collections/notes/search', { method: 'POST', headers, body })
  expect((await problemOf(response)).code).toBe('malformed_json')
})

test('collections of others are not there', async () => {
  const other = await harness.mint()
  const response = await other.fetch('/api/collections/notes/search', { json: { query: 'backup' } })
  expect((await problemOf(response)).code).toBe('not_found')
})

test('a collection without items finds nothing', async () => {
  await createCollection(member, { name: 'empty' })
  expect((await search(member, 'empty', { query: 'anything' })).hits).toEqual([])
})

test('an item that both ways find is above one that only one of them finds', async () => {
  await createCollection(member, { name: 'fused' })
  await upsert(member, 'fused', {
    items: [
      { id: 'both', text: 'harbour harbour pilot' },
      { id: 'other', text: 'mountain hut' },
    ],
  })
  const { hits } = await search(member, 'fused', { query: 'harbour pilot' })
  expect(hits[0]).toMatchObject({ id: 'both', scores: { keyword: { rank: 1 }, vector: { rank: 1 } } })
  expect(hits[0]?.score).toBeCloseTo(2 / 61, 12)
})
