// Which way of searching finds the passage that answers a question: node retrieval.ts [FOLDER]
// FOLDER (retrieval by default) holds passages.jsonl {id, title, text} and questions.jsonl {question, answers: [ids]}.
// Nobody tunes on that set: whatever has a parameter was chosen on other texts, such as those in retrieval/dev.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { printTable } from './lib/table.ts'
import { createHashedEmbedder } from '../packages/knowledge/src/embed/hashed.ts'
import { createTrainedEmbedder } from '../packages/knowledge/src/embed/trained.ts'
import type { Embedder } from '../packages/knowledge/src/embed/embedder.ts'
import { type Hit, reciprocalRankFusion } from '../packages/knowledge/src/rank/fuse.ts'
import { createMemoryBm25 } from '../packages/knowledge/src/rank/testing/memory-bm25.ts'
import { createThreads } from '../packages/knowledge/src/threads/threads.ts'

const FOLDER = process.argv[2] ?? fileURLToPath(new URL('./retrieval', import.meta.url))
/** Hits of each way that are fused, as in the product. */
const FUSED_HITS = 100

const Passage = z.object({ id: z.string(), title: z.string(), text: z.string() })
const Question = z.object({ question: z.string(), answers: z.array(z.string()).min(1) })

const passages = readLines('passages.jsonl', Passage)
const questions = readLines('questions.jsonl', Question)
const texts = passages.map(({ title, text }) => `${title}\n${text}`)
const threads = createThreads()

const trainedAt = performance.now()
const { bytes, dimension, terms } = await threads.run('train', { texts, options: { seed: 1 } })
const trainedMs = performance.now() - trainedAt
const trained = createTrainedEmbedder(threads, { name: 'trained', bytes })

const index = createMemoryBm25(passages.map(({ id }, i) => ({ id, text: texts[i] ?? '' })))
const bm25 = questions.map(({ question }) => index.search(question, FUSED_HITS))
const widened = questions.map(({ question }) => index.searchWidened(question, FUSED_HITS))
const hashedHits = await rankByVectors(createHashedEmbedder(threads))
const trainedHits = await rankByVectors(trained)
await threads.close()

console.log(`${questions.length} questions over ${passages.length} passages`)
console.log(`trained on the passages: ${terms} terms, ${dimension} dimensions, ${(trainedMs / 1_000).toFixed(1)} s\n`)
const ways: [string, Hit[][]][] = [
  ['BM25', bm25],
  ['BM25, widened', widened],
  ['hashed', hashedHits],
  ['trained', trainedHits],
  ['BM25 + hashed, fused', fuse(bm25, hashedHits)],
  ['BM25 + trained, fused', fuse(bm25, trainedHits)],
  ['widened + hashed, fused', fuse(widened, hashedHits)],
  ['widened + trained, fused', fuse(widened, trainedHits)],
]
printTable(
  ['', 'recall@5', 'MRR'],
  ways.map(([name, rankings]) => [
    name,
    mean(rankings, recallAt5).toFixed(3),
    mean(rankings, reciprocalRank).toFixed(3),
  ]),
)

function readLines<Line>(name: string, schema: z.ZodType<Line>): Line[] {
  const lines = readFileSync(`${FOLDER}/${name}`, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => schema.parse(JSON.parse(line)))
}

async function rankByVectors(embedder: Embedder): Promise<Hit[][]> {
  const vectors = await embedder.embed(texts)
  const asked = await embedder.embed(questions.map(({ question }) => question))
  return asked.map((query) =>
    passages
      .map(({ id }, i) => ({ id, score: dot(query, vectors[i] ?? query) }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, FUSED_HITS),
  )
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

function fuse(first: Hit[][], second: Hit[][]): Hit[][] {
  return first.map((hits, i) =>
    reciprocalRankFusion([
      { name: 'terms', hits },
      { name: 'vectors', hits: second[i] ?? [] },
    ]),
  )
}

function mean(rankings: Hit[][], measure: (hits: Hit[], answers: string[]) => number): number {
  const values = rankings.map((hits, i) => measure(hits, questions[i]?.answers ?? []))
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The share of the answers that are among the first five hits. */
function recallAt5(hits: Hit[], answers: string[]): number {
  const found = hits.slice(0, 5).filter(({ id }) => answers.includes(id)).length
  return found / Math.min(5, answers.length)
}

function reciprocalRank(hits: Hit[], answers: string[]): number {
  const rank = hits.findIndex(({ id }) => answers.includes(id))
  return rank < 0 ? 0 : 1 / (rank + 1)
}
