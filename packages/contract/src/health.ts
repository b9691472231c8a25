import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { Timestamp } from './wire.ts'

const c = initContract()

export const About = z
  .object({ name: z.literal('outlast'), version: z.string(), docs: z.string(), openapi: z.string() })
  .meta({ id: 'About' })
export type About = z.infer<typeof About>

export const Health = z
  .object({
    status: z.enum(['ok', 'draining']),
    version: z.string(),
    started_at: Timestamp,
    worker: z
      .object({ running: z.int(), slots: z.int(), dead_peers_reaped: z.int() })
      .nullable()
      .describe('Null where this process takes no jobs'),
    sandbox: z
      .object({
        walls: z.array(z.string()).describe('What stands between the code and this machine'),
        python_ready: z.boolean(),
        warm: z.object({ typescript: z.int(), python: z.int() }),
      })
      .nullable(),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>

export const DatabaseHealth = z
  .object({ status: z.literal('ok'), latency_ms: z.number(), server_version: z.string(), migrations: z.int() })
  .meta({ id: 'DatabaseHealth' })
export type DatabaseHealth = z.infer<typeof DatabaseHealth>

export const health = c.router({
  about: { method: 'GET', path: '/', summary: 'What this server is', responses: { 200: About } },
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether this process can serve; touches nothing slow',
    responses: { 200: Health },
  },
  database: {
    method: 'GET',
    path: '/health/db',
    summary: 'Whether the database answers and is migrated',
    responses: { 200: DatabaseHealth, 503: Problem },
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'Metrics in the text format of Prometheus, for whoever holds METRICS_TOKEN; 404 where none is set',
    responses: {
      200: c.otherResponse({ contentType: 'text/plain; version=0.0.4; charset=utf-8', body: z.string() }),
      401: Problem,
      404: Problem,
    },
  },
})
