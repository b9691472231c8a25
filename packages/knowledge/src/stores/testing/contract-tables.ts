import { expect, it } from 'vitest'
import type { OpenTable } from './open-table.ts'
import { recordOf } from './vectors.ts'

export function describeTables(openTable: OpenTable): void {
  it('creating a table again changes nothing', async () => {
    const { store, table } = await openTable(2)
    await store.upsert(table, [recordOf(1, [1, 0])])
    await store.createTable(table, { dimension: 2 })
    expect(await store.count(table)).toBe(1)
  })

  it('two callers may create one table at the same time', async () => {
    const { store, table } = await openTable(2)
    await store.dropTable(table)
    await Promise.all(Array.from({ length: 4 }, () => store.createTable(table, { dimension: 2 })))
    expect(await store.count(table)).toBe(0)
  })

  it('refuses a table that is there with another dimension', async () => {
    const { store, table } = await openTable(2)
    await expect(store.createTable(table, { dimension: 3 })).rejects.toMatchObject({ code: 'embedding_mismatch' })
  })

  it('a dropped table is gone, dropping it again is fine, and its name can stand for another dimension', async () => {
    const { store, table } = await openTable(2)
    expect(await store.listTables()).toContain(table)
    await store.dropTable(table)
    await store.dropTable(table)
    expect(await store.listTables()).not.toContain(table)
    await store.createTable(table, { dimension: 3 })
    await store.upsert(table, [recordOf(1, [1, 2, 3])])
    expect(await store.count(table)).toBe(1)
  })

  it('takes every name of the shape of a name', async () => {
    const { store } = await openTable(2)
    const names = ['a', '_', `x${Date.now()}_`, '0', 'select', `x${Date.now()}`.padEnd(60, 'x')]
    for (const table of names) {
      await store.createTable(table, { dimension: 2 })
      await store.upsert(table, [recordOf(1, [1, 0])])
      expect(await store.count(table)).toBe(1)
    }
    expect(await store.listTables()).toEqual(expect.arrayContaining(names))
    for (const table of names) await store.dropTable(table)
  })
}
