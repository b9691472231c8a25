import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isRoot } from './account.ts'
import { ask, gone, kill, postmasterPid, scratch } from './fixtures/scratch.ts'
import { commandLine } from './postmaster.ts'

const { test: it, start, hold } = scratch()

test('a second owner is refused in one sentence that names the first, which goes on', async () => {
  const { child, url } = await hold()
  await expect(start()).rejects.toThrow(
    `The data directory ${it.dataDir} is in use by process ${child.pid}: stop that one first, or set DATA_DIR to another directory.`,
  )
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two first starts at once one owns the directory and the other is refused', async () => {
  it.isFirstStart = true
  const both = await Promise.all([hold(), hold()])
  const owner = both.find(({ error }) => error === undefined)
  expect(both.flatMap(({ error }) => error ?? [])).toEqual([
    expect.stringContaining(`is in use by process ${owner?.child.pid}:`),
  ])
  expect(await ask(owner?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
})

test('the server of an owner that was killed is taken over at once, with its data and its URL', async () => {
  const { child, url } = await hold()
  await ask(url, 'create table kept as select 1 as one')
  const pid = await postmasterPid(it.dataDir)
  await kill(child)
  const next = await start()
  expect(next).toMatchObject({ url, adopted: true })
  expect(await postmasterPid(it.dataDir)).toBe(pid)
  expect(await ask(next.url, 'select * from kept')).toEqual([{ one: 1 }])
  await next.stop()
  expect(await commandLine(pid)).toBe('')
})

test('a directory that was moved under a surviving server is taken over and stopped all the same', async () => {
  const [old, moved] = [join(it.dataDir, 'old'), join(it.dataDir, 'moved')]
  const { child } = await hold(old)
  const pid = await postmasterPid(old)
  await kill(child)
  await rename(old, moved)
  const next = await start(moved)
  expect(next.adopted).toBe(true)
  await next.stop()
  expect(await commandLine(pid)).toBe('')
})

test('an owner that gets SIGTERM stops its server', async () => {
  const { child } = await hold()
  const pid = await postmasterPid(it.dataDir)
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  expect(await commandLine(pid)).toBe('')
})

test('a server that died is started again under the same owner, and the lock with it', async () => {
  const { child, url } = await hold()
  const pid = await postmasterPid(it.dataDir)
  process.kill(pid, 'SIGKILL')
  await gone(pid)
  const answer = () => ask(url, 'select 1 as one').catch(() => null)
  await expect.poll(answer, { timeout: 20_000 }).toEqual([{ one: 1 }])
  await expect(start()).rejects.toThrow(`is in use by process ${child.pid}:`)
})

/** Owner and server are killed; the answer is the path of the postmaster.pid that stays behind. */
async function crash(): Promise<string> {
  const { child, url } = await hold()
  await ask(url, 'create table kept as select 1 as one')
  const pid = await postmasterPid(it.dataDir)
  await kill(child)
  process.kill(pid, 'SIGKILL')
  await gone(pid)
  return join(it.dataDir, 'postgres', 'data', 'postmaster.pid')
}

test('a postmaster.pid whose process is gone does not keep the server from starting', async () => {
  await crash()
  const next = await start()
  expect(next.adopted).toBe(false)
  expect(await ask(next.url, 'select * from kept')).toEqual([{ one: 1 }])
})

test('a postmaster.pid whose id another program has now does not keep the server from starting', async () => {
  const file = await crash()
  // Of the same account: PostgreSQL itself takes everybody else's for stale.
  const { uid, gid } = await stat(file)
  const other = spawn('sleep', ['600'], isRoot() ? { uid, gid } : {})
  it.undo.push(() => other.kill())
  await once(other, 'spawn')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(other.pid)))
  const next = await start()
  expect(await ask(next.url, 'select * from kept')).toEqual([{ one: 1 }])
  expect(other.exitCode).toBe(null)
})
