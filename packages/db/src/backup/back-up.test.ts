import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createDatabase } from '../client.ts'
import { startEmbeddedPostgres } from '../embedded/start.ts'
import { backUp, restore } from './back-up.ts'

const dir = await mkdtemp(join(tmpdir(), 'outlast-backup-'))
afterAll(() => rm(dir, { recursive: true, force: true }))

test('a backup of a busy database holds all that was committed before it, and what came later is whole or not there', async () => {
  const [from, to, file] = ['from', 'to', 'backup.tar'].map((name) => join(dir, name)) as [string, string, string]
  const server = await startEmbeddedPostgres({ dataDir: from })
  const database = createDatabase({ url: server.url })
  await database.pool.query('create table pair (n int, half int)')
  let written = 0
  let writing = true
  const write = async () => {
    while (writing) await database.pool.query('insert into pair values ($1, 1), ($1, 2)', [++written])
  }
  const writers = [write(), write()]
  await writeFile(join(from, 'note.txt'), 'beside')
  const before = written
  await backUp(from, file)
  writing = false
  await Promise.all(writers)
  await expect(backUp(from, file)).rejects.toThrow('is there already')
  // Nobody else on the machine may read it.
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await database.close()
  await server.stop()

  await restore(to, file)
  await expect(restore(to, file)).rejects.toThrow('already')
  const restored = await startEmbeddedPostgres({ dataDir: to })
  const copy = createDatabase({ url: restored.url })
  const { rows } = await copy.pool.query<{ pairs: number; halves: number }>(
    'select count(distinct n)::int as pairs, count(*)::int as halves from pair',
  )
  await copy.close()
  await restored.stop()
  const [{ pairs, halves } = { pairs: 0, halves: 0 }] = rows
  expect(pairs).toBeGreaterThanOrEqual(before)
  expect(halves).toBe(2 * pairs)
}, 60_000)

test('nothing runs there, or it is no backup: one sentence, and nothing is written', async () => {
  await expect(backUp(join(dir, 'nowhere'), join(dir, 'none.tar'))).rejects.toThrow('No database runs in')
  const other = join(dir, 'other.tar')
  await writeFile(other, 'something else')
  await expect(restore(join(dir, 'empty'), other)).rejects.toThrow("can't be read as a backup")
})
