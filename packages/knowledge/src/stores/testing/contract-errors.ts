import { expect, it } from 'vitest'
import type { Metadata, MetadataFilter } from '../vector-store.ts'
import type { OpenTable } from './open-table.ts'
import { idOf, recordOf } from './vectors.ts'

export function describeErrors(openTable: OpenTable): void {
  it('every call on a table that is not there says so', async () => {
    const { store } = await openTable(2)
    const table = 'there_is_no_such_table'
    const calls = [
      store.upsert(table, [recordOf(1, [1, 0])]),
      store.get(table, [idOf(1)]),
      store.delete(table, [idOf(1)]),
      store.clear(table),
      store.count(table),
      store.search(table, { vector: Float32Array.of(1, 0), k: 1 }),
      store.buildIndex(table),
    ]
    for (const answer of await Promise.allSettled(calls)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'unknown_table', retryable: false } })
    }
  })

  it('a bad vector or bad metadata anywhere in a batch leaves nothing written', async () => {
    const { store, table } = await openTable(2)
    for (const vector of [[NaN, 1], [1, Infinity], [0, 0], [1e-30, 0], [3e38, 3e38], [1], [1, 2, 3]]) {
      const batch = [recordOf(1, [1, 0]), recordOf(2, vector)]
      await expect(store.upsert(table, batch)).rejects.toMatchObject({ code: 'invalid_vector' })
      const search = store.search(table, { vector: Float32Array.from(vector), k: 1 })
      await expect(search).rejects.toMatchObject({ code: 'invalid_vector' })
    }
    const bad: Metadata[] = [
      { '': 1 },
      { 'a b': 1 },
      { '1a': 1 },
      { a: NaN },
      { a: '\ud800' },
      { a: '\0' },
      { ['x'.repeat(65)]: 1 },
    ]
    for (const metadata of bad) {
      const batch = [recordOf(1, [1, 0]), recordOf(2, [1, 0], metadata)]
      await expect(store.upsert(table, batch)).rejects.toMatchObject({ code: 'invalid_metadata' })
    }
    expect(await store.count(table)).toBe(0)
  })
}

export function describeMisuse(openTable: OpenTable): void {
  it('refuses a k outside 1 to 1000 and a filter that means nothing', async () => {
    const { store, table } = await openTable(2)
    const vector = Float32Array.of(1, 0)
    for (const k of [0, -1, 1.5, 1001, NaN]) {
      await expect(store.search(table, { vector, k })).rejects.toMatchObject({ code: 'invalid_k' })
    }
    const filters: unknown[] = [
      { "a' OR 1=1": 1 },
      { a: {} },
      { a: null },
      { a: [1] },
      { a: { like: '%' } },
      { a: { gt: '1' } },
      { a: { in: 1 } },
      { a: { in: Array(1001).fill(1) } },
      { a: { eq: null } },
      { a: NaN },
      { a: '\0' },
    ]
    for (const filter of filters) {
      // What arrives from outside need not be of the type.
      const search = store.search(table, { vector, k: 1, filter: filter as MetadataFilter })
      await expect(search).rejects.toMatchObject({ code: 'invalid_filter' })
    }
  })

  it('a name, an id or a dimension of another shape is a bug of the caller', async () => {
    const { store, table } = await openTable(2)
    for (const name of ['', 'A', 'a-b', 'a"b', '../a', 'x'.repeat(61)]) {
      await expect(store.createTable(name, { dimension: 2 })).rejects.toThrow(RangeError)
      await expect(store.count(name)).rejects.toThrow(RangeError)
      await expect(store.dropTable(name)).rejects.toThrow(RangeError)
    }
    await expect(store.get(table, ["' OR 1=1"])).rejects.toThrow(RangeError)
    await expect(store.delete(table, [idOf(1).toUpperCase().replace('0', 'A')])).rejects.toThrow(RangeError)
    for (const dimension of [0, 1.5, 8193])
      await expect(store.createTable(table, { dimension })).rejects.toThrow(RangeError)
  })
}
