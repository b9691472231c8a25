// From 500,000 tokens of text to a search that finds, through the product: the editor's own example runs as a job, with
// a checkpoint after each batch. Beside it a program of one's own does the same with a local Chroma server, without
// jobs, progress or checkpoints: node workflow.ts [TOKENS]
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { createRequire } from 'node:module'
import { follow, startRun, untilWarm, withApi } from './lib/api.ts'
import { englishLike } from './lib/english-like.ts'
import { printTable } from './lib/table.ts'
import { workflowExample } from '../apps/web/src/features/execute/examples/workflow.ts'
import { createHashedEmbedder } from '../packages/knowledge/src/embed/hashed.ts'
import { startChromaServer } from '../packages/knowledge/src/stores/testing/chroma-server.ts'
import { createThreads } from '../packages/knowledge/src/threads/threads.ts'

const { ChromaClient } = createRequire(new URL('../packages/knowledge/package.json', import.meta.url))('chromadb')

const TOKENS = Number(process.argv[2] ?? 500_000)
const TARGET_S = 60
const BATCH_TOKENS = 25_000
const PASSAGE_TOKENS = 200

const rows: [string, number][] = []
await withApi({}, async (api) => {
  for (const language of ['python', 'typescript'] as const) {
    await untilWarm(api, { typescript: 1, python: 1 })
    const { code } = workflowExample(TOKENS, language)
    api.loop.reset()
    const startedAt = performance.now()
    const jobId = await startRun(api, { language, code, timeout_s: 600 })
    await follow(api, jobId, ({ status }) => status === 'completed')
    rows.push([`Outlast, ${language} in the editor`, performance.now() - startedAt])
    const { p999 } = await api.loop.read()
    console.log(`${language}: event loop of the API p99.9 ${p999.toFixed(1)} ms`)
  }
})
rows.push(['a program of one’s own and Chroma', await withChroma()])

const peerMs = rows.at(-1)?.[1] ?? NaN
console.log(`\n${TOKENS.toLocaleString('en')} tokens, from text to a search that finds:\n`)
printTable(
  ['', 'seconds', 'beside Chroma'],
  rows.map(([what, ms]) => [what, (ms / 1000).toFixed(1), `${(ms / peerMs).toFixed(2)}×`]),
)
const oursMs = rows[0]?.[1] ?? NaN
console.log(`\ntarget: ≤ ${TARGET_S} s: ${oursMs <= TARGET_S * 1000 ? 'met' : 'missed'}`)

/** The same steps by hand: tokens, passages of 200, hashed vectors, upserts of a batch each, a query. */
async function withChroma(): Promise<number> {
  const server = await startChromaServer()
  const threads = createThreads()
  try {
    const embedder = createHashedEmbedder(threads)
    const { hostname, port } = new URL(server.url)
    const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false })
    const collection = await client.createCollection({
      name: 'workflow',
      embeddingFunction: null,
      configuration: { hnsw: { space: 'cosine' } },
    })
    const text = englishLike(TOKENS * 5)
    const startedAt = performance.now()
    const letters = Math.ceil(text.length / (TOKENS / BATCH_TOKENS))
    for (let batch = 0; batch * letters < text.length; batch += 1) {
      const part = text.slice(batch * letters, (batch + 1) * letters)
      const count = Math.ceil(encode(part).length / PASSAGE_TOKENS)
      const size = Math.ceil(part.length / count)
      const documents = Array.from({ length: count }, (_, at) => part.slice(at * size, (at + 1) * size))
      const vectors = await embedder.embed(documents)
      await collection.upsert({
        ids: documents.map((_, at) => `${batch}-${at}`),
        documents,
        embeddings: vectors.map((vector) => Array.from(vector)),
        metadatas: documents.map(() => ({ batch })),
      })
    }
    const [query] = await embedder.embed(['Where is the picture of the father?'])
    await collection.query({ queryEmbeddings: [Array.from(query ?? [])], nResults: 3 })
    return performance.now() - startedAt
  } finally {
    await threads.close()
    await server.stop()
  }
}
