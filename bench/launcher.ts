// What the kernel's walls cost: from a process being started to it being ready, and a run in it, through the launcher and as
// the same Deno started by itself: node launcher.ts [SAMPLES]
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { launch } from '../packages/sandbox/src/launch.ts'
import { defaultLimits } from '../packages/sandbox/src/limits.ts'
import { prepareGround } from '../packages/sandbox/src/os-wall/prepare-ground.ts'
import { ensureSnapshot } from '../packages/sandbox/src/snapshot.ts'
import { median } from './lib/numbers.ts'
import { SPREAD_HEAD, printTable, spreadRow } from './lib/table.ts'

const SAMPLES = Number(process.argv[2] ?? 60)
const TARGET_MS = 50
const NONCE = 'n'.repeat(32)
const CODES = { typescript: "console.log('up')", python: "print('up')" }

type Language = keyof typeof CODES
type Started = ChildProcessByStdio<Writable, Readable, Readable>
type Sample = { readyMs: number; runMs: number; cpuMs: number }

/** Of each language, what the launcher becomes at last. */
const commands = new Map<Language, string[]>()

const cacheDir = await mkdtemp(join(tmpdir(), 'outlast-bench-launcher-'))
const ground = await prepareGround(cacheDir)
const snapshot = await ensureSnapshot({ ...ground, closing: new AbortController().signal }, () => undefined)
console.log(`load average before the start: ${loadavg()[0]?.toFixed(2)}; walls: ${JSON.stringify(ground.walls)}\n`)
for (const language of ['typescript', 'python'] as const) await report(language)
await rm(cacheDir, { recursive: true })

async function report(language: Language): Promise<void> {
  const [walled, bare]: [Sample[], Sample[]] = [[], []]
  // One after the other in turn: what else the machine does meets both.
  for (let n = -5; n < SAMPLES; n += 1) {
    const behind = await measure(() => startWalled(language), language)
    const alone = await measure(() => startBare(language), language)
    if (n < 0) continue
    walled.push(behind)
    bare.push(alone)
  }
  const of = (samples: Sample[], part: keyof Sample): number[] => samples.map((sample) => sample[part])
  printTable(SPREAD_HEAD, [
    spreadRow(`${language}: started → ready, through the launcher`, of(walled, 'readyMs')),
    spreadRow('· by itself', of(bare, 'readyMs')),
    spreadRow('· processor until ready, through the launcher', of(walled, 'cpuMs')),
    spreadRow('· by itself', of(bare, 'cpuMs')),
    spreadRow('a run: sent → its first word, behind the walls', of(walled, 'runMs')),
    spreadRow('· without', of(bare, 'runMs')),
  ])
  const added = median(of(walled, 'readyMs')) - median(of(bare, 'readyMs'))
  console.log(
    `the launcher adds ${added.toFixed(1)} ms; target ≤ ${TARGET_MS}: ${added <= TARGET_MS ? 'met' : 'missed'}\n`,
  )
}

function startWalled(language: Language): Started {
  const { pyodide } = ground.paths
  const { memoryBytes, openFiles } = defaultLimits
  const limits = { memoryBytes: memoryBytes[language], openFiles }
  if (language === 'typescript') return launch(ground, { entry: 'run-script.js', args: [], readable: [], ...limits })
  const needed = [pyodide, snapshot]
  return launch(ground, { entry: 'run-python.js', args: needed, readable: needed, ...limits })
}

function startBare(language: Language): Started {
  const args = commands.get(language) ?? finalArgs(language)
  commands.set(language, args)
  const env = { NO_COLOR: '1', DENO_DIR: '/dev/null/x' }
  return spawn(ground.paths.deno, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: ground.emptyDir, env })
}

function finalArgs(language: Language): string[] {
  const walled = startWalled(language)
  walled.kill('SIGKILL')
  const { args }: { args: string[] } = JSON.parse(walled.spawnargs.at(-1) ?? '')
  return args.slice(1)
}

async function measure(start: () => Started, language: Language): Promise<Sample> {
  const startedAt = performance.now()
  const child = start()
  child.stdin.write(`${JSON.stringify({ nonce: NONCE })}\n`)
  await hear(child, '"ready"')
  const readyMs = performance.now() - startedAt
  const cpuMs = cpuOf(child.pid ?? 0)
  const sentAt = performance.now()
  child.stdin.write(`${JSON.stringify({ run: { language, code: CODES[language], stdin: '' } })}\n`)
  await hear(child, 'up')
  const runMs = performance.now() - sentAt
  child.kill('SIGKILL')
  await once(child, 'exit')
  return { readyMs, runMs, cpuMs }
}

async function hear(child: Started, word: string): Promise<void> {
  let heard = ''
  while (!heard.includes(word)) heard += String((await once(child.stdout, 'data'))[0])
}

/** What a process has used of the processors, at 100 ticks a second. */
function cpuOf(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
  return (Number(user) + Number(system)) * 10
}
