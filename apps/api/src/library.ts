import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '@outlast/config'
import { type Database, sqlOf } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import {
  type Embedder,
  type VectorStore,
  createOpenAiEmbedder,
  createThreads,
  createTokenizers,
  openVectorStore,
  probeDimension,
} from '@outlast/knowledge'
import { createEmbedders } from './features/library/embedders.ts'
import type { LibraryDeps } from './features/library/library-deps.ts'
import { createSweeper } from './features/library/sweeper.ts'
import { createSlots, createTurns } from './features/library/turns.ts'
import type { Log } from './log.ts'

export type Library = LibraryDeps & {
  /** Hands over the engine, which needs the library's jobs before it is there itself. */
  useEngine(engine: Engine): void
  close(): Promise<void>
}

/** Of a pool of 20 connections, so many are for writers and for searches at most: everyone else goes on. */
const WRITERS = 4
const SEARCHES = 6

/** Opens the vector store and all that makes and finds vectors. */
export async function openLibrary(
  config: Config,
  { log, database }: { log: Log; database: Database },
): Promise<Library> {
  const store = await openStore(config, database)
  const threads = createThreads()
  const { embeddingServer } = config
  const openServer = embeddingServer === null ? null : () => openEmbeddingServer(embeddingServer)
  const turns = createTurns(WRITERS)
  const sweeper = createSweeper({ database, store, turns }, (err) => log.warn({ event: 'vector_sweep_failed', err }))
  const started = Promise.withResolvers<Engine>()
  return {
    database,
    engine: {
      enqueue: async (job, sql) => (await started.promise).enqueue(job, sql),
      cancel: async (request) => (await started.promise).cancel(request),
      waitForEnd: async (jobId, wait) => (await started.promise).waitForEnd(jobId, wait),
    },
    store,
    threads,
    tokenizers: createTokenizers(threads),
    embedders: createEmbedders({ database, threads }, openServer),
    sweeper,
    turns,
    searches: createSlots(SEARCHES),
    useEngine: started.resolve,
    async close() {
      await sweeper.close()
      await threads.close()
      await store.close()
    },
  }
}

/** A server tells the dimension of its model by embedding something. */
async function openEmbeddingServer({ apiKey, ...server }: NonNullable<Config['embeddingServer']>): Promise<Embedder> {
  const options = { ...server, apiKey: apiKey ?? '' }
  return createOpenAiEmbedder({ ...options, dimension: await probeDimension(options) })
}

async function openStore(config: Config, { pool }: Database): Promise<VectorStore> {
  const sql = sqlOf(pool)
  if (config.vectorStoreUrl === `lancedb:${config.dataDir}/vectors`) await makePrivateFolder(config, 'vectors')
  return openVectorStore(config.vectorStoreUrl, { postgres: { query: (text, values) => sql.query(text, values) } })
}

/** Longer than any upload takes. */
const STALE_MS = 24 * 3600 * 1000

/** The folder in which uploads wait to be stored. What killed processes left there goes; others may be using it. */
export async function prepareUploads(config: Pick<Config, 'dataDir'>): Promise<string> {
  const directory = await makePrivateFolder(config, 'uploads')
  for (const name of await readdir(directory)) {
    const file = join(directory, name)
    const { mtimeMs } = (await stat(file).catch(() => null)) ?? { mtimeMs: Infinity }
    if (mtimeMs < Date.now() - STALE_MS) await rm(file, { force: true, recursive: true })
  }
  return directory
}

/** A folder of texts, which other users of the machine may not read; the data folder itself is passed through by runs. */
async function makePrivateFolder({ dataDir }: Pick<Config, 'dataDir'>, name: string): Promise<string> {
  const directory = join(dataDir, name)
  await mkdir(dataDir, { recursive: true })
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return directory
}
