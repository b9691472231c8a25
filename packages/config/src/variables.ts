import { availableParallelism } from 'node:os'
import { z } from 'zod'
import {
  decimal,
  httpUrl,
  oneOf,
  origins,
  otlpHeaders,
  postgresUrl,
  seconds,
  vectorStoreUrl,
  wholeNumber,
} from './formats.ts'

type Doc = {
  text: string
  /** As a person would write it; null when unset means something of its own, which `text` then says. */
  default: string | null
  /** Its value is never repeated in a message. */
  secret?: boolean
}

const docs = z.registry<Doc>()

/** Every variable that Outlast reads: how it is written, its default, and what it is for. */
export const Variables = z.object({
  PORT: wholeNumber(1, 65_535).default(4000).register(docs, {
    default: '4000',
    text: 'Port of the API.',
  }),
  WEB_PORT: wholeNumber(1, 65_535).default(3000).register(docs, {
    default: '3000',
    text: 'Port of the web app.',
  }),
  API_URL: httpUrl().optional().register(docs, {
    default: 'http://localhost:PORT',
    text: 'The API as the browser sees it; read by the web app when it runs, never baked into its build.',
  }),
  WEB_ORIGINS: origins().optional().register(docs, {
    default: 'http://localhost:WEB_PORT',
    text: 'Origins that may call the API, separated by commas; one * inside one label is allowed, for previews.',
  }),
  DATA_DIR: z.string().default('.data').register(docs, {
    default: '.data',
    text: 'Where files and the built-in database live.',
  }),
  DATABASE_URL: postgresUrl().optional().register(docs, {
    default: null,
    text: 'A PostgreSQL server, e.g. postgresql://user:password@host:5432/outlast; unset, a built-in one runs in DATA_DIR.',
    secret: true,
  }),
  DATABASE_DIRECT_URL: postgresUrl().optional().register(docs, {
    default: null,
    text: 'The same database past its connection pooler, for LISTEN and locks; unset, DATABASE_URL is used.',
    secret: true,
  }),
  VECTOR_STORE_URL: vectorStoreUrl().optional().register(docs, {
    default: 'lancedb:DATA_DIR/vectors',
    text: 'Where vectors live: lancedb:PATH or lancedb:s3://…, pgvector: (in DATABASE_URL), chroma:http://… or weaviate:https://….',
    secret: true,
  }),
  MAX_FILE_MB: wholeNumber(1, 1000).default(50).register(docs, {
    default: '50',
    text: 'The largest document that can be uploaded, in MB.',
  }),
  OPENAI_API_KEY: z.string().optional().register(docs, {
    default: null,
    text: 'Key for OpenAI, or for the server at OPENAI_BASE_URL; without either, the built-in coach and embeddings serve.',
    secret: true,
  }),
  OPENAI_BASE_URL: httpUrl().optional().register(docs, {
    default: null,
    text: 'An OpenAI-compatible server, e.g. http://localhost:11434/v1; unset, OpenAI itself.',
  }),
  CHAT_MODEL: z.string().optional().register(docs, {
    default: null,
    text: 'Model that answers in the Coach; unset, gpt-6-luna at OpenAI, and the built-in coach elsewhere.',
  }),
  CHAT_RETENTION_HOURS: wholeNumber(1, 87_600).default(24).register(docs, {
    default: '24',
    text: 'Hours after which the threads of a chat session that was not seen again are deleted.',
  }),
  BASKET_DELTA_EXPIRY_DAYS: wholeNumber(1, 3650).default(30).register(docs, {
    default: '30',
    text: 'Days after which a proposed delta that nobody reviewed expires.',
  }),
  EMBEDDING_MODEL: z.string().optional().register(docs, {
    default: null,
    text: 'Model for embeddings; unset, text-embedding-3-small at OpenAI, and the built-in embeddings elsewhere.',
  }),
  SUPABASE_URL: httpUrl().optional().register(docs, {
    default: null,
    text: 'A Supabase project that people sign in with, e.g. https://PROJECT.supabase.co; for the web app, and for the API to know its keys.',
  }),
  SUPABASE_ANON_KEY: z.string().min(1).optional().register(docs, {
    default: null,
    text: 'Its public key, for the web app; without it there is no button to sign in.',
  }),
  SUPABASE_JWKS_URL: httpUrl().optional().register(docs, {
    default: 'SUPABASE_URL/auth/v1/.well-known/jwks.json',
    text: 'Where the keys of the issuer of JWTs are; unset, those of SUPABASE_URL, and without that nobody signs in.',
  }),
  SUPABASE_JWKS_ISSUER: z.string().min(1).optional().register(docs, {
    default: 'SUPABASE_URL/auth/v1',
    text: 'The issuer that JWTs must name.',
  }),
  SUPABASE_JWT_AUD: z.string().min(1).default('authenticated').register(docs, {
    default: 'authenticated',
    text: 'The audience that JWTs must name.',
  }),
  TRUSTED_PROXIES: wholeNumber(0, 10).optional().register(docs, {
    default: '1 on Railway, otherwise 0',
    text: 'Proxies in front of the API whose X-Forwarded-For tells the address of a caller.',
  }),
  RATE_LIMIT_SCALE: decimal(0, 1000).default(1).register(docs, {
    default: '1',
    text: 'Multiplies all limits of requests by the minute, and of requests that are open at once; 0 turns them off.',
  }),
  ROLE: oneOf(['all', 'api', 'worker']).default('all').register(docs, {
    default: 'all',
    text: 'What this process does: all, api (HTTP only) or worker (jobs only).',
  }),
  MAX_CONCURRENT_JOBS: wholeNumber(1, 1000).default(defaultConcurrency).register(docs, {
    default: 'twice the cores, at least 4',
    text: 'Jobs that run at once in this process.',
  }),
  MAX_JOBS_PER_WORKSPACE: wholeNumber(1, 1000).default(4).register(docs, {
    default: '4',
    text: 'Jobs of one kind that one workspace runs at once; more wait in the queue.',
  }),
  JOB_PROCESSING_INTERVAL: seconds(0.1, 3600).default(2).register(docs, {
    default: '2',
    text: 'Seconds between looks at the queue; only the backstop, since new jobs wake a worker at once.',
  }),
  MAX_JOB_RETRIES: wholeNumber(0, 100).default(3).register(docs, {
    default: '3',
    text: 'How often a job that failed for a passing reason is tried again.',
  }),
  JOB_CLEANUP_DAYS: wholeNumber(1, 3650).default(30).register(docs, {
    default: '30',
    text: 'Days after which ended jobs are deleted.',
  }),
  MAX_RUN_S: wholeNumber(1, 86_400).default(86_400).register(docs, {
    default: '86400',
    text: 'The longest time limit, in seconds, that a run may ask for.',
  }),
  SANDBOX_REQUIRE_OS_WALL: z.enum(['0', '1'], 'must be 0 or 1').default('0').register(docs, {
    default: '0',
    text: 'With 1, refuses to start where the kernel offers no Landlock and seccomp to put around the code that people run.',
  }),
  DRAIN_S: wholeNumber(0, 3600).default(20).register(docs, {
    default: '20',
    text: 'Seconds that requests and jobs get to finish at shutdown; other jobs are queued again.',
  }),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional().register(docs, {
    default: null,
    text: 'Bearer token that GET /metrics asks for; unset, there is no /metrics.',
    secret: true,
  }),
  WORKER_PORT: wholeNumber(1, 65_535).optional().register(docs, {
    default: 'PORT on Railway, otherwise none',
    text: 'Port where a worker answers GET /health and /metrics.',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl().optional().register(docs, {
    default: null,
    text: 'An OpenTelemetry collector that hears of requests, jobs and model calls, e.g. http://localhost:4318; unset, nothing is traced.',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders().optional().register(docs, {
    default: null,
    text: 'Headers for the collector, as NAME=VALUE separated by commas.',
    secret: true,
  }),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').register(docs, {
    default: 'info',
    text: 'Least severe log lines that are written: fatal, error, warn, info, debug, trace or silent.',
  }),
})

export type Variable = { name: string; default: string | null; text: string }

/** All variables in the order of the documentation; a default of null means that being unset has the meaning in `text`. */
export function describeVariables(): Variable[] {
  return Object.entries(Variables.shape).map(([name, schema]) => {
    const doc = docs.get(schema)
    return { name, default: doc?.default ?? null, text: doc?.text ?? '' }
  })
}

const byName = new Map<string, z.ZodType>(Object.entries(Variables.shape))

export function isSecret(name: string): boolean {
  const schema = byName.get(name)
  return schema !== undefined && docs.get(schema)?.secret === true
}

// Jobs mostly wait (for a sandbox, a model, a store), so two for each core; and enough on one core to be of use.
function defaultConcurrency(): number {
  return Math.max(4, availableParallelism() * 2)
}
