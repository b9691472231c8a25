import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createCollection, getCollection, search, upsert } from '../../testing/library.ts'
import { problemOf } from '../../testing/problem.ts'
import { upsertItems } from './upsert.ts'
import { vectorTableOf } from './vector-table.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(() => harness.close())

/** Vectors in the store, once everything that has to go is gone. */
async function countVectors(name: string): Promise<number> {
  const { library, database } = harness.deps
  await library.sweeper.sweep()
  const row = await database.prisma.collection.findFirstOrThrow({ where: { workspaceId: member.workspaceId, name } })
  return library.store.count(vectorTableOf(row))
}

test('what is there already changes nothing and is not embedded again', async () => {
  await createCollection(member, { name: 'same' })
  const items = [{ text: 'The owl sleeps by day.' }, { id: 'two', text: 'The fox hunts at dusk.' }]
  expect(await upsert(member, 'same', { items })).toMatchObject({ inserted: 2, updated: 0, unchanged: 0, count: 2 })
  const rows = () => harness.deps.database.prisma.collectionItem.findMany({ where: { collection: { name: 'same' } } })
  const before = await rows()
  expect(await upsert(member, 'same', { items })).toMatchObject({ inserted: 0, updated: 0, unchanged: 2, count: 2 })
  expect(await rows()).toEqual(before)
  expect(await countVectors('same')).toBe(2)
})

test('of several items with one id in a batch the last one counts', async () => {
  await createCollection(member, { name: 'twice' })
  const items = [
    { id: 'a', text: 'The first text.' },
    { id: 'a', text: 'The second text.' },
  ]
  expect(await upsert(member, 'twice', { items })).toMatchObject({ inserted: 1, count: 1, ids: ['a', 'a'] })
  const { hits } = await search(member, 'twice', { query: 'text' })
  expect(hits.map(({ id, text }) => ({ id, text }))).toEqual([{ id: 'a', text: 'The second text.' }])
})

test('a changed item is found by its new text and not by its old one', async () => {
  await createCollection(member, { name: 'changing' })
  await upsert(member, 'changing', { items: [{ id: 'a', text: 'A walrus on the ice.' }] })
  expect(await upsert(member, 'changing', { items: [{ id: 'a', text: 'A camel in the sand.' }] })).toMatchObject({
    inserted: 0,
    updated: 1,
    count: 1,
  })
  expect((await search(member, 'changing', { query: 'walrus', mode: 'keyword' })).hits).toEqual([])
  expect((await search(member, 'changing', { query: 'camel', mode: 'keyword' })).hits).toHaveLength(1)
  expect(await countVectors('changing')).toBe(1)
  const postings = await harness.deps.database.prisma.posting.findMany({ where: { term: 'walru' } })
  expect(postings).toEqual([])
})

test('changed metadata is what filters see', async () => {
  await createCollection(member, { name: 'tagged' })
  await upsert(member, 'tagged', { items: [{ id: 'a', text: 'A plain text.', metadata: { state: 'draft' } }] })
  await upsert(member, 'tagged', { items: [{ id: 'a', text: 'A plain text.', metadata: { state: 'final' } }] })
  for (const mode of ['keyword', 'vector'] as const) {
    const found = (state: string) => search(member, 'tagged', { query: 'plain', mode, filter: { state } })
    expect((await found('draft')).hits).toEqual([])
    expect((await found('final')).hits).toHaveLength(1)
  }
})

test('deleted items are gone with their postings and vectors', async () => {
  await createCollection(member, { name: 'shrinking' })
  await upsert(member, 'shrinking', {
    items: [
      { id: 'a', text: 'Quokka one.' },
      { id: 'b', text: 'Quokka two.' },
    ],
  })
  const { body } = await member.api.library.deleteItems({ params: { name: 'shrinking' }, body: { ids: ['a', 'none'] } })
  expect(body).toEqual({ deleted: 1 })
  expect((await search(member, 'shrinking', { query: 'quokka' })).hits.map(({ id }) => id)).toEqual(['b'])
  expect((await getCollection(member, 'shrinking')).items).toBe(1)
  expect(await countVectors('shrinking')).toBe(1)
})

test('vectors of another model or dimension are refused, and nothing is written', async () => {
  const { model } = await createCollection(member, { name: 'own', embedding: 'custom', dimension: 3 })
  const before = await harness.countRows()
  const send = (json: unknown) => member.fetch('/api/collections/own/upsert', { json })
  const other = await problemOf(await send({ model: 'another', items: [{ text: 'a', vector: [1, 2, 3] }] }))
  expect(other).toMatchObject({ code: 'embedding_mismatch', detail: expect.stringContaining('another') })
  const short = await problemOf(
    await send({
      model,
      items: [
        { text: 'a', vector: [1, 2, 3] },
        { text: 'b', vector: [1, 2] },
      ],
    }),
  )
  expect(short.code).toBe('invalid_request')
  const zero = await problemOf(await send({ model, items: [{ text: 'a', vector: [0, 0, 0] }] }))
  expect(zero).toMatchObject({ code: 'invalid_request', detail: expect.stringContaining('zero') })
  const none = await problemOf(await send({ items: [{ text: 'a' }] }))
  expect(none.code).toBe('embedding_mismatch')
  expect(await harness.countRows()).toEqual(before)
})

test('vectors that callers bring are searched as they are', async () => {
  const { model } = await createCollection(member, { name: 'brought', embedding: 'custom', dimension: 3 })
  const items = [
    { id: 'x', text: 'Along the first axis', vector: [1, 0, 0] },
    { id: 'y', text: 'Along the second axis', vector: [0, 1, 0] },
  ]
  await upsert(member, 'brought', { model, items })
  const { hits } = await search(member, 'brought', { vector: [0.1, 2, 0], model })
  expect(hits.map(({ id }) => id)).toEqual(['y', 'x'])
  expect(hits[0]?.scores.vector?.similarity).toBeCloseTo(0.999, 2)
})

test('fifty writers of the same items leave each of them once', async () => {
  await createCollection(member, { name: 'busy' })
  const items = Array.from({ length: 20 }, (_, n) => ({ id: `item ${n}`, text: `A text with the number ${n}.` }))
  await Promise.all(Array.from({ length: 50 }, () => upsert(member, 'busy', { items })))
  expect((await getCollection(member, 'busy')).items).toBe(20)
  expect(await countVectors('busy')).toBe(20)
  const { hits } = await search(member, 'busy', { query: 'number', k: 100 })
  expect(new Set(hits.map(({ id }) => id)).size).toBe(20)
  expect(hits).toHaveLength(20)
})

test('writers and deleters of the same items never fail each other', async () => {
  await createCollection(member, { name: 'contended' })
  const items = Array.from({ length: 30 }, (_, n) => ({ id: `item ${n}`, text: `A text with the number ${n}.` }))
  const { ids } = await upsert(member, 'contended', { items })
  const params = { name: 'contended' }
  const statuses = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      if (n % 10 === 9) return (await member.api.library.clear({ params, body: undefined })).status
      if (n % 2 === 0) return (await member.api.library.deleteItems({ params, body: { ids } })).status
      return (
        await member.api.library.upsert({
          params,
          body: { items: items.map((item) => ({ ...item, metadata: { n } })) },
        })
      ).status
    }),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  const { items: count } = await getCollection(member, 'contended')
  expect(await countVectors('contended')).toBe(count)
})

test('a slow vector store holds up nobody else', async () => {
  await createCollection(member, { name: 'slow' })
  const { library } = harness.deps
  const gate = Promise.withResolvers<void>()
  const store = { ...library.store, upsert: async () => gate.promise }
  const row = await harness.deps.database.prisma.collection.findFirstOrThrow({ where: { name: 'slow' } })
  const writing = Array.from({ length: 30 }, (_, n) => {
    const item = { key: `k${n}`, text: `Text ${n}.`, metadata: {}, vector: null, place: null }
    return upsertItems({ ...library, store }, row, { items: [item], signal: new AbortController().signal })
  })
  // More writers than the pool has connections, and none is held.
  await Promise.all(Array.from({ length: 25 }, () => getCollection(member, 'slow')))
  expect((await harness.mint()).token).not.toBe('')
  gate.resolve()
  await Promise.all(writing)
  expect((await getCollection(member, 'slow')).items).toBe(30)
})

test.each([{ items: [{ id: 'a\ud800', text: 'a' }] }, { items: [{ text: 'a', metadata: { key: '\ud800' } }] }])(
  '%j is refused in words',
  async (json) => {
    const problem = await problemOf(await member.fetch('/api/collections/same/upsert', { json }))
    expect(problem.code).toBe('invalid_request')
  },
)

test('vectors whose rows never came are swept away', async () => {
  await createCollection(member, { name: 'orphaned' })
  await upsert(member, 'orphaned', { items: [{ text: 'One that stays.' }] })
  const { library, database } = harness.deps
  const row = await database.prisma.collection.findFirstOrThrow({ where: { name: 'orphaned' } })
  const lost = '0193b0a0-0000-7000-8000-000000000001'
  // As a process leaves it that dies between the two writes.
  await database.prisma.vectorGarbage.create({ data: { collectionId: row.id, generation: 1, itemIds: [lost] } })
  const record = { id: lost.replaceAll('-', ''), vector: new Float32Array(row.dimension).fill(1), metadata: {} }
  await library.store.upsert(vectorTableOf(row), [record])
  const { hits } = await search(member, 'orphaned', { query: 'anything at all', mode: 'vector' })
  expect(hits.map(({ text }) => text)).toEqual(['One that stays.'])
  expect(await countVectors('orphaned')).toBe(1)
})
