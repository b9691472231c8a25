import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compileRunner } from '../compile-runner.ts'
import { findInstallPaths } from '../install-paths.ts'
import { removeOldHomes } from './old-homes.ts'
import { publicHome } from './public-home.ts'

const dir = await mkdtemp(join(tmpdir(), 'outlast-home-'))
const installed = findInstallPaths()
const paths = { ...installed, runner: await compileRunner(installed.runner, dir) }
afterAll(() => rm(dir, { recursive: true }))

test('what lies below a closed folder is copied once to where everyone may read it, and nobody else write', async () => {
  const place = join(dir, 'place')
  const closed = { paths, cacheDir: dir, emptyDir: join(dir, 'empty') }
  await mkdir(closed.emptyDir)
  // As an umask of 0 has them.
  await chmod(join(paths.runner, 'launcher.js'), 0o666)
  const [home, second] = await Promise.all([publicHome(closed, [place]), publicHome(closed, [place])])
  expect(home).toEqual(second)
  expect(await readdir(place)).toHaveLength(1)
  const { paths: there, emptyDir } = home
  for (const path of [
    there.deno,
    there.pyodide,
    there.runner,
    ...there.modules,
    emptyDir,
    join(there.runner, 'launcher.js'),
  ]) {
    expect(path.startsWith(place)).toBe(true)
    expect((await stat(path)).mode & 0o026).toBe(0o004)
  }
})

test('a place where others may write could hold another program, and is not taken', async () => {
  const place = join(dir, 'shared')
  await mkdir(place)
  await chmod(place, 0o777)
  const closed = { paths, cacheDir: dir, emptyDir: dir }
  await expect(publicHome(closed, [place])).rejects.toThrow('can hold')
})

test('homes of other versions are removed once nothing was started on them for a day and nothing runs from them', async () => {
  const place = join(dir, 'versions')
  const [ours, fresh, old, busy] = ['sandbox-ours', 'sandbox-fresh', 'sandbox-old', 'sandbox-busy'].map((name) =>
    join(place, name),
  )
  if (!ours || !fresh || !old || !busy) throw new Error('There are four.')
  const yesterday = new Date(Date.now() - 2 * 86_400_000)
  for (const home of [ours, fresh, old, busy, join(place, 'other')]) await mkdir(home, { recursive: true })
  const program = join(busy, 'sleep')
  await copyFile('/bin/sleep', program)
  for (const home of [ours, old, busy, join(place, 'other')]) await utimes(home, yesterday, yesterday)
  const sleeper = spawn(program, ['60'])
  await once(sleeper, 'spawn')
  expect(await removeOldHomes(ours)).toEqual(['sandbox-old'])
  sleeper.kill()
  await once(sleeper, 'exit')
  expect(await removeOldHomes(ours)).toEqual(['sandbox-busy'])
  expect((await readdir(place)).sort()).toEqual(['other', 'sandbox-fresh', 'sandbox-ours'])
})
