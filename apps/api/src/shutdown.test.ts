import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { createDatabase } from '@outlast/db'
import { expect, test } from 'vitest'
import { createHarness } from './testing/harness.ts'

const WAITS_FOR_LOCK = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`

test('a request whose caller has hung up is done to its end before the database is let go', async () => {
  const lines: string[] = []
  const logTo = new Writable({ write: (line, _encoding, done) => (lines.push(String(line)), done()) })
  const harness = await createHarness({ env: { LOG_LEVEL: 'debug', ROLE: 'api' }, logTo })
  const member = await harness.mint()
  const { pool } = harness.deps.database
  const beside = createDatabase({ url: harness.databaseUrl })
  const other = await beside.pool.connect()
  await other.query('begin')
  await other.query('lock table chat_session in access exclusive mode')

  const caller = new AbortController()
  const headers = { 'x-session-id': randomUUID() }
  const asking = member.fetch('/api/threads', { json: { title: 'Mine' }, headers, signal: caller.signal })
  while ((await pool.query(WAITS_FOR_LOCK)).rowCount === 0);
  caller.abort()
  await expect(asking).rejects.toThrow('aborted')
  while (!lines.some((line) => line.includes('hung_up'))) await pool.query('select')

  const closing = harness.deps.close(60)
  // Longer than it takes to close the rest: the database is there as long as somebody needs it.
  for (let turn = 0; turn < 300; turn += 1) await pool.query('select')
  await other.query('commit')
  await closing
  expect((await other.query('select title from thread')).rows).toEqual([{ title: 'Mine' }])
  expect(lines.filter((line) => /request_failed|requests_cut/.test(line))).toEqual([])
  other.release()
  await beside.close()
  await harness.close()
})
