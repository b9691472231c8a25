import type pg from 'pg'

type Answer = { ok: true; value: unknown } | { ok: false; error: { kind: string } }

/**
 * A pool in the form that Prisma's WebAssembly schema engine calls: methods never throw, they answer
 * `{ ok, value | error }`. Errors are kept in `errors`, because the engine reports them without their text. Prisma's
 * own adapter would do but for the system catalogue's columns of the type "char", which it refuses.
 */
export function boundAdapter(pool: pg.Pool, errors: unknown[]) {
  const identity = { provider: 'postgres', adapterName: 'outlast' }

  async function answer(work: () => unknown): Promise<Answer> {
    try {
      return { ok: true, value: await work() }
    } catch (error) {
      errors.push(error)
      return { ok: false, error: { kind: 'GenericJs' } }
    }
  }
  const adapter = {
    ...identity,
    queryRaw: (query: Query) => answer(() => queryRaw(pool, query)),
    executeRaw: (query: Query) => answer(async () => (await pool.query(query.sql, query.args)).rowCount ?? 0),
    executeScript: (script: string) => answer(() => pool.query(script)),
    dispose: () => answer(() => {}),
    getConnectionInfo: () => ({ ok: true, value: { schemaName: 'public', supportsRelationJoins: true } }),
  }
  const connect = () => answer(() => adapter)
  return { ...identity, connect, connectToShadowDb: connect }
}

type Query = { sql: string; args: unknown[] }

async function queryRaw(pool: pg.Pool, { sql, args }: Query) {
  const { fields, rows } = await pool.query<unknown[]>({ text: sql, values: args, rowMode: 'array' })
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => columnType(field.dataTypeID)),
    rows,
  }
}

// The numbers of Prisma's ColumnTypeEnum, for the types that occur in queries on the system catalogue.
const TEXT = 7
const COLUMN_TYPES = new Map([
  [16, 5], // bool
  [18, 6], // "char"
  [20, 1], // int8
  [21, 0], // int2
  [23, 0], // int4
  [26, 1], // oid
  [114, 11], // json
  [1002, 70], // "char"[]
  [1003, 71], // name[]
  [1005, 64], // int2[]
  [1007, 64], // int4[]
  [1009, 71], // text[]
])

function columnType(oid: number): number {
  return COLUMN_TYPES.get(oid) ?? TEXT
}
