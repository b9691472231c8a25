// How well the built-in manager sorts notes into blocks, and how fast: node manager.ts [--half=NAME] [--mistakes]
// manager/*.jsonl hold dumps of notes, the blocks that were there, and what is expected. Rules were tuned on tuning.jsonl
// alone; held-out.jsonl was written before there were any rules, later.jsonl when they were done.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fiftyPages } from './lib/fifty-pages.ts'
import {
  KINDS,
  type Kind,
  type Score,
  addScore,
  blocksOf,
  emptyScore,
  predictionsOf,
  readDumps,
} from './lib/labelled-dumps.ts'
import { printTable } from './lib/table.ts'
import { manageNotes } from '../apps/api/src/features/baskets/manager/built-in/manage.ts'

const showMistakes = process.argv.includes('--mistakes')
const only = process.argv.find((argument) => argument.startsWith('--half='))?.slice('--half='.length)
const UNASKED = { intent: undefined, agent_hints: undefined, user_context: undefined }
const quietly = { signal: new AbortController().signal, onProgress: () => undefined }

for (const half of ['held-out', 'later', 'tuning'].filter((name) => only === undefined || name === only))
  await measure(half)
await time()

async function measure(half: string): Promise<void> {
  const dumps = readDumps(half)
  const score = emptyScore()
  for (const dump of dumps) {
    const sources = [{ type: 'text' as const, name: dump.name, text: dump.notes }]
    const managed = await manageNotes({ ...UNASKED, blocks: blocksOf(dump), sources }, quietly)
    addScore(score, dump, predictionsOf(managed))
  }
  console.log(`\n${half}: ${dumps.length} dumps`)
  printTable(
    ['', 'precision', 'recall', 'right', 'wrong', 'missed'],
    [...KINDS.map((kind) => rowOf(score, [kind], kind)), rowOf(score, KINDS, 'all')],
  )
  console.log(`Types of new blocks: ${score.types.right} of ${score.types.of}`)
  if (showMistakes) for (const mistake of score.mistakes) console.log(`  ${mistake}`)
}

function rowOf({ right, wrong, missed }: Score, kinds: readonly Kind[], name: string): string[] {
  const sum = (counts: Map<Kind, number>): number => kinds.reduce((total, kind) => total + (counts.get(kind) ?? 0), 0)
  const [r, w, m] = [sum(right), sum(wrong), sum(missed)]
  return [name, (r / (r + w)).toFixed(3), (r / (r + m)).toFixed(3), String(r), String(w), String(m)]
}

/** 50 pages of notes against 200 blocks: how long it takes, and how long it keeps the event loop from others. */
async function time(): Promise<void> {
  const { notes, blocks } = fiftyPages()
  const request = { ...UNASKED, blocks, sources: [{ type: 'text' as const, name: 'notes', text: notes }] }
  const run = async (): Promise<number> => {
    const start = performance.now()
    await manageNotes(request, quietly)
    return performance.now() - start
  }
  const first = await run()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const before = process.cpuUsage()
  const others = [await run(), await run(), await run(), await run()]
  const cpuS = process.cpuUsage(before).user / 1e6 / others.length
  delay.disable()
  const median = others.sort((a, b) => a - b)[2] ?? 0
  const { summary } = (await manageNotes(request, quietly)).analysis
  console.log(`\n${notes.length.toLocaleString('en')} characters, ${blocks.length} blocks: ${summary}`)
  printTable(
    ['first run, s', 'median of the next 4, s', 'processor, s', 'event loop held up at most, ms'],
    [[(first / 1000).toFixed(2), (median / 1000).toFixed(2), cpuS.toFixed(2), (delay.max / 1e6).toFixed(0)]],
  )
}
