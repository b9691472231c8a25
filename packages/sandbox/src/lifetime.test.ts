import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test, vi } from 'vitest'
import { prepareGround } from './os-wall/prepare-ground.ts'
import { openOrphanRegister } from './orphans.ts'
import type { SandboxEvent } from './index.ts'
import { ensureSnapshot } from './snapshot.ts'
import { childPids, isAlive, openTestSandbox, runCode, testCacheDir } from './test-run.ts'

const dir = await mkdtemp(join(tmpdir(), 'outlast-lifetime-'))
afterAll(() => rm(dir, { recursive: true }))
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 10 })

const host = `
import { createSandbox } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
const [cacheDir, language, code] = process.argv.slice(1)
const sandbox = await createSandbox({ cacheDir, warm: { typescript: 0, python: 0 } })
const hooks = { signal: new AbortController().signal, onOutput: () => console.log('up'), onProgress() {}, async saveCheckpoint() {}, async loadCheckpoint() {} }
await sandbox.run({ language, code, timeoutMs: 60_000 }, hooks)`

test.skipIf(process.platform !== 'linux').each([
  ['javascript', "console.log('up')\nwhile (true) {}"],
  ['python', "print('up')\nwhile True: pass"],
])('an endless program dies with its host, which was killed (%s)', async (language, code) => {
  const killed = spawn(process.execPath, ['--input-type=module', '-e', host, testCacheDir, language, code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(killed.stdout), 'line')
  const [pid] = childPids(killed.pid)
  expect(pid && isAlive(pid)).toBe(true)
  killed.kill('SIGKILL')
  await eventually(() => expect(isAlive(pid ?? 0)).toBe(false))
})

test('a child whose host is gone is killed at the next start, and a foreign process with its pid is not', async () => {
  const children = join(dir, 'children')
  const register = await openOrphanRegister(children)
  const child = spawn('sleep', ['60'], { detached: true })
  const exited = once(child, 'exit')
  const pid = child.pid ?? 0
  await register.add(pid)
  expect(await register.killOrphans()).toEqual([])
  await writeFile(
    join(children, '1'),
    JSON.stringify({ host: { pid: 1, startedAt: 'never' }, child: { pid: 1, startedAt: 'never' } }),
  )
  expect(await register.killOrphans()).toEqual([])
  const entry = JSON.parse(await readFile(join(children, String(pid)), 'utf8'))
  await writeFile(
    join(children, String(pid)),
    JSON.stringify({ ...entry, host: { ...entry.host, startedAt: 'earlier' } }),
  )
  expect(await register.killOrphans()).toEqual([pid])
  expect((await exited)[1]).toBe('SIGKILL')
  expect(await readdir(children)).toEqual([])
})

test('a pool of none starts a process when it is asked for, and a burst starts one for each run', async () => {
  const sandbox = await openTestSandbox({ warm: { typescript: 0, python: 0 } })
  const runs = await Promise.all([1, 2, 3].map((n) => runCode(sandbox, ['javascript', `${n} * 2`])))
  expect(runs.map(({ outcome }) => outcome)).toMatchObject(
    [2, 4, 6].map((json) => ({ status: 'completed', result: { json } })),
  )
  expect(sandbox.status().warm).toEqual({ typescript: 0, python: 0 })
  await sandbox.close()
})

test('a warm process that dies is replaced, with a growing delay', async () => {
  const events: SandboxEvent[] = []
  const sandbox = await openTestSandbox({ onEvent: (event) => events.push(event) })
  for (const expected of [100, 200]) {
    await eventually(() => expect(sandbox.status().warm.typescript).toBe(1))
    const pid = await vi.waitUntil(() => childPids()[0], { timeout: 15_000 })
    process.kill(pid, 'SIGKILL')
    await eventually(() => expect(events.at(-1)).toMatchObject({ type: 'process_failed', retryInMs: expected }))
  }
  await eventually(() => expect(sandbox.status().warm.typescript).toBe(1))
  expect((await runCode(sandbox, ['javascript', '1'])).outcome.status).toBe('completed')
  await sandbox.close()
})

test('closing kills what runs, and leaves no process behind', async () => {
  const sandbox = await openTestSandbox({ warm: { typescript: 2, python: 0 } })
  const started = Promise.withResolvers<void>()
  const run = runCode(sandbox, ['javascript', 'console.log(1)\nwhile (true) {}'], { onOutput: () => started.resolve() })
  await started.promise
  await sandbox.close()
  expect((await run).outcome.status).toBe('cancelled')
  await eventually(() => expect(childPids()).toEqual([]))
  await expect(sandbox.run({ language: 'javascript', code: '', timeoutMs: 1 }, {} as never)).rejects.toThrow('closed')
})

test('builders of the snapshot at the same time leave one whole file, and a missing runtime is an error that is told', async () => {
  const cacheDir = join(dir, 'snapshots')
  await mkdir(cacheDir)
  const deps = { ...(await prepareGround(dir)), cacheDir, closing: new AbortController().signal }
  const [first, second] = await Promise.all([ensureSnapshot(deps, () => {}), ensureSnapshot(deps, () => {})])
  expect(first).toBe(second)
  expect(await readdir(cacheDir)).toHaveLength(1)
  const broken = { ...deps, cacheDir: join(dir, 'none'), paths: { ...deps.paths, pyodide: dir } }
  await expect(ensureSnapshot(broken, () => {})).rejects.toThrow('could not be made')
  expect(await readdir(broken.cacheDir)).toEqual([])
})

test('a python run that waits for its snapshot can be cancelled', async () => {
  const sandbox = await openTestSandbox({ cacheDir: join(dir, 'waiting'), warm: { typescript: 0, python: 0 } })
  const controller = new AbortController()
  const run = runCode(sandbox, ['python', '1'], { signal: controller.signal })
  controller.abort()
  expect((await run).outcome).toEqual({ status: 'cancelled', executionTimeMs: 0 })
  await sandbox.close()
})
