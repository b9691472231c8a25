import { afterAll, beforeAll, describe } from 'vitest'
import type { VectorStore } from '../vector-store.ts'
import { describeErrors, describeMisuse } from './contract-errors.ts'
import { describeFilters, describePrefilter } from './contract-filters.ts'
import { describeChanges, describeRecords } from './contract-records.ts'
import { describeIndex, describeSearch } from './contract-search.ts'
import { describeTables } from './contract-tables.ts'
import type { ContractOptions, OpenTable } from './open-table.ts'

/** Names of tables that no other run uses. */
const RUN = `t${Date.now().toString(36)}${process.pid.toString(36)}`
let tables = 0
const nextTable = (): string => `${RUN}_${(tables += 1)}`

/** The rules that every vector store keeps. `open` is called once. */
export function describeVectorStore(name: string, open: () => Promise<VectorStore>, options: ContractOptions): void {
  describe(`${name} as a vector store`, () => {
    let store: VectorStore
    const created: string[] = []
    beforeAll(async () => {
      store = await open()
    })
    afterAll(async () => {
      for (const table of created) await store.dropTable(table)
      await store.close()
    })
    const openTable: OpenTable = async (dimension) => {
      const table = nextTable()
      created.push(table)
      await store.createTable(table, { dimension })
      return { store, table }
    }
    describeTables(openTable)
    describeRecords(openTable, options)
    describeChanges(openTable)
    describeSearch(openTable)
    describeIndex(openTable)
    describeFilters(openTable)
    describePrefilter(openTable)
    describeErrors(openTable)
    describeMisuse(openTable)
  })
}
