import { createHash } from 'node:crypto'
import { type Sql, newId } from '@outlast/db'
import { toStorableJson } from './settle.ts'
import { FIND_BY_KEY, INSERT_JOB } from './sql.ts'
import type { Tickets } from './tickets.ts'
import { currentTraceparent } from './trace.ts'

/** A job to be. `input` has to be what the kind's schema accepts. */
export type NewJob = {
  workspaceId: string
  kind: string
  /** One line for lists. */
  title: string
  input: unknown
  subjectId?: string | null
  retryOf?: string | null
  /** Same key and same request: the same job. */
  idempotencyKey?: string | null
  /** What the key stands for, if not the kind, input and `retryOf`. */
  request?: unknown
  requestId?: string | null
}

export type Enqueued = { jobId: string; isNew: boolean }

/** The key was used before, for something else. Nothing was written. */
export class IdempotencyMismatch extends Error {
  override readonly name = 'IdempotencyMismatch'
}

/**
 * Writes the job, its ticket and the wake-up in the transaction of `sql`. Two requests with one key at the same time
 * are put in order by the unique index: the second one waits for the first to commit and finds its job.
 */
export async function enqueue(
  deps: { sql: Sql; tickets: Tickets; maxAttempts: number },
  job: NewJob,
): Promise<Enqueued> {
  const { sql, tickets } = deps
  const jobId = newId()
  const request = job.request ?? { kind: job.kind, input: job.input, retry_of: job.retryOf ?? null }
  const hash = createHash('sha256').update(JSON.stringify(request)).digest()
  // Looked for before it is tried: an insert that meets the key waits for whoever is changing that job, e.g. settling
  // it, and they may wait for what the caller's transaction has locked.
  const known = await findByKey(sql, job, hash)
  if (known !== null) return known
  const added = await sql.query(INSERT_JOB, [
    jobId,
    job.workspaceId,
    job.kind,
    job.title,
    job.subjectId ?? null,
    toStorableJson(job.input) ?? '{}',
    deps.maxAttempts,
    job.retryOf ?? null,
    job.idempotencyKey ?? null,
    job.idempotencyKey === undefined || job.idempotencyKey === null ? null : hash,
    job.requestId ?? null,
    currentTraceparent(),
  ])
  if (added.length === 0) return (await findByKey(sql, job, hash)) ?? vanished()
  await tickets.add(sql, job.kind, [{ id: jobId, workspaceId: job.workspaceId }])
  return { jobId, isNew: true }
}

async function findByKey(sql: Sql, job: NewJob, hash: Buffer): Promise<Enqueued | null> {
  if (job.idempotencyKey === undefined || job.idempotencyKey === null) return null
  const rows = await sql.query<{ id: string; request_hash: Buffer }>(FIND_BY_KEY, [job.workspaceId, job.idempotencyKey])
  const [existing] = rows
  if (existing === undefined) return null
  if (!hash.equals(existing.request_hash)) {
    throw new IdempotencyMismatch('This Idempotency-Key was used for another request.')
  }
  return { jobId: existing.id, isNew: false }
}

function vanished(): never {
  throw new Error('A job with the same idempotency key vanished while it was looked up.')
}
