// Speed of each tokenizer on 5 MB of English-like text, beside tiktoken (WASM), gpt-tokenizer and Intl.Segmenter, on
// inputs that are made to be slow, and what the event loop feels of it: node tokenizers.ts [MEGABYTES]
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { get_encoding } from 'tiktoken'
import { loadVocabulary } from '../packages/knowledge/src/tokenize/bpe/vocabulary.ts'
import { cutText } from '../packages/knowledge/src/tokenize/cut-text.ts'
import { createTokenizers } from '../packages/knowledge/src/tokenize/create-tokenizers.ts'
import { pageOfTokens } from '../packages/knowledge/src/tokenize/page-of-tokens.ts'
import { TOKENIZERS } from '../packages/knowledge/src/tokenize/tokenizer.ts'
import { createThreads } from '../packages/knowledge/src/threads/threads.ts'
import { median } from './lib/numbers.ts'
import { printTable } from './lib/table.ts'
import { englishLike } from './lib/english-like.ts'

/** tiktoken remembers no words from text to text, gpt-tokenizer and we do: this is ours without. */
const COLD_BPE = 'bpe, nothing remembered'

const MEGABYTES = Number(process.argv[2] ?? 5)
const RUNS = 7
const TARGET = { wordMbS: 20, charMbS: 20, bpeRatio: 1.2, delayMs: 50 }

const text = englishLike(MEGABYTES * 1e6)
const bytes = Buffer.byteLength(text)

const tiktoken = get_encoding('o200k_base')
const speeds = await measureSpeeds()
await measurePages()
await measureSlowInputs()
await measureDelay()

async function measureSpeeds(): Promise<Map<string, number>> {
  const peers: Record<string, () => number> = {
    'tiktoken 1.0.22, encode': () => tiktoken.encode(text, [], []).length,
    'gpt-tokenizer 4.0.0, encode': () => encode(text, { disallowedSpecial: new Set() }).length,
    'Intl.Segmenter, word': () => countSegments('word'),
    'Intl.Segmenter, grapheme': () => countSegments('grapheme'),
    'Intl.Segmenter, sentence': () => countSegments('sentence'),
  }
  const calls = new Map<string, () => number | Promise<number>>(Object.entries(peers))
  for (const name of TOKENIZERS) calls.set(name, async () => (await cutText(text, { name })).count)
  calls.set(COLD_BPE, async () => {
    const { known } = await loadVocabulary('o200k_base')
    known.clear()
    return (await cutText(text, { name: 'bpe' })).count
  })
  const { seconds, counts } = await runInTurns(calls)
  const speeds = new Map(Array.from(calls.keys(), (name) => [name, bytes / 1e6 / median(seconds.get(name) ?? [])]))
  const beside: Record<string, string[]> = {
    word: ['Intl.Segmenter, word'],
    char: ['Intl.Segmenter, grapheme'],
    sentence: ['Intl.Segmenter, sentence'],
    bpe: ['tiktoken 1.0.22, encode', 'gpt-tokenizer 4.0.0, encode'],
    [COLD_BPE]: ['tiktoken 1.0.22, encode'],
  }
  console.log(`${(bytes / 1e6).toFixed(1)} MB of English-like text, median of ${RUNS}, all in turns:\n`)
  const row = (name: string): string[] => [
    name,
    (speeds.get(name) ?? NaN).toFixed(1),
    String(counts.get(name)),
    (beside[name] ?? []).map((peer) => `${ratio(speeds, name, peer).toFixed(2)} × ${peer}`).join('; '),
  ]
  printTable(['', 'MB/s', 'tokens', 'speed beside'], [...TOKENIZERS, COLD_BPE, ...Object.keys(peers)].map(row))
  const ids = Array.from((await cutText(text, { name: 'bpe' })).ids ?? [])
  const isSame = tiktoken.encode(text, [], []).every((id, i) => ids[i] === id)
  console.log(`\nids of bpe and tiktoken: ${isSame ? 'the same' : 'DIFFERENT'}`)
  return speeds
}

function ratio(speeds: Map<string, number>, a: string, b: string): number {
  return (speeds.get(a) ?? NaN) / (speeds.get(b) ?? NaN)
}

/** One run of each, then the next one of each: what else the machine does falls on all of them. */
async function runInTurns(calls: Map<string, () => number | Promise<number>>) {
  const seconds = new Map<string, number[]>()
  const counts = new Map<string, number>()
  for (let run = -1; run < RUNS; run += 1) {
    for (const [name, call] of calls) {
      const startedAt = performance.now()
      counts.set(name, await call())
      // The first run loads vocabularies and warms the code up.
      if (run >= 0) seconds.set(name, [...(seconds.get(name) ?? []), (performance.now() - startedAt) / 1e3])
    }
  }
  return { seconds, counts }
}

function countSegments(granularity: 'word' | 'grapheme' | 'sentence'): number {
  let count = 0
  for (const _ of new Intl.Segmenter('en', { granularity }).segment(text)) count += 1
  return count
}

async function measurePages(): Promise<void> {
  const columns = await cutText(text, { name: 'word' })
  const limit = Math.min(columns.count, 356_472)
  const startedAt = performance.now()
  const tokens = pageOfTokens(columns, { workspace: 'w', document: 'd', offset: 0, limit })
  const us = ((performance.now() - startedAt) * 1e3) / limit
  const distinct = new Set(tokens.map((token) => token.global_id)).size
  console.log(`\n${limit} tokens as objects: ${us.toFixed(2)} µs each, ${limit - distinct} global_ids collide`)
}

async function measureSlowInputs(): Promise<void> {
  const line = englishLike(5e6).replaceAll(/[^a-z]/g, '')
  const inputs: Record<string, string> = {
    '100,000 equal letters': 'a'.repeat(100_000),
    '50,000 underscores': '_'.repeat(50_000),
    '100,000 combining marks': `e${'\u0301'.repeat(100_000)}`,
    '100,000 ZWJ families': '👨‍👩‍👧‍👦'.repeat(100_000),
    'a line without spaces': line,
  }
  const rows: string[][] = []
  for (const [what, input] of Object.entries(inputs)) {
    const row = [what, (Buffer.byteLength(input) / 1e6).toFixed(2)]
    for (const name of TOKENIZERS) {
      const startedAt = performance.now()
      await cutText(input, { name })
      row.push((performance.now() - startedAt).toFixed(0))
    }
    rows.push(row)
  }
  console.log('\ninputs made to be slow, ms:\n')
  printTable(['', 'MB', ...TOKENIZERS], rows)
}

/** What a server's other requests feel while 5 MB texts are cut in threads, and pages come back. */
async function measureDelay(): Promise<void> {
  const threads = createThreads()
  const tokenizers = createTokenizers(threads)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  for (let round = 0; round < 3; round += 1) {
    for (const name of TOKENIZERS) {
      const request = { text, tokenizer: { name }, workspace: 'w', document: 'd', offset: 0, limit: 10_000 }
      await Promise.all([tokenizers.tokenize(request), tokenizers.countTokens(request)])
    }
  }
  delay.disable()
  await threads.close()
  const p999 = delay.percentile(99.9) / 1e6
  console.log(
    `\nevent loop while ${TOKENIZERS.length * 6} texts of ${MEGABYTES} MB are cut in threads, pages of 10,000 tokens: ` +
      `p99.9 ${p999.toFixed(1)} ms, longest ${(delay.max / 1e6).toFixed(1)} ms (${delay.count} samples)`,
  )
  judge(p999)
}

function judge(p999: number): void {
  const targets: [string, boolean][] = [
    [`word ≥ ${TARGET.wordMbS} MB/s`, (speeds.get('word') ?? 0) >= TARGET.wordMbS],
    [`char ≥ ${TARGET.charMbS} MB/s`, (speeds.get('char') ?? 0) >= TARGET.charMbS],
    [
      `bpe without memory takes ≤ ${TARGET.bpeRatio} of tiktoken's time`,
      ratio(speeds, 'tiktoken 1.0.22, encode', COLD_BPE) <= TARGET.bpeRatio,
    ],
    [`event-loop delay p99.9 < ${TARGET.delayMs} ms`, p999 < TARGET.delayMs],
  ]
  console.log()
  for (const [target, isMet] of targets) console.log(`target: ${target}: ${isMet ? 'met' : 'missed'}`)
}
