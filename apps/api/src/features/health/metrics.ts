import { createHash, timingSafeEqual } from 'node:crypto'
import type { Database } from '@outlast/db'
import { Gauge, Registry } from 'prom-client'
import { AppError, notFound } from '../../http/app-error.ts'
import { countJobs } from './repository.ts'
import type { HealthDeps } from './service.ts'

/** What is read when it is asked for: how this process is, and the jobs of all. */
export function createGauges({ engine, sandbox, database }: HealthDeps): Registry {
  const registry = new Registry()
  const add = <Label extends string>(name: string, help: string, own: OwnGauge<Label>): void => {
    const { labels: labelNames = [], read } = own
    const gauge: Gauge<Label> = new Gauge({ name, help, labelNames, registers: [registry], collect: () => read(gauge) })
  }
  add('outlast_jobs', 'Jobs by kind and status, of all workspaces', {
    labels: ['kind', 'status'],
    async read(gauge) {
      gauge.reset()
      for (const { count, ...labels } of await countJobs(database)) gauge.set(labels, count)
    },
  })
  add('outlast_jobs_running', 'Jobs that this process runs', {
    read: (gauge) => gauge.set(engine.status()?.running ?? 0),
  })
  add('outlast_job_slots', 'Jobs that this process can run at once', {
    read: (gauge) => gauge.set(engine.status()?.slots ?? 0),
  })
  add('outlast_held_requests', 'Requests that wait for a change of a job', {
    read: (gauge) => gauge.set(engine.changes.waiting),
  })
  add('outlast_sandbox_warm', 'Sandbox processes that wait for code', {
    labels: ['pool'],
    read(gauge) {
      for (const [pool, count] of Object.entries(sandbox?.status().warm ?? {})) gauge.set({ pool }, count)
    },
  })
  add('outlast_database_connections', 'Connections of this process to PostgreSQL by pool; waiting: who wants one', {
    labels: ['pool', 'state'],
    read(gauge) {
      for (const [pool, states] of Object.entries(connectionsOf(database))) {
        for (const [state, count] of Object.entries(states)) gauge.set({ pool, state }, count)
      }
    },
  })
  return registry
}

function connectionsOf({ pool, directPool, expressPool }: Database) {
  const states = ({ totalCount, idleCount, waitingCount }: typeof pool) => {
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
  }
  return { pooled: states(pool), direct: states(directPool), express: states(expressPool) }
}

type OwnGauge<Label extends string> = { labels?: Label[]; read(gauge: Gauge<Label>): void | Promise<void> }

/** Throws `not_found` where no token is configured, `unauthorized` where another one was given. */
export function readMetrics(
  registry: Registry,
  { configured, given }: { configured: string | null; given: string | null },
): Promise<string> {
  if (configured === null) throw notFound('page: set METRICS_TOKEN to have one')
  if (given === null || !timingSafeEqual(sha256(configured), sha256(given))) {
    throw new AppError('unauthorized', 'Send METRICS_TOKEN as "Authorization: Bearer …".')
  }
  return registry.metrics()
}

function sha256(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
