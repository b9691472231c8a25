import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChild } from '../child.ts'
import { executeRun } from '../execute-run.ts'
import { defaultLimits } from '../limits.ts'
import type { LaunchPlan } from '../launch.ts'
import { type Nursery, openNursery } from '../nursery.ts'
import { ensureSnapshot } from '../snapshot.ts'
import { testCacheDir } from '../test-run.ts'
import { files } from './files.ts'
import { network } from './network.ts'
import { probeProgram } from './probe.ts'
import { processes } from './processes.ts'
import { python, pythonProgram } from './python.ts'
import { syscalls } from './syscalls.ts'
import { openTargets, type Targets } from './targets.ts'

/** Deno's flags when wall 1 is taken away on purpose. */
const everythingAllowed = ['--allow-all', '--unstable-kv', '--unstable-net']

let nursery: Nursery
let targets: Targets
beforeAll(async () => {
  process.env['OUTLAST_PROBE'] = 'secret'
  const cacheDir = join(testCacheDir, 'probes')
  await mkdir(cacheDir, { recursive: true })
  nursery = await openNursery(cacheDir, () => undefined)
  targets = await openTargets(join(nursery.launchDeps.paths.runner, 'run-script.js'))
})
afterAll(async () => {
  await nursery.close(Promise.resolve())
  await targets.close()
})

const javascript = { files, network, processes, syscalls }
const count = Object.keys({ ...files, ...network, ...processes, ...syscalls, ...python }).length

test('there are at least 150 attempts', () => expect(count).toBeGreaterThanOrEqual(150))

const ways: [name: string, permissions: string[] | undefined][] = [
  ['as shipped', undefined],
  ['with wall 1 taken away', everythingAllowed],
]
describe.each(ways)('%s', (_way, permissions) => {
  // The tables of numbers that these probes use are those of x86-64; without the kernel's walls, wall 1 is all there is.
  const wall2 = permissions !== undefined
  test.each(Object.entries(javascript))('nothing is got: %s', async (name, probes) => {
    if (wall2 && (process.platform !== 'linux' || (name === 'syscalls' && process.arch !== 'x64'))) return
    const found = await probe('javascript', probeProgram(probes, targets.target), { permissions })
    expect(Object.keys(found)).toEqual(Object.keys(probes))
    expect(gotten(found)).toEqual([])
  })

  test('nothing is got: Python', async () => {
    if (wall2 && process.platform !== 'linux') return
    const found = await probe('python', pythonProgram(targets.target), { permissions })
    expect(Object.keys(found)).toEqual(Object.keys(python))
    expect(gotten(found)).toEqual([])
  })
})

test.each(Object.entries({ files, network, processes }))(
  'most attempts get what they want where no wall stands, so they are real: %s',
  async (_name, probes) => {
    const { deno } = nursery.launchDeps.paths
    // Nothing holds these back: what they would do to the runner they do to a file of their own.
    const program = probeProgram(probes, { ...targets.target, runner: targets.target.module })
    const { stdout } = await promisify(execFile)(deno, ['eval', '--no-lock', ...everythingAllowed.slice(1), program], {
      cwd: targets.target.open,
    })
    expect(gotten(JSON.parse(lineOf(stdout))).length).toBeGreaterThan(Object.keys(probes).length * 0.6)
  },
)

test.runIf(process.platform === 'linux')('whoever becomes another program is ended by the kernel', async () => {
  const code = `const { symbols } = Deno.dlopen('libc.so.6', { execv: { parameters: ['buffer', 'pointer'], result: 'i32' } })
symbols.execv(new TextEncoder().encode('/bin/true\\0'), null)`
  expect(await outcomeOf('javascript', code, { permissions: everythingAllowed })).toMatchObject({
    status: 'failed',
    detail: expect.stringContaining('SIGSYS'),
  })
})

const kernelMemory = {
  'page tables of empty pages': `const start = BigInt(Deno.UnsafePointer.value(symbols.mmap(null, 2n ** 38n, 1, 0x4022, -1, 0n)))
for (let at = 0n; at < 2n ** 38n; at += 2n ** 21n) new Deno.UnsafePointerView(Deno.UnsafePointer.create(start + at)).getUint8()`,
  threads: `const [attributes, sleep] = [new Uint8Array(64), symbols.dlsym(null, new TextEncoder().encode('sleep\\0'))]
symbols.pthread_attr_init(attributes)
symbols.pthread_attr_setstacksize(attributes, 16_384n)
for (let count = 0; count < 8_000; count++)
  if (symbols.pthread_create(new Uint8Array(8), attributes, sleep, Deno.UnsafePointer.create(1_000n)) !== 0) throw new Error('no more')`,
}

test.runIf(process.platform === 'linux').each(Object.entries(kernelMemory))(
  'what the kernel holds for a program ends it, too: %s',
  async (_name, code) => {
    const open = `const { symbols } = Deno.dlopen('libc.so.6', {
  mmap: { parameters: ['pointer', 'usize', 'i32', 'i32', 'i32', 'i64'], result: 'pointer' },
  dlsym: { parameters: ['pointer', 'buffer'], result: 'pointer' },
  pthread_attr_init: { parameters: ['buffer'], result: 'i32' },
  pthread_attr_setstacksize: { parameters: ['buffer', 'usize'], result: 'i32' },
  pthread_create: { parameters: ['buffer', 'buffer', 'pointer', 'pointer'], result: 'i32' },
})`
    const way = { permissions: everythingAllowed, memoryBytes: 200 * 1_048_576 }
    const outcome = await outcomeOf(
      'javascript',
      `${open}\n${code}\nawait new Promise(() => setInterval(() => {}, 100))`,
      way,
    )
    // With a user of its own it may not even have so many threads.
    expect(outcome).toMatchObject({ status: 'failed', detail: expect.stringMatching(/MiB|no more/) })
  },
)

function gotten(found: Record<string, string>): string[] {
  return Object.entries(found).flatMap(([name, what]) => (what.startsWith('refused') ? [] : [`${name}: ${what}`]))
}

type Way = { permissions: string[] | undefined; onText?: (text: string) => void; memoryBytes?: number }

async function probe(language: 'javascript' | 'python', code: string, way: Way): Promise<Record<string, string>> {
  let stdout = ''
  const outcome = await outcomeOf(language, code, { ...way, onText: (text) => (stdout += text) })
  return JSON.parse(lineOf(stdout, outcome))
}

function lineOf(stdout: string, outcome?: unknown): string {
  const line = stdout.split('\n').find((one) => one.startsWith('{'))
  if (line === undefined) throw new Error(`No answer: ${JSON.stringify(outcome)} ${stdout}`)
  return line
}

async function outcomeOf(language: 'javascript' | 'python', code: string, { permissions, onText, memoryBytes }: Way) {
  const child = await startChild(nursery.launchDeps, await planFor(language, permissions), () => undefined)
  return executeRun(
    {
      child,
      limits: defaultLimits,
      memoryBytes: memoryBytes ?? defaultLimits.memoryBytes.python,
      signal: new AbortController().signal,
      onEvent: () => undefined,
    },
    { language, code, timeoutMs: 60_000 },
    {
      signal: new AbortController().signal,
      onOutput: ({ text }) => onText?.(text),
      onProgress: () => undefined,
      saveCheckpoint: async () => undefined,
      loadCheckpoint: async () => null,
    },
  )
}

async function planFor(language: 'javascript' | 'python', permissions: string[] | undefined): Promise<LaunchPlan> {
  const shared = {
    memoryBytes: defaultLimits.memoryBytes.python,
    openFiles: 128,
    ...(permissions ? { permissions } : {}),
  }
  if (language === 'javascript') return { ...shared, entry: 'run-script.js', args: [], readable: [] }
  const { pyodide } = nursery.launchDeps.paths
  const snapshot = await ensureSnapshot(nursery.launchDeps, () => undefined)
  return { ...shared, entry: 'run-python.js', args: [pyodide, snapshot], readable: [pyodide, snapshot] }
}
