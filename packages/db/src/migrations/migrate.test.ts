import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createTestDatabase, migrate, openConnection, sqlOf, StartupError, type TestDatabase } from '../index.ts'
import { MIGRATIONS_DIRECTORY } from './migration-files.ts'

let database: TestDatabase
let directory: string

beforeEach(async () => {
  database = await createTestDatabase(inject('clusterUrl'), { empty: true })
  directory = await mkdtemp(join(tmpdir(), 'migrations-'))
})

afterEach(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

async function add(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name))
  await writeFile(join(directory, name, 'migration.sql'), sql)
}

async function query<Row>(sql: string): Promise<Row[]> {
  const client = await openConnection(database.url)
  try {
    return await sqlOf(client).query<Row>(sql)
  } finally {
    await client.end()
  }
}

const run = (onApply?: (name: string) => void) =>
  migrate({ url: database.url, directory, ...(onApply ? { onApply } : {}) })

test('an empty database gets every migration in order, and a second run does nothing', async () => {
  await add('2_b', 'insert into a values (1); insert into a values (2);')
  await add('1_a', 'create table a (id int);')
  const announced: string[] = []
  expect(await run((name) => announced.push(name))).toEqual({ applied: ['1_a', '2_b'], total: 2 })
  expect(announced).toEqual(['1_a', '2_b'])
  expect(await query('select id from a order by id')).toEqual([{ id: 1 }, { id: 2 }])
  expect(await run()).toEqual({ applied: [], total: 2 })
})

test('a row says what Prisma would have written', async () => {
  await cp(MIGRATIONS_DIRECTORY, directory, { recursive: true })
  const { applied } = await run()
  const rows = await query<{ id: string; started_at: Date; finished_at: Date }>('select * from _prisma_migrations')
  expect(rows).toHaveLength(applied.length)
  expect(rows[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    checksum: createHash('sha256')
      .update(readFileSync(join(directory, applied[0] ?? '', 'migration.sql')))
      .digest('hex'),
    finished_at: expect.any(Date),
    migration_name: applied[0],
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date),
    applied_steps_count: 1,
  })
  expect(rows[0]?.finished_at.getTime()).toBeGreaterThanOrEqual(rows[0]?.started_at.getTime() ?? Infinity)
})

test('the table of migrations has the columns that Prisma gives it', async () => {
  await run()
  const columns = await query(
    `select column_name as name, data_type as type, character_maximum_length as length, is_nullable as nullable, column_default as default
     from information_schema.columns where table_name = '_prisma_migrations' order by ordinal_position`,
  )
  const time = 'timestamp with time zone'
  expect(columns).toEqual([
    { name: 'id', type: 'character varying', length: 36, nullable: 'NO', default: null },
    { name: 'checksum', type: 'character varying', length: 64, nullable: 'NO', default: null },
    { name: 'finished_at', type: time, length: null, nullable: 'YES', default: null },
    { name: 'migration_name', type: 'character varying', length: 255, nullable: 'NO', default: null },
    { name: 'logs', type: 'text', length: null, nullable: 'YES', default: null },
    { name: 'rolled_back_at', type: time, length: null, nullable: 'YES', default: null },
    { name: 'started_at', type: time, length: null, nullable: 'NO', default: 'now()' },
    { name: 'applied_steps_count', type: 'integer', length: null, nullable: 'NO', default: '0' },
  ])
})

test('of many runners at once one applies each migration, and all succeed', async () => {
  await add('1_a', 'create table a (id int); select pg_sleep(0.05);')
  await add('2_b', 'insert into a values (1);')
  const results = await Promise.all(Array.from({ length: 6 }, () => run()))
  expect(results.flatMap(({ applied }) => applied)).toEqual(['1_a', '2_b'])
  expect(await query('select id from a')).toEqual([{ id: 1 }])
})

test('a connection that is passed in is used and left open, with its own time limits', async () => {
  await add('1_a', 'create table a (id int);')
  const client = await openConnection(database.url)
  expect(await migrate({ client, directory })).toEqual({ applied: ['1_a'], total: 1 })
  const { rows } = await client.query(
    `select current_setting('statement_timeout') as timeout, (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks`,
  )
  expect(rows).toEqual([{ timeout: '0', locks: 0 }])
  await client.end()
})

test('a migration that fails leaves nothing behind and can be run again', async () => {
  await add('1_a', 'create table a (id int);')
  await add('2_b', 'create table b (id int); insert into nowhere values (1);')
  await expect(run()).rejects.toThrow(
    'The migration 2_b failed and was rolled back (relation "nowhere" does not exist): correct what it met in the database and start again.',
  )
  expect(await query(`select to_regclass('a')::text as a, to_regclass('b')::text as b`)).toEqual([{ a: 'a', b: null }])
  await query('create table nowhere (id int)')
  expect(await run()).toEqual({ applied: ['2_b'], total: 2 })
})

test('an applied file that was edited is refused', async () => {
  await add('1_a', 'create table a (id int);')
  await run()
  await writeFile(join(directory, '1_a', 'migration.sql'), 'create table a (id bigint);')
  await expect(run()).rejects.toThrow(
    'The migration 1_a was edited after this database had it: put the file back as it was and make the change in a new migration.',
  )
})

test('other line ends are no edit', async () => {
  await add('1_a', 'create table a (\nid int\n);\n')
  await run()
  await writeFile(join(directory, '1_a', 'migration.sql'), 'create table a (\r\nid int\r\n);\r\n')
  expect(await run()).toEqual({ applied: [], total: 1 })
})

test('a database that is newer than this code is left as it is', async () => {
  await add('1_a', 'create table a (id int);')
  await add('2_b', 'create table b (id int);')
  await run()
  await rm(join(directory, '2_b'), { recursive: true })
  expect(await run()).toEqual({ applied: [], total: 1 })
})

test('a database with another history is refused', async () => {
  await add('1_a', 'create table a (id int);')
  await run()
  await rename(join(directory, '1_a'), join(directory, '2_a'))
  await expect(run()).rejects.toThrow(
    'The database has had the migration 1_a, which this version does not have and which is not simply newer: ' +
      'run the version that made it, or point DATABASE_URL at another database.',
  )
})

test('a database that is newer, but lacks a migration of ours, is refused', async () => {
  await add('1_a', 'create table a (id int);')
  await add('3_c', 'create table c (id int);')
  await run()
  await rename(join(directory, '3_c'), join(directory, '2_b'))
  await expect(run()).rejects.toThrow('The database has had the migration 3_c')
})

test('a migration from a merged branch is applied after later ones', async () => {
  await add('2_b', 'create table b (id int);')
  await run()
  await add('1_a', 'create table a (id int);')
  expect(await run()).toEqual({ applied: ['1_a'], total: 2 })
})

test('a migration that was begun and never finished stops the next run', async () => {
  await add('1_a', 'create table a (id int);')
  await run()
  await query('update _prisma_migrations set finished_at = null')
  await expect(run()).rejects.toThrow('The migration 1_a was started on this database but never finished')
  await query('drop table a; update _prisma_migrations set rolled_back_at = now()')
  expect(await run()).toEqual({ applied: ['1_a'], total: 1 })
})

test('a user without rights is told which one is missing', async () => {
  await add('1_a', 'create table a (id int);')
  const role = `reader_${database.database}`
  await query(`create role ${role} login password 'x'`)
  try {
    const url = new URL(database.url)
    url.username = role
    url.password = 'x'
    await expect(migrate({ url: url.href, directory })).rejects.toThrow(
      `The user "${role}" lacks a right in the database "${database.database}" (permission denied for schema public): ` +
        'make it the owner of the database, or grant it CREATE on the schema.',
    )
    url.password = 'wrong'
    await expect(migrate({ url: url.href, directory })).rejects.toThrow(
      `refuses the user "${role}": check the user and password`,
    )
    url.pathname = '/no_such'
    url.password = 'x'
    await expect(migrate({ url: url.href, directory })).rejects.toThrow(
      'has no database "no_such": create it, or correct DATABASE_URL.',
    )
  } finally {
    await query(`drop role ${role}`)
  }
})

test('a server that is not there is named, and the password is not', async () => {
  const failure: unknown = await migrate({ url: 'postgresql://me:hunter2@127.0.0.1:1/db' }).catch(
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(StartupError)
  expect(String(failure)).toBe(
    "StartupError: PostgreSQL can't be reached at 127.0.0.1:1 (ECONNREFUSED): check that it runs and that DATABASE_URL names it.",
  )
})
