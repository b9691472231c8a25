import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connect } from '@lancedb/lancedb'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { openVectorStore } from './open-vector-store.ts'
import { describeVectorStore } from './testing/contract.ts'
import { clusteredVectors, cosine, idOf, recordOf } from './testing/vectors.ts'

const folder = await mkdtemp(join(tmpdir(), 'outlast-lancedb-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => void vi.useRealTimers())

const open = (name = 'own') => openVectorStore(`lancedb:${join(folder, name)}`)
const openInside = async (table: string) => (await connect(join(folder, 'own'))).openTable(table)

describe('LanceDB', () => {
  describeVectorStore('LanceDB', () => open('contract'), { exactVectors: true })

  it('writers that share nothing insert one new id once', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => open()))
    await stores[0]?.createTable('race', { dimension: 2 })
    for (let round = 0; round < 8; round += 1) {
      const batch = Array.from({ length: 10 }, (_, index) => recordOf(round * 10 + index, [1, index]))
      await Promise.all(stores.map((store) => store.upsert('race', batch)))
    }
    expect(await stores[0]?.count('race')).toBe(80)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('two processes that upsert, delete and build an index at the same time end with what they wrote', async () => {
    const store = await open()
    await store.createTable('processes', { dimension: 4 })
    const writer = fileURLToPath(new URL('testing/lancedb-writer.ts', import.meta.url))
    // The second half of the one's records are the first half of the other's.
    const work = [0, 100].map((from) =>
      writeInProcess([writer, join(folder, 'own'), 'processes', `${from}`, `${from + 200}`]),
    )
    await Promise.all([...work, store.buildIndex('processes')])
    const kept = Array.from({ length: 300 }, (_, index) => idOf(index)).filter((_, index) => index % 10 !== 0)
    expect((await store.get('processes', kept)).map(({ id }) => id)).toEqual(kept)
    expect(await store.count('processes')).toBe(kept.length)
    await store.close()
  })

  it('a table that another process dropped is unknown from then on', async () => {
    const [here, there] = await Promise.all([open(), open()])
    await here.createTable('dropped', { dimension: 2 })
    expect(await here.count('dropped')).toBe(0)
    await there.dropTable('dropped')
    await expect(here.count('dropped')).rejects.toMatchObject({ code: 'unknown_table' })
    const search = here.search('dropped', { vector: Float32Array.of(1, 0), k: 1 })
    await expect(search).rejects.toMatchObject({ code: 'unknown_table' })
    await here.createTable('dropped', { dimension: 3 })
    await here.upsert('dropped', [recordOf(1, [1, 2, 3])])
    expect(await here.count('dropped')).toBe(1)
    await Promise.all([here.close(), there.close()])
  })

  it('many small writes leave few files to read and few versions to keep', async () => {
    const store = await open()
    await store.createTable('small', { dimension: 2 })
    // Versions are kept for ten minutes after their time.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
    for (let index = 0; index < 130; index += 1)
      await store.upsert('small', [recordOf(index % 100, [1, index], { index })])
    const inside = await openInside('small')
    expect((await inside.stats()).fragmentStats.numFragments).toBeLessThan(70)
    expect((await inside.listVersions()).length).toBeLessThan(70)
    expect(await store.count('small')).toBe(100)
    await store.close()
  })

  it('records that are written while an index is built, and after, are found', async () => {
    const store = await open()
    await store.createTable('building', { dimension: 32 })
    const draw = clusteredVectors({ seed: 5, dimension: 32, clusters: 20 })
    const records = Array.from({ length: 3000 }, (_, index) => recordOf(index, draw()))
    await store.upsert('building', records.slice(0, 2500))
    const building = store.buildIndex('building')
    await store.upsert('building', records.slice(2500, 2800))
    await building
    await store.upsert('building', records.slice(2800))
    expect(await (await openInside('building')).listIndices()).toMatchObject([{ indexType: 'IvfHnswSq' }])
    for (const { id, vector } of records.filter((_, index) => index % 100 === 0 || index === 2999)) {
      const hits = await store.search('building', { vector, k: 10 })
      expect(hits[0]?.id).toBe(id)
      const truth = records.map((record) => (1 + cosine(record.vector, vector)) / 2).toSorted((a, b) => b - a)
      for (const [rank, hit] of hits.entries()) expect(hit.similarity).toBeCloseTo(truth[rank] ?? NaN, 4)
    }
    await store.close()
  })

  it('a place that cannot be written is unavailable', async () => {
    const opening = openVectorStore('lancedb:/proc/outlast').then((store) => store.createTable('t', { dimension: 2 }))
    await expect(opening).rejects.toMatchObject({ code: 'store_unavailable' })
  })
})

/** Starts the writer's batches one by one, so that both processes are always at it together. */
async function writeInProcess(argv: string[]): Promise<void> {
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] })
  createInterface({ input: child.stdout }).on('line', () => child.stdin.write('go\n'))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`The writer ended with ${code}.`)
}
