import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@outlast/config'
import { type Database, StartupError, createDatabase, migrate, startEmbeddedPostgres } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import { OsWallMissing, type Sandbox, type SandboxOptions, createSandbox } from '@outlast/sandbox'
import type { Analyze } from './features/baskets/basket-deps.ts'
import type { DestinationStream } from 'pino'
import { createViewLoader } from './features/jobs/repository.ts'
import { createTokenLoader } from './features/workspace/repository.ts'
import { type VerifyJwt, createJwtVerifier } from './http/jwt.ts'
import type { RateLimits } from './http/rate-limits.ts'
import { type RequestsUnderWay, createRequestsUnderWay } from './http/requests-under-way.ts'
import { createRateLimits } from './rate-limits.ts'
import { drain } from './drain.ts'
import { type Library, openLibrary, prepareUploads } from './library.ts'
import { type Lifecycle, createLifecycle } from './lifecycle.ts'
import { type Log, createLog } from './log.ts'
import { type Metrics, createMetrics } from './metrics.ts'
import { logSandboxEvent } from './log-events.ts'
import { type Agents, openAgents } from './open-agents.ts'
import { openEngine } from './open-engine.ts'
import { startTracing } from './tracing.ts'

/** Everything that is made once per process, by hand, in the order in which it needs one another. */
export type Deps = Agents & {
  config: Config
  log: Log
  lifecycle: Lifecycle
  requests: RequestsUnderWay
  version: string
  database: Database
  engine: Engine
  sandbox: Sandbox
  library: Library
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
  const closers: Closers = []
  const close = (drainS: number): Promise<void> => {
    lifecycle.drain()
    return closeAll(closers, drainS)
  }
  try {
    closers.push(await openTracing(config, log))
    const metrics = createMetrics()
    const database = await openDatabase(config, { log, closers, metrics, onStep: options.onStep })
    const sandbox = await openSandbox(config, { log, closers, own: options.sandbox })
    const library = await openLibrary(config, { log, database })
    closers.push(() => library.close())
    const agents = await openAgents(config, { log, database, library, analyze: options.analyze })
    closers.push(() => agents.artist.close())
    const engine = await openEngine(config, { log, metrics, database, sandbox, library, ...agents })
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
      ...agents,
      uploadDir: await prepareUploads(config),
      views: createViewLoader(database),
      ...openEdge(config, log, database),
      metrics,
      maxRunS: config.maxRunS,
      close,
    }
  } catch (error) {
    await close(0)
    throw error
  }
}

function openTracing({ collector, role }: Config, log: Log): Promise<() => Promise<void>> {
  const service = { name: role === 'worker' ? 'outlast-worker' : 'outlast-api', version: String(VERSION) }
  return startTracing({ collector, service, onError: (err) => log.warn({ event: 'tracing_failed', err }) })
}

/** Who may come in, and how often. */
function openEdge({ jwtIssuer, rateLimitScale: scale }: Config, log: Log, database: Database) {
  const onError = (err: unknown): void => log.warn({ event: 'rate_limit_failed', err })
  return {
    tokens: createTokenLoader(database),
    verifyJwt: jwtIssuer === null ? null : createJwtVerifier(jwtIssuer),
    limits: createRateLimits(database, { scale, onError }),
  }
}

type Closers = ((drainS: number) => Promise<unknown>)[]

/** The last one that was opened first. */
async function closeAll(closers: Closers, drainS: number): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer(drainS)
}

async function openDatabase(
  config: Config,
  {
    log,
    metrics,
    onStep = () => undefined,
    closers,
  }: { log: Log; metrics: Metrics; onStep: DepsOptions['onStep']; closers: Closers },
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
