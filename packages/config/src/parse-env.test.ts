import { expect, test } from 'vitest'
import { ConfigError, parseEnv } from './index.ts'

function mistakesIn(env: Record<string, string>): readonly string[] {
  try {
    parseEnv(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

test('an empty environment works on one machine', () => {
  expect(parseEnv({})).toEqual({
    jwtIssuer: null,
    trustedProxies: 0,
    rateLimitScale: 1,
    requireOsWall: false,
    port: 4000,
    webPort: 3000,
    apiUrl: 'http://localhost:4000',
    webOrigins: ['http://localhost:3000'],
    dataDir: '.data',
    databaseUrl: null,
    databaseDirectUrl: null,
    vectorStoreUrl: 'lancedb:.data/vectors',
    maxFileBytes: 50_000_000,
    chatServer: null,
    chatRetentionHours: 24,
    basketDeltaExpiryDays: 30,
    embeddingServer: null,
    role: 'all',
    maxConcurrentJobs: expect.any(Number),
    maxJobsPerWorkspace: 4,
    jobPollS: 2,
    maxJobRetries: 3,
    jobCleanupDays: 30,
    maxRunS: 86_400,
    drainS: 20,
    metricsToken: null,
    workerPort: null,
    collector: null,
    logLevel: 'info',
  })
  expect(parseEnv({}).maxConcurrentJobs).toBeGreaterThanOrEqual(4)
})

test('an empty variable counts as unset, and so does one of spaces', () => {
  expect(parseEnv({ PORT: '', ROLE: '  ', DATABASE_URL: '' })).toEqual(parseEnv({}))
})

test('the addresses follow the ports', () => {
  const config = parseEnv({ PORT: '8080', WEB_PORT: '8081' })
  expect(config.apiUrl).toBe('http://localhost:8080')
  expect(config.webOrigins).toEqual(['http://localhost:8081'])
})

test('a key alone is for OpenAI; another server is used for embeddings only with a model that is named', () => {
  const server = (env: Record<string, string>) => parseEnv(env).embeddingServer
  const openai = { baseUrl: 'https://api.openai.com/v1', apiKey: 'k', model: 'text-embedding-3-small' }
  expect(server({ OPENAI_API_KEY: 'k' })).toEqual(openai)
  expect(server({ OPENAI_BASE_URL: 'http://localhost:1/v1' })).toBeNull()
  const own = { OPENAI_BASE_URL: 'http://localhost:1/v1', EMBEDDING_MODEL: 'm' }
  expect(server(own)).toEqual({ baseUrl: 'http://localhost:1/v1', apiKey: null, model: 'm' })
})

test('a key alone is for OpenAI; another server answers in the Coach only with a model that is named', () => {
  const server = (env: Record<string, string>) => parseEnv(env).chatServer
  const openai = { baseUrl: 'https://api.openai.com/v1', apiKey: 'k', model: 'gpt-6-luna' }
  expect(server({ OPENAI_API_KEY: 'k' })).toEqual(openai)
  expect(server({ OPENAI_API_KEY: 'k', CHAT_MODEL: 'm' })).toEqual({ ...openai, model: 'm' })
  expect(server({ OPENAI_BASE_URL: 'http://localhost:1/v1', EMBEDDING_MODEL: 'm' })).toBeNull()
  const own = { OPENAI_BASE_URL: 'http://localhost:1/v1', CHAT_MODEL: 'm' }
  expect(server(own)).toEqual({ baseUrl: 'http://localhost:1/v1', apiKey: null, model: 'm' })
})

test('a model without a server and without a key is the built-in coach', () => {
  expect(parseEnv({ CHAT_MODEL: 'm', EMBEDDING_MODEL: 'm' })).toMatchObject({ chatServer: null, embeddingServer: null })
})

test.each(['0', '1.5', '87601'])('CHAT_RETENTION_HOURS=%s is a mistake', (CHAT_RETENTION_HOURS) => {
  expect(mistakesIn({ CHAT_RETENTION_HOURS })).toHaveLength(1)
})

test('a vector store is one that we know, and its URL is not repeated', () => {
  expect(mistakesIn({ VECTOR_STORE_URL: 'redis://secret@host' })).toEqual([
    'VECTOR_STORE_URL must be lancedb:PATH, pgvector:, chroma:http://… or weaviate:https://….',
  ])
})

test('everything that can be set is set', () => {
  const config = parseEnv({
    API_URL: 'https://api.example.com/',
    WEB_ORIGINS: 'https://example.com, https://outlast-*.vercel.app',
    DATABASE_URL: 'postgres://u:p@host/db',
    DATABASE_DIRECT_URL: 'postgresql://u:p@host:5433/db',
    JOB_PROCESSING_INTERVAL: '0.5',
    MAX_JOB_RETRIES: '0',
    DRAIN_S: '0',
  })
  expect(config).toMatchObject({
    apiUrl: 'https://api.example.com',
    webOrigins: ['https://example.com', 'https://outlast-*.vercel.app'],
    databaseUrl: 'postgres://u:p@host/db',
    databaseDirectUrl: 'postgresql://u:p@host:5433/db',
    jobPollS: 0.5,
    maxJobRetries: 0,
    drainS: 0,
  })
})

test('all mistakes are reported together, one sentence each', () => {
  const env = { PORT: 'abc', ROLE: 'boss', MAX_RUN_S: '86401', WEB_ORIGINS: 'null', LOG_LEVEL: 'loud' }
  expect(() => parseEnv(env)).toThrow(
    [
      'PORT must be a whole number from 1 to 65535, but is "abc".',
      'WEB_ORIGINS must be origins such as https://example.com, without path or slash at the end, separated by commas, but is "null".',
      'ROLE must be all, api or worker, but is "boss".',
      'MAX_RUN_S must be a whole number from 1 to 86400, but is "86401".',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, but is "loud".',
    ].join('\n'),
  )
})

test.each(['0', '65536', '4000.5', '-1', '0x10', '1e3', '4 000'])('PORT=%s is a mistake', (PORT) => {
  expect(mistakesIn({ PORT })).toEqual([`PORT must be a whole number from 1 to 65535, but is "${PORT}".`])
})

test('a secret is never repeated in a message', () => {
  const mistakes = mistakesIn({ DATABASE_URL: 'mysql://user:hunter2@host/db', METRICS_TOKEN: 'hunter2' })
  expect(mistakes).toEqual([
    'DATABASE_URL must be a URL that begins with postgresql://.',
    'METRICS_TOKEN must have at least 16 characters.',
  ])
})

test('a direct URL alone is a mistake: the built-in database has no pooler', () => {
  expect(mistakesIn({ DATABASE_DIRECT_URL: 'postgresql://host/db' })).toEqual([
    'DATABASE_DIRECT_URL needs DATABASE_URL beside it.',
  ])
})

test('the keys of a Supabase project follow from its address, and others have to be named whole', () => {
  const ofProject = parseEnv({ SUPABASE_URL: 'https://abc.supabase.co/' }).jwtIssuer
  expect(ofProject).toEqual({
    jwksUrl: 'https://abc.supabase.co/auth/v1/.well-known/jwks.json',
    issuer: 'https://abc.supabase.co/auth/v1',
    audience: 'authenticated',
  })
  expect(() => parseEnv({ SUPABASE_JWKS_URL: 'https://example.com/jwks' })).toThrow('SUPABASE_JWKS_ISSUER')
})

test('headers for a collector are pairs with percent-encoded values; others are a mistake that repeats none of them', () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://localhost:4318/'
  const collectorWith = (OTEL_EXPORTER_OTLP_HEADERS: string) =>
    parseEnv({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS }).collector
  expect(parseEnv({ OTEL_EXPORTER_OTLP_ENDPOINT }).collector).toEqual({
    endpoint: 'http://localhost:4318',
    headers: {},
  })
  expect(collectorWith('authorization=Basic%20YTpi==, x-team = a')?.headers).toEqual({
    authorization: 'Basic YTpi==',
    'x-team': 'a',
  })
  for (const headers of ['hunter2', 'a=b,hunter2', 'a=hunter2%', '=hunter2', 'a=%FF', 'a=b%0D%0Ahunter2']) {
    expect(mistakesIn({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: headers })).toEqual([
      'OTEL_EXPORTER_OTLP_HEADERS must be NAME=VALUE, separated by commas.',
    ])
  }
})

test('on Railway a worker answers on the port that is asked for health; elsewhere on the one that is named', () => {
  const portIn = (env: Record<string, string>) => parseEnv({ PORT: '8080', ...env }).workerPort
  expect([portIn({}), portIn({ RAILWAY_ENVIRONMENT_ID: 'e' }), portIn({ WORKER_PORT: '9000' })]).toEqual([
    null,
    8080,
    9000,
  ])
})
