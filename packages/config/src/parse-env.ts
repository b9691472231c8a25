import type { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { isSecret, Variables } from './variables.ts'

/** The settings of one process. Durations carry their unit in the name. */
export type Config = {
  port: number
  webPort: number
  /** The API as the browser sees it, without a slash at the end. */
  apiUrl: string
  /** Exact origins, or patterns with one `*`: ask `allowsOrigin`. */
  webOrigins: string[]
  /** As it was given; relative to the working directory. */
  dataDir: string
  /** Null: run the built-in PostgreSQL in `dataDir`. */
  databaseUrl: string | null
  /** For LISTEN and session locks. Null: `databaseUrl` will do. */
  databaseDirectUrl: string | null
  /** `lancedb:PATH`, `pgvector:`, `chroma:http://…` or `weaviate:https://…`. */
  vectorStoreUrl: string
  maxFileBytes: number
  /** The server whose model answers in the Coach; null for the built-in coach. */
  chatServer: ModelServer | null
  chatRetentionHours: number
  basketDeltaExpiryDays: number
  /** The server that makes embeddings; null for the built-in ones. */
  embeddingServer: ModelServer | null
  /** Whose JWTs sign people in; null: nobody's. */
  jwtIssuer: JwtIssuer | null
  /** Proxies in front of the API that are believed about who calls. */
  trustedProxies: number
  /** Multiplies rate limits; 0 for none. */
  rateLimitScale: number
  role: 'all' | 'api' | 'worker'
  maxConcurrentJobs: number
  /** Of one kind. */
  maxJobsPerWorkspace: number
  /** May be a fraction. */
  jobPollS: number
  /** Retries after the first attempt. */
  maxJobRetries: number
  jobCleanupDays: number
  maxRunS: number
  /** Do not start without the kernel's walls around the sandbox. */
  requireOsWall: boolean
  drainS: number
  /** Null: no metrics are served. */
  metricsToken: string | null
  /** Where a worker tells of itself; null for nowhere. */
  workerPort: number | null
  /** Who hears of traces; null for nobody. */
  collector: Collector | null
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** A server that speaks OpenAI's protocol, and the model there. `baseUrl` has the version, as in `https://api.openai.com/v1`. */
export type ModelServer = { baseUrl: string; apiKey: string | null; model: string }

/** An OpenTelemetry collector: traces go to `endpoint`/v1/traces. */
export type Collector = { endpoint: string; headers: Record<string, string> }

export type JwtIssuer = { jwksUrl: string; issuer: string; audience: string }

/**
 * Reads the environment, the only place that does. An empty variable counts as unset.
 *
 * @throws ConfigError that names every mistake, one sentence each.
 */
export function parseEnv(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined]))
  const parsed = Variables.safeParse(given)
  const mistakes = (parsed.error?.issues ?? []).map((issue) => sentenceFor(issue, given))
  if (given['DATABASE_DIRECT_URL'] !== undefined && given['DATABASE_URL'] === undefined) {
    mistakes.push('DATABASE_DIRECT_URL needs DATABASE_URL beside it.')
  }
  const issuers = ['SUPABASE_JWKS_URL', 'SUPABASE_JWKS_ISSUER'].filter((name) => given[name] !== undefined)
  if (issuers.length === 1 && given['SUPABASE_URL'] === undefined) {
    mistakes.push('SUPABASE_JWKS_URL and SUPABASE_JWKS_ISSUER are needed together, or SUPABASE_URL instead of both.')
  }
  if (!parsed.success || mistakes.length > 0) throw new ConfigError([...new Set(mistakes)])
  return toConfig(parsed.data, given['RAILWAY_ENVIRONMENT_ID'] !== undefined)
}

function sentenceFor(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0])
  return isSecret(name) ? `${name} ${issue.message}.` : `${name} ${issue.message}, but is "${given[name]}".`
}

function toConfig(env: z.infer<typeof Variables>, onRailway: boolean): Config {
  return {
    port: env.PORT,
    webPort: env.WEB_PORT,
    apiUrl: env.API_URL ?? `http://localhost:${env.PORT}`,
    webOrigins: env.WEB_ORIGINS ?? [`http://localhost:${env.WEB_PORT}`],
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    vectorStoreUrl: env.VECTOR_STORE_URL ?? `lancedb:${env.DATA_DIR}/vectors`,
    maxFileBytes: env.MAX_FILE_MB * 1_000_000,
    chatServer: toModelServer(env, env.CHAT_MODEL, 'gpt-6-luna'),
    chatRetentionHours: env.CHAT_RETENTION_HOURS,
    basketDeltaExpiryDays: env.BASKET_DELTA_EXPIRY_DAYS,
    embeddingServer: toModelServer(env, env.EMBEDDING_MODEL, 'text-embedding-3-small'),
    jwtIssuer: toJwtIssuer(env),
    // Railway's own proxy is the one hop there, and the container is reached in no other way.
    trustedProxies: env.TRUSTED_PROXIES ?? (onRailway ? 1 : 0),
    rateLimitScale: env.RATE_LIMIT_SCALE,
    role: env.ROLE,
    maxConcurrentJobs: env.MAX_CONCURRENT_JOBS,
    maxJobsPerWorkspace: env.MAX_JOBS_PER_WORKSPACE,
    jobPollS: env.JOB_PROCESSING_INTERVAL,
    maxJobRetries: env.MAX_JOB_RETRIES,
    jobCleanupDays: env.JOB_CLEANUP_DAYS,
    maxRunS: env.MAX_RUN_S,
    requireOsWall: env.SANDBOX_REQUIRE_OS_WALL === '1',
    drainS: env.DRAIN_S,
    metricsToken: env.METRICS_TOKEN ?? null,
    // A container has a port of its own, on which Railway asks a worker, too.
    workerPort: env.WORKER_PORT ?? (onRailway ? env.PORT : null),
    collector: toCollector(env),
    logLevel: env.LOG_LEVEL,
  }
}

function toCollector(env: z.infer<typeof Variables>): Collector | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = {} } = env
  return endpoint === undefined ? null : { endpoint, headers }
}

/** Of a Supabase project the keys and the name of the issuer follow from its address. Source: its documentation, "JWT Signing Keys". */
function toJwtIssuer(env: z.infer<typeof Variables>): JwtIssuer | null {
  const supabase = env.SUPABASE_URL === undefined ? undefined : `${env.SUPABASE_URL}/auth/v1`
  const jwksUrl = env.SUPABASE_JWKS_URL ?? (supabase && `${supabase}/.well-known/jwks.json`)
  const issuer = env.SUPABASE_JWKS_ISSUER ?? supabase
  return jwksUrl === undefined || issuer === undefined ? null : { jwksUrl, issuer, audience: env.SUPABASE_JWT_AUD }
}

const OPENAI = 'https://api.openai.com/v1'

/** Other servers than OpenAI's have models of their own, so one that is not named is not guessed. */
function toModelServer(
  env: z.infer<typeof Variables>,
  model: string | undefined,
  modelAtOpenAi: string,
): ModelServer | null {
  const { OPENAI_API_KEY: apiKey = null, OPENAI_BASE_URL: baseUrl } = env
  if (baseUrl !== undefined) return model === undefined ? null : { baseUrl, apiKey, model }
  return apiKey === null ? null : { baseUrl: OPENAI, apiKey, model: model ?? modelAtOpenAi }
}
