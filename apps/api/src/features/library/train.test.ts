import { newId } from '@outlast/db'
import type { JobContext } from '@outlast/jobs'
import { HASHED_DIMENSION } from '@outlast/knowledge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createCollection, getCollection, search, upsert, writeTexts } from '../../testing/library.ts'
import { problemOf } from '../../testing/problem.ts'
import { followJob } from '../../testing/runs.ts'
import type { LibraryDeps } from './library-deps.ts'
import { swapGeneration } from './train-repository.ts'
import { trainCollection } from './train.ts'
import { vectorTableOf } from './vector-table.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(() => harness.close())

/** For training without a job. */
const NO_CONTEXT: JobContext = {
  jobId: '',
  workspaceId: '',
  subjectId: null,
  requestId: null,
  attempt: 1,
  signal: new AbortController().signal,
  log: async () => undefined,
  logTruncated: () => undefined,
  progress: () => undefined,
  checkpoint: async () => undefined,
  restore: async () => null,
}

async function fill(name: string, texts = writeTexts(60)): Promise<void> {
  await createCollection(member, { name })
  await upsert(member, name, { items: texts.map((text, at) => ({ id: `note ${at}`, text, metadata: { at } })) })
}

async function train(name: string, body: object = {}): Promise<string> {
  const answer = await member.api.library.train({ params: { name }, body: { dimension: 16, ...body } })
  if (answer.status !== 202) throw new Error(`POST …/train answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body.job_id
}

async function trained(name: string, body: object = {}): Promise<void> {
  expect(await followJob(member, await train(name, body))).toMatchObject({ status: 'completed', error: null })
}

async function rowOf(name: string) {
  const { prisma } = harness.deps.database
  return prisma.collection.findFirstOrThrow({ where: { workspaceId: member.workspaceId, name } })
}

test('a trained collection is embedded by what it taught, and its old vectors go', async () => {
  await fill('garden')
  const old = await rowOf('garden')
  const job = await followJob(member, await train('garden'))
  expect(job).toMatchObject({ status: 'completed', progress: 100, subject_id: old.id })
  const { model, dimension, embedding, items } = await getCollection(member, 'garden')
  expect({ embedding, dimension, items }).toEqual({ embedding: 'trained', dimension: 16, items: 60 })
  expect(model).toContain('ppmi-svd')
  const { hits } = await search(member, 'garden', { query: 'tomato', mode: 'vector', k: 5, filter: { at: { lt: 40 } } })
  expect(hits).toHaveLength(5)
  for (const { text } of hits) expect(text).toMatch(/soil|seeds|water|garden|leaves|roots|compost|greenhouse|basil/)
  await harness.deps.library.sweeper.sweep()
  const tables = await harness.deps.library.store.listTables()
  expect(tables).toContain(vectorTableOf(await rowOf('garden')))
  expect(tables).not.toContain(vectorTableOf(old))
})

test('the same seed on the same texts gives the same vectors', async () => {
  const { store } = harness.deps.library
  const vectors: number[][] = []
  for (const name of ['one', 'two']) {
    await fill(name)
    await trained(name, { seed: 7 })
    const row = await rowOf(name)
    const items = await harness.deps.database.prisma.collectionItem.findMany({
      where: { collectionId: row.id, key: 'note 3' },
    })
    const records = await store.get(
      vectorTableOf(row),
      items.map(({ id }) => id.replaceAll('-', '')),
    )
    vectors.push(records.flatMap(({ vector }) => [...vector]))
  }
  expect(vectors[0]).toHaveLength(16)
  expect(vectors[0]).toEqual(vectors[1])
})

test('items that come while a training ends are embedded by the new model before they are searched', async () => {
  await fill('late')
  await trained('late')
  // As the swap leaves it when an item was written between the last look and the end.
  const { no } = await harness.deps.database.prisma.collectionItem.findFirstOrThrow({
    where: { collection: { name: 'late' }, key: 'note 58' },
  })
  const row = await rowOf('late')
  const last = await harness.deps.database.prisma.collectionItem.findFirstOrThrow({
    where: { collectionId: row.id, key: 'note 59' },
  })
  await harness.deps.library.store.delete(vectorTableOf(row), [last.id.replaceAll('-', '')])
  await harness.deps.database.prisma.collection.update({ where: { id: row.id }, data: { embeddedUpTo: no } })
  const { hits } = await search(member, 'late', { query: last.text, mode: 'vector', k: 1 })
  expect(hits.map(({ id }) => id)).toEqual(['note 59'])
  expect((await rowOf('late')).embeddedUpTo).toBeNull()
})

test('items that come, change and go while a collection is trained all have the vectors of their model', async () => {
  await fill('moving', writeTexts(400))
  const jobId = await train('moving')
  for (let at = 0; at < 20; at += 1) {
    const text = `A late note ${at} on soil, bread, servers and whales.`
    await upsert(member, 'moving', {
      items: [
        { id: `late ${at}`, text },
        { id: `note ${at}`, text: `Changed ${text}` },
      ],
    })
    await member.api.library.deleteItems({ params: { name: 'moving' }, body: { ids: [`note ${399 - at}`] } })
  }
  expect(await followJob(member, jobId)).toMatchObject({ status: 'completed' })
  // The first to use the collection embeds what came in the last moment.
  await search(member, 'moving', { query: 'whales' })
  await harness.deps.library.sweeper.sweep()
  const row = await rowOf('moving')
  const items = await harness.deps.database.prisma.collectionItem.findMany({ where: { collectionId: row.id } })
  const ids = items.map(({ id }) => id.replaceAll('-', ''))
  const { store } = harness.deps.library
  const vectors = await store.get(vectorTableOf(row), ids)
  expect(items).toHaveLength(400)
  expect(vectors).toHaveLength(400)
  expect(new Set(vectors.map(({ vector }) => vector.length))).toEqual(new Set([16]))
  expect(await store.count(vectorTableOf(row))).toBe(400)
})

test('an item that is deleted while it is embedded anew leaves no vector behind', async () => {
  await fill('vanishing', writeTexts(20))
  const row = await rowOf('vanishing')
  const { library } = harness.deps
  const { embedders } = library
  const removing: LibraryDeps['embedders'] = {
    ...embedders,
    async forCollection(collection) {
      const embedder = await embedders.forCollection(collection)
      const embed: typeof embedder.embed = async (texts, options) => {
        const vectors = await embedder.embed(texts, options)
        await member.api.library.deleteItems({ params: { name: 'vanishing' }, body: { ids: ['note 3'] } })
        return vectors
      }
      return { ...embedder, embed }
    },
  }
  const ctx = { ...NO_CONTEXT, jobId: row.id, workspaceId: member.workspaceId, subjectId: row.id }
  const input = { collection_id: row.id, embedding: 'hashed' as const, dimension: 16, seed: 1 }
  // The sweep leaves tables alone that a training job fills; this training has none of its own.
  const { prisma } = harness.deps.database
  const job = { id: newId(), workspaceId: member.workspaceId, subjectId: row.id, kind: 'collection.train' }
  await prisma.job.create({ data: { ...job, title: '', status: 'running', input: {}, maxAttempts: 1 } })
  const { next } = await trainCollection({ ...library, embedders: removing }, ctx, input)
  await prisma.job.delete({ where: { id: job.id } })
  await prisma.$transaction((tx) => swapGeneration(tx, row.id, next))
  await library.sweeper.sweep()
  expect(await library.store.count(vectorTableOf(await rowOf('vanishing')))).toBe(19)
})

test('a cancelled training changes nothing', async () => {
  await fill('kept', writeTexts(400))
  const before = await rowOf('kept')
  const jobId = await train('kept')
  await member.api.jobs.cancel({ params: { job_id: jobId }, body: {} })
  const { status } = await followJob(member, jobId)
  expect(status).toBe('cancelled')
  expect(await rowOf('kept')).toMatchObject({
    model: before.model,
    generation: before.generation,
    dimension: HASHED_DIMENSION,
  })
  expect((await search(member, 'kept', { query: 'tomato', mode: 'vector' })).hits.length).toBeGreaterThan(0)
})

test('too little text fails in words, and the collection stays as it was', async () => {
  await createCollection(member, { name: 'little' })
  await upsert(member, 'little', { items: [{ text: 'Just this.' }] })
  const before = await rowOf('little')
  const job = await followJob(member, await train('little'))
  expect(job).toMatchObject({ status: 'failed', error: { code: 'too_little_text' } })
  const { generations: _, updatedAt: __, ...after } = await rowOf('little')
  expect(before).toMatchObject(after)
  expect((await search(member, 'little', { query: 'just' })).hits).toHaveLength(1)
})

test('a collection can go back to hashed vectors', async () => {
  await fill('back')
  await trained('back')
  await trained('back', { embedding: 'hashed' })
  expect(await getCollection(member, 'back')).toMatchObject({ embedding: 'hashed', dimension: HASHED_DIMENSION })
  expect((await search(member, 'back', { query: 'tomato soil', mode: 'vector' })).hits.length).toBeGreaterThan(0)
})

test('vectors of callers are not trained away', async () => {
  await createCollection(member, { name: 'brought', embedding: 'custom', dimension: 2 })
  const response = await member.fetch('/api/collections/brought/train', { json: {} })
  expect((await problemOf(response)).code).toBe('embedding_mismatch')
})

test('without an embedding server nothing can be embedded by one', async () => {
  await fill('no-server', writeTexts(2))
  const response = await member.fetch('/api/collections/no-server/train', { json: { embedding: 'openai' } })
  expect(await problemOf(response)).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('OPENAI_API_KEY'),
  })
})

test('deleting a collection takes its tables, items and postings away', async () => {
  await fill('leaving')
  const row = await rowOf('leaving')
  const { status } = await member.api.library.removeCollection({ params: { name: 'leaving' } })
  expect(status).toBe(204)
  await harness.deps.library.sweeper.sweep()
  expect(await harness.deps.library.store.listTables()).not.toContain(vectorTableOf(row))
  const { prisma } = harness.deps.database
  expect(await prisma.posting.count({ where: { collection: row.no } })).toBe(0)
  expect(await prisma.vectorGarbage.count({ where: { collectionId: row.id } })).toBe(0)
})

test('the map shows every item of a small collection, and those of one matter near each other', async () => {
  await fill('mapped')
  const { status, body } = await member.api.library.map({ params: { name: 'mapped' } })
  if (status !== 200) throw new Error(`GET …/map answered ${status}.`)
  expect(body.points).toHaveLength(60)
  expect(body.explained[0]).toBeGreaterThanOrEqual(body.explained[1])
  const place = (matter: number) => body.points.filter(({ id }) => Number(id.slice(5)) % 6 === matter)
  const middle = (points: { x: number; y: number }[]) => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  })
  const spread = (points: { x: number; y: number }[], at: { x: number; y: number }) =>
    points.reduce((sum, { x, y }) => sum + Math.hypot(x - at.x, y - at.y), 0) / points.length
  const own = spread(place(0), middle(place(0)))
  const foreign = spread(place(1), middle(place(0)))
  expect(own).toBeLessThan(foreign)
})
