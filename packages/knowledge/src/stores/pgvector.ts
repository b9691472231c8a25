import { KnowledgeError } from '../knowledge-error.ts'
import { inParts } from './in-parts.ts'
import type { Condition } from './metadata-filter.ts'
import { type AdapterSearch, type StoreAdapter, unless } from './store-adapter.ts'
import { type Metadata, type VectorHit, type VectorRecord, toSimilarity } from './vector-store.ts'

/** Rows in one statement: some 3 MB of text at dimension 256. */
const ROWS_PER_STATEMENT = 1000

/** pgvector indexes no longer ones; search in their tables stays exact. */
const MAX_INDEXED_DIMENSION = 2000

const SQL_OPERATOR = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

/** A PostgreSQL whose pool the caller owns: one statement, its values, its rows. */
export type Postgres = { query(text: string, values: unknown[]): Promise<Record<string, unknown>[]> }

type Query = Postgres['query']

/** `name` is the table's in SQL. */
type Handle = { name: string; table: string; dimension: number }

/** pgvector, from 0.8 on (which goes on looking when a filter leaves too little), in the caller's PostgreSQL. */
export async function openPgVector({ query }: Postgres): Promise<StoreAdapter<Handle>> {
  await install(query).catch((error: unknown) => {
    throw toKnowledgeError(error)
  })
  return {
    name: 'pgvector',
    async openTable(table) {
      const name = nameOf(table)
      // A table's dimension is the type modifier of its column.
      const sql = `select atttypmod as dimension from pg_attribute where attrelid = to_regclass($1) and attname = 'embedding'`
      const [row] = await query(sql, [name])
      return row === undefined ? null : { name, table, dimension: Number(row['dimension']) }
    },
    async createTable(table, dimension) {
      const columns = `id uuid primary key, embedding vector(${dimension}) not null, metadata jsonb not null`
      await unless(isThere, query(`create table if not exists ${nameOf(table)} (${columns})`, []))
    },
    dropTable: async (table) => void (await query(`drop table if exists ${nameOf(table)}`, [])),
    async listTables() {
      const rows = await query(`select tablename from pg_tables where schemaname = 'vectors'`, [])
      return rows.map((row) => String(row['tablename']))
    },
    async upsert({ name }, records, signal) {
      // Two writers that lock the same rows in the same order do not lock each other out.
      const sorted = records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      for (const rows of inParts(sorted, ROWS_PER_STATEMENT)) {
        signal?.throwIfAborted()
        await upsertRows(query, name, rows)
      }
    },
    get: ({ name }, ids) => getRows(query, name, ids),
    delete: async ({ name }, ids) =>
      void (await query(`delete from ${name} where id = any($1::text[]::uuid[])`, [ids])),
    clear: async ({ name }) => void (await query(`delete from ${name}`, [])),
    count: async ({ name }) => Number((await query(`select count(*) as count from ${name}`, []))[0]?.['count']),
    search: ({ name }, input) => searchRows(query, name, input),
    buildIndex: (handle) => buildIndex(query, handle),
    // The pool is the caller's.
    async close() {},
    isGone: (error) => codeOf(error) === '42P01',
    toKnowledgeError,
  }
}

const nameOf = (table: string): string => `vectors."${table}"`

async function install(query: Query): Promise<void> {
  try {
    await query('create extension if not exists vector', [])
  } catch (error) {
    if (isUnreachable(error)) throw error
    const message = 'This PostgreSQL has no pgvector, or this user may not install it: run CREATE EXTENSION vector.'
    throw new KnowledgeError('store_unavailable', message, { cause: error })
  }
  const [row] = await query(`select extversion as version from pg_extension where extname = 'vector'`, [])
  const [major = 0, minor = 0] = String(row?.['version']).split('.').map(Number)
  if (major === 0 && minor < 8) {
    throw new KnowledgeError('store_unavailable', 'pgvector is older than 0.8: run ALTER EXTENSION vector UPDATE.')
  }
  await unless(isThere, query('create schema if not exists vectors', []))
}

async function upsertRows(query: Query, name: string, records: VectorRecord[]): Promise<void> {
  await query(
    `insert into ${name} as old (id, embedding, metadata)
     select id::uuid, embedding::vector, metadata::jsonb
     from unnest($1::text[], $2::text[], $3::text[]) as new (id, embedding, metadata)
     on conflict (id) do update set embedding = excluded.embedding, metadata = excluded.metadata
     where (old.embedding, old.metadata) is distinct from (excluded.embedding, excluded.metadata)`,
    [
      records.map(({ id }) => id),
      records.map(({ vector }) => literal(vector)),
      records.map(({ metadata }) => JSON.stringify(metadata)),
    ],
  )
}

async function getRows(query: Query, name: string, ids: string[]): Promise<VectorRecord[]> {
  const rows = await query(
    `select id::text, embedding::text, metadata::text from ${name} where id = any($1::text[]::uuid[])`,
    [ids],
  )
  return rows.map((row) => ({
    id: readId(row['id']),
    vector: Float32Array.from(JSON.parse(String(row['embedding'])) as number[]),
    metadata: readMetadata(row['metadata']),
  }))
}

/**
 * The index gives up after `hnsw.ef_search` rows unless told otherwise, and a pool has no session to tell. A condition
 * without a column is checked once, before the first row is read, so that these settings hold for this statement.
 */
const SETTINGS = `(select set_config('hnsw.ef_search', $3, true) || set_config('hnsw.iterative_scan', 'strict_order', true)) is not null`

async function searchRows(query: Query, name: string, { vector, k, conditions }: AdapterSearch): Promise<VectorHit[]> {
  const values: unknown[] = [literal(vector), k, String(Math.min(1000, Math.max(100, 2 * k)))]
  const where = [SETTINGS, ...conditions.map((condition) => toSql(condition, values))].join(' and ')
  const rows = await query(
    `select id::text, embedding <=> $1::vector as distance, metadata::text
     from ${name} where ${where} order by embedding <=> $1::vector limit $2::int`,
    values,
  )
  return rows.map((row) => ({
    id: readId(row['id']),
    similarity: toSimilarity(Number(row['distance'])),
    metadata: readMetadata(row['metadata']),
  }))
}

/** One condition; what it compares with goes into `values`. Containment knows 1, '1' and true apart. */
function toSql(condition: Condition, values: unknown[]): string {
  const bind = (value: unknown): string => `$${values.push(value)}`
  const { field } = condition
  const contains = (value: unknown): string => `metadata @> ${bind(JSON.stringify({ [field]: value }))}::jsonb`
  if (condition.operator === 'eq') return contains(condition.value)
  if (condition.operator === 'ne') return `not (${contains(condition.value)})`
  if (condition.operator === 'in') return `(${condition.values.map(contains).join(' or ')})`
  const key = `${bind(field)}::text`
  // Nothing but `case` keeps PostgreSQL from casting first and asking for the type then.
  const number = `case when jsonb_typeof(metadata -> ${key}) = 'number' then (metadata ->> ${key})::float8 end`
  return `coalesce(${number} ${SQL_OPERATOR[condition.operator]} ${bind(String(condition.value))}::float8, false)`
}

async function buildIndex(query: Query, { name, table, dimension }: Handle): Promise<void> {
  if (dimension <= MAX_INDEXED_DIMENSION) {
    // Concurrently: others go on writing. One that was broken off leaves an index that nobody may use.
    await query(`drop index concurrently if exists vectors."${table}_i"`, [])
    await query(`create index concurrently "${table}_i" on ${name} using hnsw (embedding vector_cosine_ops)`, [])
  }
  await query(`analyze ${name}`, [])
}

const literal = (vector: Float32Array): string => `[${vector.join(',')}]`

const readId = (uuid: unknown): string => String(uuid).replaceAll('-', '')

/** Only `upsertRows` writes this column, and the port has checked what it writes. */
const readMetadata = (json: unknown): Metadata => JSON.parse(String(json)) as Metadata

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** `if not exists` looks first and creates then: of two at the same time one still fails, at the catalogue's own key. */
const isThere = (error: unknown): boolean => /^(23505|42P0[67])$/.test(codeOf(error))

/** Connections that break or are refused: class 08, too many of them, a server that shuts down, and the socket's own. */
const isUnreachable = (error: unknown): boolean =>
  /^(08...|53300|57P0[123]|ECONN\w+|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH)$/.test(codeOf(error))

function toKnowledgeError(error: unknown): unknown {
  if (!isUnreachable(error)) return error
  return new KnowledgeError('store_unavailable', 'PostgreSQL does not answer.', { retryable: true, cause: error })
}
