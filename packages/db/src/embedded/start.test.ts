import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConnection } from '../client.ts'
import { ask, kill, postmasterPid, scratch } from './fixtures/scratch.ts'
import { commandLine } from './postmaster.ts'

const { test: it, start, hold } = scratch()

test('what was written is there after a stop and a start, on the same URL', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 1 as one')
  await first.stop()
  const second = await start()
  expect(second).toMatchObject({ url: first.url, adopted: false })
  expect(await ask(second.url, 'select * from kept')).toEqual([{ one: 1 }])
})

test('stop really stops: no process is left, no connection is taken', async () => {
  const { url, stop } = await start()
  const pid = await postmasterPid(it.dataDir)
  const client = await openConnection(url)
  const ended = new Promise((resolve) => client.once('end', resolve))
  await stop()
  await ended
  expect(await commandLine(pid)).toBe('')
  await expect(openConnection(url)).rejects.toThrow(/ENOENT|ECONNREFUSED/)
  await stop()
})

test('writes are safe by default', async () => {
  const { url } = await hold()
  const settings = `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`
  expect(await ask(url, `${settings} and setting <> 'on'`)).toEqual([])
})

test('without the password nobody gets in', async () => {
  const url = new URL((await start()).url)
  url.password = 'wrong'
  await expect(openConnection(url.href)).rejects.toThrow('password authentication failed')
  const mode = (await stat(join(it.dataDir, 'postgres', 'password'))).mode & 0o777
  expect(mode.toString(8)).toBe('600')
})

test('a path that is too long for a socket gets a port of this machine, which stays the same', async () => {
  const long = join(it.dataDir, 'x'.repeat(100))
  const first = await start(long)
  expect(first.url).toMatch(/@127\.0\.0\.1:\d+\/outlast$/)
  expect(await ask(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  await first.stop()
  const { child, url } = await hold(long)
  expect(url).toBe(first.url)
  await kill(child)
  expect(await start(long)).toMatchObject({ url, adopted: true })
})

test('the data of another major version is refused in one sentence', async () => {
  await (await start()).stop()
  await writeFile(join(it.dataDir, 'postgres', 'data', 'PG_VERSION'), '15\n')
  await expect(start()).rejects.toThrow(
    `The data in ${it.dataDir} was made by PostgreSQL 15 and this version of Outlast brings PostgreSQL 18: `,
  )
})

test('a server that does not start says why', async () => {
  await (await start()).stop()
  await writeFile(join(it.dataDir, 'postgres', 'data', 'postgresql.conf'), 'no_such_setting = on\n')
  await expect(start()).rejects.toThrow(
    /^PostgreSQL doesn't start in .* \(configuration file .* contains errors\): see /,
  )
})

test('a data directory that is a file is refused in one sentence', async () => {
  it.isFirstStart = true
  const file = join(it.dataDir, 'file')
  await writeFile(file, '')
  await expect(start(file)).rejects.toThrow(`The data directory ${file} can't be read and written (EEXIST): `)
})
