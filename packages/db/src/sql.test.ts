import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  createDatabase,
  createTestDatabase,
  type Database,
  sqlOf,
  sqlOfPrisma,
  type TestDatabase,
  transaction,
} from './index.ts'

let fresh: TestDatabase
let database: Database

beforeAll(async () => {
  fresh = await createTestDatabase(inject('clusterUrl'), { empty: true })
  database = createDatabase({ url: fresh.url, maxConnections: 2 })
  await database.pool.query('create table note (id int primary key, text text)')
})

afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const VALUES = `
  select 3::bigint as count, 9007199254740993::bigint as huge, null::bigint as none, 'a' as text, 1.5::float8 as float,
         timestamptz '2026-01-02 03:04:05.678Z' as at, '{"a":[1]}'::jsonb as json, true as yes, $1::uuid as id`

test('both drivers give the same rows: exact numbers for bigint, dates for times', async () => {
  const id = '01a2007d-0cb1-7752-b6c3-566ecc4b4b70'
  const expected = {
    count: 3,
    huge: 9_007_199_254_740_993n,
    none: null,
    text: 'a',
    float: 1.5,
    at: new Date('2026-01-02T03:04:05.678Z'),
    json: { a: [1] },
    yes: true,
    id,
  }
  expect(await sqlOf(database.pool).query(VALUES, [id])).toEqual([expected])
  expect(await sqlOfPrisma(database.prisma).query(VALUES, [id])).toEqual([expected])
})

test('a transaction commits what it returns from', async () => {
  const count = await transaction(database.pool, async (sql) => {
    await sql.query(`insert into note values (1, 'kept')`)
    const [row] = await sql.query<{ count: number }>('select count(*) from note')
    return row?.count
  })
  expect(count).toBe(1)
  expect(await sqlOf(database.pool).query('select text from note where id = 1')).toEqual([{ text: 'kept' }])
})

test('a transaction that throws leaves nothing, and its connection is used again', async () => {
  const failure = new Error('no')
  const work = transaction(database.pool, async (sql) => {
    await sql.query(`insert into note values (2, 'lost')`)
    throw failure
  })
  await expect(work).rejects.toBe(failure)
  expect(await sqlOf(database.pool).query('select from note where id = 2')).toEqual([])
  expect(database.pool.idleCount).toBe(database.pool.totalCount)
})

test('a transaction that swallows the error of a statement does not pretend to have committed', async () => {
  const work = transaction(database.pool, async (sql) => {
    await sql.query('select 1 / 0').catch(() => {})
  })
  await expect(work).rejects.toThrow('nothing was committed')
})

test('a connection that dies inside a transaction is not lent out again', async () => {
  let pid: number | undefined
  const work = transaction(database.pool, async (sql) => {
    const [row] = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
    pid = row?.pid
    await sqlOf(database.pool).query('select pg_terminate_backend($1)', [pid])
    await sql.query('select 1')
  })
  // How it dies depends on which side notices first.
  await expect(work).rejects.toThrow(/terminat|connection error|EPIPE|ECONNRESET/)
  const rows = await Promise.all(
    [1, 2].map(() => sqlOf(database.pool).query<{ pid: number }>('select pg_backend_pid() as pid')),
  )
  expect(rows.flat().map((row) => row.pid)).not.toContain(pid)
})

test('an idle connection that dies is reported, and the pool goes on', async () => {
  const errors: Error[] = []
  const other = createDatabase({ url: fresh.url, onConnectionError: (error) => errors.push(error) })
  const { rows } = await other.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const reported = new Promise((resolve) => other.pool.once('error', resolve))
  await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await reported
  expect(errors).toHaveLength(1)
  expect(await sqlOf(other.pool).query('select 1 as one')).toEqual([{ one: 1 }])
  expect(await other.prisma.$queryRaw`select 1 as one`).toEqual([{ one: 1 }])
  await other.close()
  await other.close()
})

test('a Prisma transaction and its SQL port see the same uncommitted rows', async () => {
  const work = database.prisma.$transaction(async (tx) => {
    await sqlOfPrisma(tx).query('insert into note values ($1, $2)', [3, 'lost'])
    expect(await sqlOfPrisma(tx).query('select text from note where id = 3')).toEqual([{ text: 'lost' }])
    throw new Error('undo')
  })
  await expect(work).rejects.toThrow('undo')
  expect(await sqlOf(database.pool).query('select from note where id = 3')).toEqual([])
})
