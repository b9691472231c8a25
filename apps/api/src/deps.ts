import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@outlast/config'
import { type Database, StartupError, createDatabase, migrate, startEmbeddedPostgres } from '@outlast/db'
import { type Engine, createEngine } from '@outlast/jobs'
import { OsWallMissing, type Sandbox, type SandboxOptions, createSandbox } from '@outlast/sandbox'
import { basketFiles } from './basket-files.ts'
import type { Analyze, LibraryFiles } from './features/baskets/basket-deps.ts'
import { expireDeltas } from './features/baskets/decide-delta.ts'
import { createEventLoader, type EventLoader } from './features/baskets/event-repository.ts'
import { basketAnalyzeJob } from './features/baskets/jobs.ts'
import { analyze as analyzeNotes } from './features/baskets/manager/analyze.ts'
import type { Artist } from './features/canvas/artist/artist.ts'
import { createArtist } from './features/canvas/artist/create-artist.ts'
import { canvasDrawJob } from './features/canvas/jobs.ts'
import type { DestinationStream } from 'pino'
import type { CoachDeps } from './features/coach/coach-deps.ts'
import { deleteExpiredSessions } from './features/coach/housekeeping.ts'
import { coachReplyJob } from './features/coach/jobs.ts'
import { createCoachModels } from './features/coach/model/reply.ts'
import { createReplyLoader } from './features/coach/reply-log-repository.ts'
import { settleAllReplies } from './features/coach/settle-repository.ts'
import { codeRunJob } from './features/execute/jobs.ts'
import { fileIndexJob } from './features/files/jobs.ts'
import { createViewLoader } from './features/jobs/repository.ts'
import { trimCache } from './features/library/cache-repository.ts'
import { collectionIndexJob, collectionTrainJob } from './features/library/jobs.ts'
import { createTokenLoader } from './features/workspace/repository.ts'
import { type VerifyJwt, createJwtVerifier } from './http/jwt.ts'
import type { RateLimits } from './http/rate-limits.ts'
import { type RequestsUnderWay, createRequestsUnderWay } from './http/requests-under-way.ts'
import { createRateLimits } from './rate-limits.ts'
import { drain } from './drain.ts'
import { fileIndexer } from './file-indexer.ts'
import { type Library, openLibrary, prepareUploads } from './library.ts'
import { type Lifecycle, createLifecycle } from './lifecycle.ts'
import { type Log, createLog } from './log.ts'
import { type Metrics, createMetrics } from './metrics.ts'
import { logEngineEvent, logSandboxEvent } from './log-events.ts'
import { connectModel } from './model/connect-model.ts'
import { knowledgeFor } from './sandbox-knowledge.ts'
import { threadFiles } from './thread-files.ts'
import { startTracing } from './tracing.ts'

/** Everything that is made once per process, by hand, in the order in which it needs one another. */
export type Deps = {
  config: Config
  log: Log
  lifecycle: Lifecycle
  requests: RequestsUnderWay
  version: string
  database: Database
  engine: Engine
  sandbox: Sandbox
  library: Library
  coach: Coach
  baskets: Baskets
  artist: Artist
  /** Where uploads wait to be stored. */
  uploadDir: string
  views: ReturnType<typeof createViewLoader>
  tokens: ReturnType<typeof createTokenLoader>
  /** Null where nobody signs in. */
  verifyJwt: VerifyJwt | null
  limits: RateLimits
  metrics: Metrics
  maxRunS: number
  /** Takes everything down in the opposite order. Requests and running jobs get `drainS` seconds to finish. */
  close(drainS: number): Promise<void>
}

/** What answers, where attachments are kept, and how answers are watched. */
export type Coach = Pick<CoachDeps, 'models' | 'attachments' | 'replies'>

/** What analyses sources, where documents are read, and how events are watched. */
export type Baskets = { analyze: Analyze; files: LibraryFiles; events: EventLoader }

const VERSION: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version

/** The log in the database is 8 Mi characters long: what comes from the sandbox has to fit in, with its tail. */
const OUTPUT_BYTES = 6 * 1024 * 1024

/** Processes that wait for a click, where this process runs code. A Python one holds some 230 MB. */
const WARM = { typescript: 2, python: 1 }

export type DepsOptions = {
  /** Hears what takes a moment, in a few words. */
  onStep?: (step: string) => void
  /** Instead of what a person's machine gets, e.g. no warm processes in tests that run no code. */
  sandbox?: Pick<Partial<SandboxOptions>, 'warm' | 'limits'>
  /** Instead of standard output. */
  logTo?: DestinationStream
  /** Instead of the manager agent. */
  analyze?: Analyze
}

/**
 * Builds the process.
 *
 * @throws StartupError or ConfigError, one sentence, for what the person at the terminal can mend.
 */
export async function createDeps(config: Config, options: DepsOptions = {}): Promise<Deps> {
  const log = createLog(config.logLevel, options.logTo)
  const lifecycle = createLifecycle()
  const requests = createRequestsUnderWay(lifecycle.draining)
  const closers: ((drainS: number) => Promise<unknown>)[] = []
  const close = async (drainS: number): Promise<void> => {
    lifecycle.drain()
    for (const closer of closers.splice(0).reverse()) await closer(drainS)
  }
  try {
    const service = { name: config.role === 'worker' ? 'outlast-worker' : 'outlast-api', version: String(VERSION) }
    const onError = (text: string): void => log.warn({ event: 'tracing_failed', err: text })
    closers.push(await startTracing({ collector: config.collector, service, onError }))
    const metrics = createMetrics()
    const { onStep = () => undefined } = options
    const database = await openDatabase(config, { log, closers, metrics, onStep })
    const sandbox = await openSandbox(config, { log, closers, own: options.sandbox })
    const library = await openLibrary(config, { log, database })
    closers.push(() => library.close())
    const coach = await openCoach(config, database, library)
    const baskets = openBaskets(config, { database, library, analyze: options.analyze })
    const artist = openArtist(config, log)
    closers.push(() => artist.close())
    const engine = await openEngine(config, { log, metrics, database, sandbox, library, coach, baskets, artist })
    library.useEngine(engine)
    closers.push(() => engine.stop(0))
    closers.push((drainS) => drain({ log, lifecycle, requests, engine }, drainS * 1000))
    return {
      config,
      log,
      lifecycle,
      requests,
      version: String(VERSION),
      database,
      engine,
      sandbox,
      library,
      coach,
      baskets,
      artist,
      uploadDir: await prepareUploads(config),
      views: createViewLoader(database),
      tokens: createTokenLoader(database),
      verifyJwt: config.jwtIssuer === null ? null : createJwtVerifier(config.jwtIssuer),
      limits: createRateLimits(database, {
        scale: config.rateLimitScale,
        onError: (err) => log.warn({ event: 'rate_limit_failed', err }),
      }),
      metrics,
      maxRunS: config.maxRunS,
      close,
    }
  } catch (error) {
    await close(0)
    throw error
  }
}

type Closers = ((drainS: number) => Promise<unknown>)[]

async function openDatabase(
  config: Config,
  { log, metrics, onStep, closers }: { log: Log; metrics: Metrics; onStep: (step: string) => void; closers: Closers },
): Promise<Database> {
  let url = config.databaseUrl
  if (url === null) {
    const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, onProgress: onStep })
    closers.push(() => embedded.stop())
    url = embedded.url
  }
  const directUrl = config.databaseDirectUrl ?? url
  const { applied } = await migrate({ url: directUrl, onApply: (name) => onStep(`Applying migration ${name}`) })
  if (applied.length > 0) log.info({ event: 'migrated', applied })
  const database = createDatabase({
    url,
    directUrl,
    maxConnections: 20,
    onStatement: metrics.onStatement,
    onConnectionError: (err) => log.warn({ event: 'database_connection_lost', err }),
  })
  closers.push(() => database.close())
  return database
}

async function openSandbox(
  config: Config,
  { log, closers, own }: { log: Log; closers: Closers; own: DepsOptions['sandbox'] },
): Promise<Sandbox> {
  const works = config.role !== 'api'
  const sandbox = await createSandbox({
    cacheDir: join(config.dataDir, 'sandbox'),
    warm: works ? (own?.warm ?? WARM) : { typescript: 0, python: 0 },
    limits: { outputBytes: OUTPUT_BYTES, ...own?.limits },
    requireOsWall: works && config.requireOsWall,
    onEvent: (event) => logSandboxEvent(log, event),
  }).catch((error: unknown) => {
    if (error instanceof OsWallMissing) throw new StartupError(error.message, { cause: error })
    throw error
  })
  closers.push(() => sandbox.close())
  return sandbox
}

/** Days that vectors of a paid server are kept for texts that come again. */
const CACHE_DAYS = 30

async function openCoach({ chatServer }: Config, database: Database, library: Library): Promise<Coach> {
  const models = await createCoachModels({ server: chatServer })
  return { models, attachments: threadFiles(library), replies: createReplyLoader(database) }
}

function openBaskets(
  { chatServer }: Config,
  { database, library, analyze }: { database: Database; library: Library; analyze: Analyze | undefined },
): Baskets {
  const manager = { model: chatServer === null ? null : connectModel(chatServer) }
  return {
    analyze: analyze ?? ((request, asked) => analyzeNotes(manager, request, asked)),
    files: basketFiles(library),
    events: createEventLoader(database),
  }
}

function openArtist({ chatServer, role }: Config, log: Log): Artist {
  return createArtist({
    model: chatServer && connectModel(chatServer),
    works: role !== 'api',
    onError: (err) => log.warn({ event: 'artist_not_woken', err }),
  })
}

type EngineParts = {
  log: Log
  metrics: Metrics
  database: Database
  sandbox: Sandbox
  library: Library
  coach: Coach
  baskets: Baskets
  artist: Artist
}

function openEngine(config: Config, parts: EngineParts): Promise<Engine> {
  const { log, metrics, database, sandbox, library, coach, baskets, artist } = parts
  const maxAttempts = config.maxJobRetries + 1
  const concurrency = config.maxConcurrentJobs
  const libraryJobs = { ...library, maxAttempts }
  return createEngine({
    database,
    definitions: [
      codeRunJob({ database, sandbox, concurrency, knowledgeFor: (caller) => knowledgeFor(library, caller) }),
      // Reading a document takes a process and a core: two at once leave room for everything else.
      fileIndexJob({ database, indexer: fileIndexer(library), concurrency: 2, maxAttempts }),
      coachReplyJob({ database, ...coach }),
      basketAnalyzeJob({ database, ...baskets, maxAttempts }),
      canvasDrawJob({ database, artist, maxAttempts }),
      collectionTrainJob(libraryJobs),
      collectionIndexJob(libraryJobs),
    ],
    work: config.role !== 'api',
    maxConcurrent: config.maxConcurrentJobs,
    perWorkspace: config.maxJobsPerWorkspace,
    pollMs: config.jobPollS * 1000,
    keepDays: config.jobCleanupDays,
    schedules: schedulesOf(config, { database, library, coach }),
    onEvent(event) {
      logEngineEvent(log, event)
      metrics.onEngineEvent(event)
    },
  })
}

function schedulesOf(
  { chatRetentionHours, basketDeltaExpiryDays }: Config,
  { database, library, coach }: Pick<EngineParts, 'database' | 'library' | 'coach'>,
) {
  const sessions = { database, engine: library.engine, attachments: coach.attachments }
  return [
    { name: 'outlast.vector-sweep', cron: '*/5 * * * *', run: () => library.sweeper.sweep() },
    { name: 'outlast.embedding-cache', cron: '41 3 * * *', run: () => trimCache(database, CACHE_DAYS) },
    {
      name: 'outlast.chat-sessions',
      cron: '17 * * * *',
      run: () => deleteExpiredSessions(sessions, chatRetentionHours),
    },
    { name: 'outlast.basket-deltas', cron: '37 * * * *', run: () => expireDeltas({ database }, basketDeltaExpiryDays) },
    // Before the nightly clean-up, which takes the logs that answers are written down from.
    { name: 'outlast.chat-replies', cron: '3 3 * * *', run: () => settleAllReplies(database) },
  ]
}
