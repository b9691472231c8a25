// LanceDB as the product uses it beside a local Chroma server and its own client, same vectors, same run:
// node vectors.ts [ROWS]. Upsert, upsert again, and the ten nearest of clustered vectors of dimension 256, exact and
// with an index.
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { median, percentile } from './lib/numbers.ts'
import { printTable } from './lib/table.ts'
import { openVectorStore } from '../packages/knowledge/src/stores/open-vector-store.ts'
import { startChromaServer } from '../packages/knowledge/src/stores/testing/chroma-server.ts'
import { clusteredVectors, idOf } from '../packages/knowledge/src/stores/testing/vectors.ts'
import type { VectorRecord, VectorStore } from '../packages/knowledge/src/stores/vector-store.ts'

const ROWS = Number(process.argv[2] ?? 100_000)
const DIMENSION = 256
const BATCH = 5_000
const QUERIES = 200
const WARM_UP = 20
/** Chroma writes the same rows again at some 200 rows/s: enough of them to see it. */
const AGAIN = { ours: ROWS, theirs: Math.min(ROWS, 5_000) }
const K = 10

/** One record in a thousand. */
const DOCUMENT = 'document 7'

const { ChromaClient } = createRequire(new URL('../packages/knowledge/package.json', import.meta.url))('chromadb')

/** What both are measured by; `document` filters. */
type Peer = {
  upsert(records: VectorRecord[]): Promise<void>
  count(): Promise<number>
  search(vector: Float32Array, document?: string): Promise<{ id: string }[]>
}

const draw = clusteredVectors({ seed: 1, dimension: DIMENSION, clusters: 500 })
const records: VectorRecord[] = Array.from({ length: ROWS }, (_, index) => ({
  id: idOf(index),
  vector: draw(),
  metadata: { document: `document ${index % 1000}`, page: index % 50 },
}))
const queries = Array.from({ length: QUERIES }, draw)
const truth = queries.map((query) => nearest(records, query))
const filtered = records.filter((_, index) => index % 1000 === 7)
const filteredTruth = queries.map((query) => nearest(filtered, query))

type Upserts = { first: number; again: number; count: number; delayMs: number }
type Searches = { p50: number; p99: number; recall: number }

const folder = await mkdtemp(join(tmpdir(), 'outlast-bench-vectors-'))
const chroma = await startChromaServer()
try {
  const store = await openVectorStore(`lancedb:${folder}`)
  const [ours, theirs] = [await ourPeer(store), await chromaPeer(chroma.url)]
  await compareUpserts(ours, theirs)
  await compareSearches(store, ours, theirs)
  await store.close()
} finally {
  await chroma.stop()
  await rm(folder, { recursive: true, force: true })
}

async function ourPeer(store: VectorStore): Promise<Peer> {
  await store.createTable('bench', { dimension: DIMENSION })
  return {
    upsert: (batch) => store.upsert('bench', batch),
    count: () => store.count('bench'),
    search: (vector, document) =>
      store.search('bench', { vector, k: K, filter: document === undefined ? {} : { document } }),
  }
}

/** The client as its manual uses it, without what the product's adapter adds to keep the product's rules. */
async function chromaPeer(url: string): Promise<Peer> {
  const { hostname, port } = new URL(url)
  const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false })
  const configuration = { hnsw: { space: 'cosine' } }
  const collection = await client.createCollection({ name: 'bench', configuration, embeddingFunction: null })
  return {
    upsert: (batch) =>
      collection.upsert({
        ids: batch.map(({ id }) => id),
        embeddings: batch.map(({ vector }) => Array.from(vector)),
        metadatas: batch.map(({ metadata }) => metadata),
      }),
    count: () => collection.count(),
    async search(vector, document) {
      const { ids } = await collection.query({
        queryEmbeddings: [Array.from(vector)],
        nResults: K,
        include: ['distances', 'metadatas'],
        ...(document === undefined ? {} : { where: { document } }),
      })
      return ids[0].map((id: string) => ({ id }))
    },
  }
}

async function compareUpserts(ours: Peer, theirs: Peer): Promise<void> {
  const rows = [await upsertAll(ours, AGAIN.ours), await upsertAll(theirs, AGAIN.theirs)] as const
  console.log(`\nUpsert of ${ROWS} × ${DIMENSION} in batches of ${BATCH}:\n`)
  printTable(
    ['', 'rows/s', 'rows/s again', 'rows after both', 'event loop held up, ms'],
    rows.map(({ first, again, count, delayMs }, index) => [
      index === 0 ? 'LanceDB' : 'Chroma',
      first.toFixed(0),
      again.toFixed(0),
      String(count),
      delayMs.toFixed(0),
    ]),
  )
  const ratio = rows[0].first / rows[1].first
  console.log(`\nratio ${ratio.toFixed(1)}; target ≥ 10: ${ratio >= 10 ? 'met' : 'missed'}`)
}

async function upsertAll(peer: Peer, again: number): Promise<Upserts> {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const rates = { first: await upsertOnce(peer, ROWS), again: await upsertOnce(peer, again) }
  delays.disable()
  return { ...rates, count: await peer.count(), delayMs: delays.max / 1e6 }
}

async function upsertOnce(peer: Peer, rows: number): Promise<number> {
  const startedAt = performance.now()
  for (let row = 0; row < rows; row += BATCH) await peer.upsert(records.slice(row, row + BATCH))
  return (rows / (performance.now() - startedAt)) * 1000
}

async function compareSearches(store: VectorStore, ours: Peer, theirs: Peer): Promise<void> {
  const exact = await searchAll(ours)
  const exactFiltered = await searchAll(ours, DOCUMENT)
  const startedAt = performance.now()
  await store.buildIndex('bench')
  const buildS = (performance.now() - startedAt) / 1000
  // In turns, so that what else the machine does meets both.
  const rounds: [Searches, Searches][] = []
  for (let round = 0; round < 3; round += 1) rounds.push([await searchAll(ours), await searchAll(theirs)])
  const [indexed, peer] = [middle(rounds.map(([round]) => round)), middle(rounds.map(([, round]) => round))]
  console.log(`\nTop ${K} of ${ROWS}, ${QUERIES} queries; the index took ${buildS.toFixed(1)} s:\n`)
  printTable(
    ['', 'p50 ms', 'p99 ms', `recall@${K}`],
    [
      searchRow('LanceDB, exact', exact),
      searchRow('LanceDB, exact, filtered to 0.1 %', exactFiltered),
      searchRow('LanceDB, index', indexed),
      searchRow('LanceDB, index, filtered to 0.1 %', await searchAll(ours, DOCUMENT)),
      searchRow('Chroma', peer),
      searchRow('Chroma, filtered to 0.1 %', await searchAll(theirs, DOCUMENT)),
    ],
  )
  const ratio = indexed.p50 / peer.p50
  console.log(`\np50 with the index, ratio ${ratio.toFixed(2)}; target ≤ 1: ${ratio <= 1 ? 'met' : 'missed'}`)
  console.log(`recall@${K}; target ≥ 0.99: ${indexed.recall >= 0.99 ? 'met' : 'missed'}`)
}

async function searchAll(peer: Peer, document?: string): Promise<Searches> {
  for (const vector of queries.slice(0, WARM_UP)) await peer.search(vector, document)
  const expected = document === undefined ? truth : filteredTruth
  const timesMs: number[] = []
  let found = 0
  for (const [index, vector] of queries.entries()) {
    const startedAt = performance.now()
    const hits = await peer.search(vector, document)
    timesMs.push(performance.now() - startedAt)
    found += hits.filter(({ id }) => expected[index]?.has(id)).length
  }
  const wanted = expected.reduce((sum, ids) => sum + ids.size, 0)
  return { p50: median(timesMs), p99: percentile(timesMs, 0.99), recall: found / wanted }
}

function middle(rounds: Searches[]): Searches {
  return {
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
    recall: Math.min(...rounds.map(({ recall }) => recall)),
  }
}

function searchRow(what: string, { p50, p99, recall }: Searches): string[] {
  return [what, p50.toFixed(2), p99.toFixed(2), recall.toFixed(4)]
}

/** Brute force; the vectors have length one, so their dot product is the cosine. */
function nearest(among: VectorRecord[], query: Float32Array): Set<string> {
  const best: { id: string; similarity: number }[] = []
  for (const { id, vector } of among) {
    let similarity = 0
    for (let index = 0; index < query.length; index += 1) similarity += (vector[index] ?? 0) * (query[index] ?? 0)
    if (best.length === K && similarity <= (best[K - 1]?.similarity ?? 0)) continue
    best.push({ id, similarity })
    best.sort((a, b) => b.similarity - a.similarity)
    best.length = Math.min(best.length, K)
  }
  return new Set(best.map(({ id }) => id))
}
