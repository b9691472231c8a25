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
  drainS: number
  /** Null: no metrics are served. */
  metricsToken: string | null
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

/** A server that speaks OpenAI's protocol, and the model there. `baseUrl` has the version, as in `https://api.openai.com/v1`. */
export type ModelServer = { baseUrl: string; apiKey: string | null; model: string }

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
  if (!parsed.success || mistakes.length > 0) throw new ConfigError([...new Set(mistakes)])
  return toConfig(parsed.data)
}

function sentenceFor(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0])
  return isSecret(name) ? `${name} ${issue.message}.` : `${name} ${issue.message}, but is "${given[name]}".`
}

function toConfig(env: z.infer<typeof Variables>): Config {
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
    role: env.ROLE,
    maxConcurrentJobs: env.MAX_CONCURRENT_JOBS,
    maxJobsPerWorkspace: env.MAX_JOBS_PER_WORKSPACE,
    jobPollS: env.JOB_PROCESSING_INTERVAL,
    maxJobRetries: env.MAX_JOB_RETRIES,
    jobCleanupDays: env.JOB_CLEANUP_DAYS,
    maxRunS: env.MAX_RUN_S,
    drainS: env.DRAIN_S,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
  }
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
