import { type Database, sqlOf } from '@outlast/db'
import { REQUEST_CANCEL } from './sql.ts'

export type CancelRequest = { workspaceId: string; jobIds: string[] }

/** `cancelled` had not started and have ended; `requested` are running and end when their work has stopped. */
export type CancelCounts = { cancelled: number; requested: number }

/** Cancelling many jobs locks many rows, as flushes do, and the two may meet in different orders. */
const MAX_TRIES = 5

/** A notification holds 8,000 bytes: 200 ids and some. */
const MAX_BATCH = 200

/**
 * Cancels what waits and asks what runs to stop; answers which jobs run. The holders hear of it by notification.
 * Tickets are left alone: claiming takes ticket and job in that order, and the other order here would deadlock with it.
 * A ticket whose job has ended is thrown away by whoever fetches it.
 */
export async function requestCancel(
  database: Database,
  { workspaceId, jobIds }: CancelRequest,
): Promise<{ counts: CancelCounts; runningIds: string[] }> {
  const asked: Asked[] = []
  for (let start = 0; start < jobIds.length; start += MAX_BATCH) {
    asked.push(...(await requestBatch(database, { workspaceId, jobIds: jobIds.slice(start, start + MAX_BATCH) })))
  }
  const runningIds = asked.filter(({ status }) => status === 'running').map(({ id }) => id)
  return { counts: { cancelled: asked.length - runningIds.length, requested: runningIds.length }, runningIds }
}

type Asked = { id: string; status: string }

async function requestBatch({ pool }: Database, { workspaceId, jobIds }: CancelRequest): Promise<Asked[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sqlOf(pool).query<Asked>(REQUEST_CANCEL, [workspaceId, jobIds])
    } catch (error) {
      if (tries === MAX_TRIES || !isDeadlock(error)) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}
