import { expect, it } from 'vitest'
import type { ContractOptions, OpenTable } from './open-table.ts'
import { clusteredVectors, idOf, recordOf } from './vectors.ts'

export function describeRecords(openTable: OpenTable, { exactVectors }: ContractOptions): void {
  it('gives records back as they were written, in the order asked for, without the unknown ones', async () => {
    const { store, table } = await openTable(4)
    const records = [
      recordOf(1, [0.1, -0.2, 1e-7, 0.3], {
        title: 'It’s "a" \\ title; --',
        page: 3,
        ratio: 0.1,
        big: 1e21,
        draft: false,
      }),
      recordOf(2, [3, 4, 12, 84], {}),
      recordOf(3, [1, 0, 0, 0], { 'a.b-c': '', _: ' 😀\n', constructor: true }),
    ]
    await store.upsert(table, records)
    const [third, first] = await store.get(table, [idOf(3), idOf(9), idOf(1), idOf(3)])
    expect(third).toEqual(records[2])
    expect(first?.metadata).toEqual(records[0]?.metadata)
    const [second] = await store.get(table, [idOf(2)])
    // What came within 1e-6 is the same in six digits.
    const comparable = (vector: Float32Array | undefined): Float32Array | undefined =>
      exactVectors ? vector : vector?.map((value) => Number(value.toPrecision(6)))
    expect(comparable(second?.vector)).toEqual(comparable(records[1]?.vector))
  })

  it('the same again changes nothing, and of one id in a batch the last record wins', async () => {
    const { store, table } = await openTable(2)
    const batch = [recordOf(1, [1, 0], { n: 1 }), recordOf(2, [0, 1], { n: 2 }), recordOf(1, [1, 1], { n: 3 })]
    await store.upsert(table, batch)
    const before = await store.get(table, [idOf(1), idOf(2)])
    await store.upsert(table, batch)
    expect(await store.count(table)).toBe(2)
    expect(await store.get(table, [idOf(1), idOf(2)])).toEqual(before)
    expect(before.map(({ metadata }) => metadata)).toEqual([{ n: 3 }, { n: 2 }])
  })

  it('replaces a record whole: fields of before are gone', async () => {
    const { store, table } = await openTable(2)
    await store.upsert(table, [recordOf(1, [1, 0], { title: 'x', page: 1 })])
    await store.upsert(table, [recordOf(1, [0, 1], { page: 2 })])
    expect(await store.get(table, [idOf(1)])).toEqual([recordOf(1, [0, 1], { page: 2 })])
    await store.upsert(table, [recordOf(1, [0, 1])])
    expect(await store.get(table, [idOf(1)])).toEqual([recordOf(1, [0, 1])])
    const hits = await store.search(table, { vector: Float32Array.of(1, 0), k: 1, filter: { page: 2 } })
    expect(hits).toEqual([])
  })
}

/** What happens to them later, and at the same time. */
export function describeChanges(openTable: OpenTable): void {
  it('deletes what it is told and passes over the rest; a cleared table is empty and of use', async () => {
    const { store, table } = await openTable(2)
    await store.upsert(table, [recordOf(1, [1, 0]), recordOf(2, [0, 1]), recordOf(3, [1, 1])])
    await store.delete(table, [idOf(1), idOf(7), idOf(1)])
    expect(await store.count(table)).toBe(2)
    expect(await store.get(table, [idOf(1)])).toEqual([])
    await store.clear(table)
    expect(await store.count(table)).toBe(0)
    await store.upsert(table, [recordOf(4, [1, 0])])
    expect(await store.count(table)).toBe(1)
  })

  it('lists without anything in them do nothing', async () => {
    const { store, table } = await openTable(2)
    await store.upsert(table, [])
    await store.delete(table, [])
    expect(await store.get(table, [])).toEqual([])
    expect(await store.count(table)).toBe(0)
  })

  it('writers at the same time lose nothing and double nothing', async () => {
    const { store, table } = await openTable(8)
    const draw = clusteredVectors({ seed: 1, dimension: 8, clusters: 4 })
    const records = Array.from({ length: 60 }, (_, index) => recordOf(index, draw(), { index }))
    const writes = Array.from({ length: 6 }, (_, writer) =>
      store.upsert(table, records.slice(writer * 5, writer * 5 + 30)),
    )
    await Promise.all([...writes, store.upsert(table, records.slice(50)), store.delete(table, [idOf(59)])])
    await store.upsert(table, records.slice(55))
    expect(await store.count(table)).toBe(60)
    const found = await store.get(
      table,
      records.map(({ id }) => id),
    )
    expect(found.map(({ metadata }) => metadata['index'])).toEqual(records.map((_, index) => index))
  })

  it('an aborted write writes nothing', async () => {
    const { store, table } = await openTable(2)
    const signal = AbortSignal.abort()
    await expect(store.upsert(table, [recordOf(1, [1, 0])], { signal })).rejects.toMatchObject({ name: 'AbortError' })
    await expect(store.search(table, { vector: Float32Array.of(1, 0), k: 1, signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(await store.count(table)).toBe(0)
  })
}
