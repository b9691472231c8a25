import { expect, it } from 'vitest'
import type { OpenTable } from './open-table.ts'
import { clusteredVectors, cosine, idOf, recordOf } from './vectors.ts'

export function describeSearch(openTable: OpenTable): void {
  it('similarity is 1 for the same direction, 0.5 at a right angle, 0 for the opposite one', async () => {
    const { store, table } = await openTable(2)
    expect(store.metric).toBe('cosine')
    await store.upsert(table, [recordOf(1, [3, 0], { which: 'same' }), recordOf(2, [0, 5]), recordOf(3, [-0.2, 0])])
    const hits = await store.search(table, { vector: Float32Array.of(7, 0), k: 10 })
    expect(hits.map(({ id }) => id)).toEqual([idOf(1), idOf(2), idOf(3)])
    for (const [index, similarity] of [1, 0.5, 0].entries()) expect(hits[index]?.similarity).toBeCloseTo(similarity, 5)
    expect(hits[0]?.metadata).toEqual({ which: 'same' })
  })

  it('finds in an empty table nothing, and at most k', async () => {
    const { store, table } = await openTable(2)
    const search = (k: number) => store.search(table, { vector: Float32Array.of(1, 0), k })
    expect(await search(1000)).toEqual([])
    await store.upsert(table, [recordOf(1, [1, 0]), recordOf(2, [0, 1])])
    expect(await search(1)).toHaveLength(1)
    expect(await search(1000)).toHaveLength(2)
  })
}

/** Where the store indexes by itself, `buildIndex` changes nothing, and all of this holds too. */
export function describeIndex(openTable: OpenTable): void {
  it('ranks as brute force does, before an index was built and after, and finds what was written since', async () => {
    const { store, table } = await openTable(16)
    const draw = clusteredVectors({ seed: 7, dimension: 16, clusters: 10 })
    const records = Array.from({ length: 400 }, (_, index) => recordOf(index, draw(), { even: index % 2 === 0 }))
    const queries = Array.from({ length: 5 }, draw)
    await store.upsert(table, records)
    const expectBruteForce = async (): Promise<void> => {
      for (const vector of queries) {
        const truth = records.map((record) => (1 + cosine(record.vector, vector)) / 2).toSorted((a, b) => b - a)
        const hits = await store.search(table, { vector, k: 10 })
        expect(hits).toHaveLength(10)
        for (const [rank, hit] of hits.entries()) expect(hit.similarity).toBeCloseTo(truth[rank] ?? NaN, 5)
      }
    }
    await expectBruteForce()
    await store.buildIndex(table)
    await expectBruteForce()
    records.push(...queries.map((vector, index) => recordOf(1000 + index, vector)))
    await store.upsert(table, records.slice(400))
    await store.delete(table, [records.shift()?.id ?? ''])
    await expectBruteForce()
    await store.buildIndex(table)
    await expectBruteForce()
  })

  it('gives k hits for a large k, index or not', async () => {
    const { store, table } = await openTable(4)
    const draw = clusteredVectors({ seed: 3, dimension: 4, clusters: 5 })
    await store.upsert(
      table,
      Array.from({ length: 300 }, (_, index) => recordOf(index, draw(), { third: index % 3 })),
    )
    const search = (k: number) => store.search(table, { vector: draw(), k, filter: { third: 0 } })
    expect(await search(100)).toHaveLength(100)
    await store.buildIndex(table)
    expect(await search(100)).toHaveLength(100)
    expect(await search(1000)).toHaveLength(100)
  })

  it('an index of nothing is built without complaint', async () => {
    const { store, table } = await openTable(4)
    await store.buildIndex(table)
    await store.upsert(table, [recordOf(1, [1, 0, 0, 0])])
    expect(await store.search(table, { vector: Float32Array.of(1, 0, 0, 0), k: 1 })).toHaveLength(1)
  })
}
