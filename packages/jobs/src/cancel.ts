import { type Database, sqlOf } from '@outlast/db'
import { REQUEST_CANCEL } from './sql.ts'

export type CancelRequest = { workspaceId: string; jobIds: string[] }

/** `cancelled` had not started and have ended; `requested` are running and end when their work has stopped. */
export type CancelCounts = { cancelled: number; requested: number }

/** Cancelling many jobs locks many rows, as flushes do, and the two may meet in different orders. */
const MAX_TRIES = 5

/**
 * Cancels what waits and asks what runs to stop; answers which jobs run. The holders hear of it by notification.
 * Tickets are left alone: claiming takes ticket and job in that order, and the other order here would deadlock with it.
 * A ticket whose job has ended is thrown away by whoever fetches it.
 */
export async function requestCancel(
  { pool }: Database,
  { workspaceId, jobIds }: CancelRequest,
): Promise<{ counts: CancelCounts; runningIds: string[] }> {
  for (let tries = 1; ; tries += 1) {
    try {
      const asked = await sqlOf(pool).query<{ id: string; status: string }>(REQUEST_CANCEL, [workspaceId, jobIds])
      const runningIds = asked.filter(({ status }) => status === 'running').map(({ id }) => id)
      const counts = { cancelled: asked.length - runningIds.length, requested: runningIds.length }
      return { counts, runningIds }
    } catch (error) {
      if (tries === MAX_TRIES || !isDeadlock(error)) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}
