import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { canEnter, isRoot } from './account.ts'
import { ask, HOLD, kill, scratch } from './fixtures/scratch.ts'

const ORDINARY = { uid: 65_534, gid: 65_534 }

const { test: it, start, hold } = scratch()

describe.runIf(isRoot())('as root', () => {
  test('below a 0700 home the data is in DATA_DIR, another account owns it, and the home stays closed', async () => {
    it.isFirstStart = true
    const dataDir = join(it.dataDir, 'app', '.data')
    const { url } = await start(dataDir)
    await ask(url, 'create table kept as select generate_series(1, 100000) as n')
    await ask(url, 'checkpoint')
    expect(await canEnter(dataDir, ORDINARY)).toBe(false)
    expect(((await stat(it.dataDir)).mode & 0o777).toString(8)).toBe('700')
    expect((await stat(join(dataDir, 'postgres', 'data', 'base'))).uid).not.toBe(0)
  })

  test('what root writes is in folders that the account of PostgreSQL may not write to', async () => {
    it.isFirstStart = true
    await start()
    expect(await stat(join(it.dataDir, 'postgres'))).toMatchObject({ uid: 0, mode: 0o40711 })
    for (const name of ['password', 'postgres.log']) {
      expect(await stat(join(it.dataDir, 'postgres', name))).toMatchObject({ uid: 0, mode: 0o100600 })
    }
  })

  test('where others may go, PostgreSQL uses the path itself', async () => {
    await chmod(it.dataDir, 0o755)
    const { url } = await start()
    expect(await ask(url, 'show data_directory')).toEqual([{ data_directory: join(it.dataDir, 'postgres', 'data') }])
  })

  test('a backup that was put back as root is given to the account', async () => {
    const { stop, url } = await start()
    await ask(url, 'create table kept as select 1 as one')
    await stop()
    expect(await once(spawn('chown', ['-R', '0:0', it.dataDir]), 'exit')).toEqual([0, null])
    expect(await ask((await start()).url, 'select * from kept')).toEqual([{ one: 1 }])
  })
})

// The ordinary user of these tests must be able to read this repository and the program that runs it.
const places = [dirname(HOLD), dirname(process.execPath)]
const readable = (await Promise.all(places.map((place) => canEnter(place, ORDINARY)))).every(Boolean)

describe.runIf(isRoot() && readable)('an ordinary user', () => {
  beforeEach(async () => {
    it.isFirstStart = true
    await chown(it.dataDir, ORDINARY.uid, ORDINARY.gid)
  })

  test('runs PostgreSQL as itself; root may take it over, and the user again', async () => {
    const first = await hold(it.dataDir, ORDINARY)
    await ask(first.url, 'create table kept as select 1 as one')
    await kill(first.child)
    const second = await hold(it.dataDir, ORDINARY)
    expect(second).toMatchObject({ adopted: true, url: first.url })
    await kill(second.child)

    const root = await start()
    expect(root.adopted).toBe(true)
    await root.stop()
    await (await start()).stop()

    const third = await hold(it.dataDir, ORDINARY)
    expect(third).toMatchObject({ adopted: false, url: first.url })
    expect(await ask(third.url, 'select * from kept')).toEqual([{ one: 1 }])
  })

  test('is told which folder it may not use', async () => {
    const closed = join(it.dataDir, 'closed')
    await mkdir(closed, { mode: 0o700 })
    expect((await hold(closed, ORDINARY)).error).toBe(
      `StartupError: The data directory ${closed} can't be read and written (EACCES): ` +
        'make room in it or make it belong to the user that runs Outlast, or set DATA_DIR to another directory.',
    )
  })
})
