// Click to first output through HTTP with a warm pool, part by part, beside a cold process for each click:
// node http.ts [SAMPLES]
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Api, follow, hasPrinted, now, withApi, startRun, untilWarm } from './lib/api.ts'
import { withDatabase } from './lib/database.ts'
import { median } from './lib/numbers.ts'
import { SPREAD_HEAD, printTable, spreadRow } from './lib/table.ts'
import { openConnection } from '../packages/db/src/index.ts'
import { findInstallPaths } from '../packages/sandbox/src/install-paths.ts'

const SAMPLES = Number(process.argv[2] ?? 150)
const WARM_UP = 10
const TARGET_MS = { typescript: 30, python: 45 }

const CODE = { typescript: `console.log('hello')`, python: `print('hello')` }
type Language = keyof typeof CODE

const PARTS = ['accept', 'claim', 'sandbox', 'flush', 'deliver'] as const
type Click = Record<(typeof PARTS)[number] | 'total', number>

/** When the database told of something, by its text; every commit of a job tells of it. */
type Heard = { text: string; at: number }

await withDatabase(async (_database, url) => {
  const listener = await openConnection(url)
  const heard: Heard[] = []
  listener.on('notification', ({ payload }) => heard.push({ text: payload ?? '', at: now() }))
  await listener.query('LISTEN outlast')
  await withApi({ DATABASE_URL: url }, async (api) => {
    for (const language of ['typescript', 'python'] as const) await measure(api, language, heard)
  })
  await listener.end()
})

async function measure(api: Api, language: Language, heard: Heard[]): Promise<void> {
  const clicks: Click[] = []
  for (let sample = -WARM_UP; sample < SAMPLES; sample += 1) {
    await untilWarm(api, { typescript: 2, python: 1 })
    heard.length = 0
    const click = await clickOnce(api, language, heard)
    if (sample >= 0) clicks.push(click)
  }
  const total = clicks.map((click) => click.total)
  console.log(`\n${language}, warm pool, held GET sent right after the 202:\n`)
  printTable(SPREAD_HEAD, [
    spreadRow('click to first output', total),
    ...PARTS.map((part) =>
      spreadRow(
        `· ${part}`,
        clicks.map((click) => click[part]),
      ),
    ),
  ])
  const target = TARGET_MS[language]
  console.log(`\ntarget: p50 ≤ ${target} ms: ${median(total) <= target ? 'met' : 'missed'}`)
  await comparePeers(language, median(total))
}

/**
 * accept: request sent → job committed and its wake-up heard. claim: → committed as running. sandbox: → the engine has
 * the first line (its own clock, whole ms). flush: → that line committed. deliver: → the held request answered.
 */
async function clickOnce(api: Api, language: Language, heard: Heard[]): Promise<Click> {
  const clickedAt = now()
  const jobId = await startRun(api, { language, code: CODE[language] })
  const seen = await follow(api, jobId, hasPrinted)
  const deliveredAt = now()
  await follow(api, jobId, ({ status }) => status === 'completed')
  const [claimedAt = NaN, flushedAt = NaN] = heard.filter(({ text }) => text === `jobs:${jobId}`).map(({ at }) => at)
  const acceptedAt = heard.find(({ text }) => text === 'wake:code.run')?.at ?? NaN
  const saidAt = Date.parse(seen.log[0]?.at ?? '')
  return {
    total: deliveredAt - clickedAt,
    accept: acceptedAt - clickedAt,
    claim: claimedAt - acceptedAt,
    sandbox: saidAt - claimedAt,
    flush: flushedAt - saidAt,
    deliver: deliveredAt - flushedAt,
  }
}

/** What one gets without a queue, a log or a warm pool: a process for each click. */
async function comparePeers(language: Language, ours: number): Promise<void> {
  const peers: Record<string, [string, string[]]> =
    language === 'typescript'
      ? { 'deno run, cold': [findInstallPaths().deno, ['eval', '--ext=ts', CODE.typescript]] }
      : { 'python3, cold, no sandbox': [pythonPath(), ['-c', CODE.python]] }
  for (const [name, [command, args]] of Object.entries(peers)) {
    const samples: number[] = []
    for (let sample = 0; sample < 30; sample += 1) samples.push(await firstOutput(command, args))
    console.log(
      `beside it, ${name}: p50 ${median(samples).toFixed(1)} ms; ours takes ${(ours / median(samples)).toFixed(2)} of that`,
    )
  }
}

/** The interpreter itself: what is on PATH may be a script that looks for it. */
function pythonPath(): string {
  return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
}

async function firstOutput(command: string, args: string[]): Promise<number> {
  const startedAt = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  const ms = performance.now() - startedAt
  await exited
  return ms
}
