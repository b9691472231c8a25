// How well the built-in manager sorts notes into blocks, and how fast: node manager.ts [--mistakes]
// manager/*.jsonl hold dumps of notes, the blocks that were there, and what is expected. Rules were tuned on tuning.jsonl
// alone; held-out.jsonl was written before there were any rules.
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
const quietly = { signal: new AbortController().signal, onProgress: () => undefined }

for (const half of ['held-out', 'tuning'].filter((name) => only === undefined || name === only)) await measure(half)
await time()

async function measure(half: string): Promise<void> {
  const dumps = readDumps(half)
  const score = emptyScore()
  for (const dump of dumps) {
    const sources = [{ type: 'text' as const, name: dump.name, text: dump.notes }]
    const managed = await manageNotes(
      { blocks: blocksOf(dump), sources, intent: undefined, agent_hints: undefined, user_context: undefined },
      quietly,
    )
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
  const request = {
    blocks,
    sources: [{ type: 'text' as const, name: 'notes', text: notes }],
    intent: undefined,
    agent_hints: undefined,
    user_context: undefined,
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const rounds: number[] = []
  let cpu = process.cpuUsage()
  let summary = ''
  for (let round = 0; round < 5; round += 1) {
    if (round === 1) {
      delay.enable()
      cpu = process.cpuUsage()
    }
    const start = performance.now()
    summary = (await manageNotes(request, quietly)).analysis.summary
    rounds.push(performance.now() - start)
  }
  delay.disable()
  const cpuS = process.cpuUsage(cpu).user / 1e6 / (rounds.length - 1)
  const [first = 0, ...others] = rounds
  console.log(`\n${notes.length.toLocaleString('en')} characters, ${blocks.length} blocks: ${summary}`)
  const median = others.sort((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0
  printTable(
    ['first run, s', 'median of the next 4, s', 'processor, s', 'event loop held up at most, ms'],
    [[(first / 1000).toFixed(2), (median / 1000).toFixed(2), cpuS.toFixed(2), (delay.max / 1e6).toFixed(0)]],
  )
}
