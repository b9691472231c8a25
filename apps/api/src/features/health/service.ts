import type { DatabaseHealth, Health } from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import type { Sandbox } from '@outlast/sandbox'
import { AppError } from '../../http/app-error.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import { readDatabaseState } from './repository.ts'

export type HealthDeps = {
  database: Database
  engine: Engine
  sandbox: Sandbox | null
  lifecycle: Lifecycle
  version: string
}

export function getHealth({ engine, sandbox, lifecycle, version }: HealthDeps): Health {
  const worker = engine.status()
  const code = sandbox?.status()
  return {
    status: lifecycle.draining.aborted ? 'draining' : 'ok',
    version,
    started_at: lifecycle.startedAt.toISOString(),
    worker: worker && { running: worker.running, slots: worker.slots, dead_peers_reaped: worker.deadPeersReaped },
    sandbox: code ? { walls: code.walls, python_ready: code.pythonReady, warm: code.warm } : null,
  }
}

/** Throws `unavailable` where the database does not answer. */
export async function getDatabaseHealth({ database }: HealthDeps): Promise<DatabaseHealth> {
  const startedAt = performance.now()
  const state = await readDatabaseState(database).catch((cause: unknown) => {
    throw new AppError('unavailable', 'The database does not answer; see the server log.', { cause })
  })
  return { status: 'ok', latency_ms: Math.round((performance.now() - startedAt) * 10) / 10, ...state }
}
