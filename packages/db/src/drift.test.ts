import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sqlToReach } from '../scripts/schema-engine.ts'
import { createTestDatabase, migrate, openConnection, type TestDatabase } from './index.ts'

const SCHEMA = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url))

let database: TestDatabase
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drift-'))
  database = await createTestDatabase(inject('clusterUrl'), { empty: true })
  await migrate({ url: database.url })
})

afterAll(async () => {
  await database.drop()
  await rm(directory, { recursive: true })
})

test('the migrations lead to schema.prisma; if not, `pnpm run migration NAME` writes the missing one', async () => {
  expect(await sqlToReach(SCHEMA, database.url)).toBe('')
})

test('a changed schema is noticed', async () => {
  const edited = join(directory, 'schema.prisma')
  const schema = await readFile(SCHEMA, 'utf8')
  await writeFile(edited, schema.replace(/^model Script \{$/m, 'model Script {\n  stars Int @default(0)'))
  expect(await sqlToReach(edited, database.url)).toContain('ALTER TABLE "script" ADD COLUMN     "stars" INTEGER')
})

test('a changed migration is noticed', async () => {
  const client = await openConnection(database.url)
  await client.query('alter table script drop column name; create index extra on job (kind)')
  await client.end()
  const sql = await sqlToReach(SCHEMA, database.url)
  expect(sql).toContain('ADD COLUMN     "name" TEXT NOT NULL')
  expect(sql).toContain('DROP INDEX "extra"')
})
