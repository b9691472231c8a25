import { type Database, transaction } from '@outlast/db'
import { REQUEST_CANCEL } from './sql.ts'
import type { Tickets } from './tickets.ts'

export type CancelRequest = { workspaceId: string; jobIds: string[] }

/** `cancelled` had not started and have ended; `requested` are running and end when their work has stopped. */
export type CancelCounts = { cancelled: number; requested: number }

/** Cancels what waits and asks what runs to stop; answers which jobs run. The holders hear of it by notification. */
export function requestCancel(
  deps: { database: Database; tickets: Tickets },
  { workspaceId, jobIds }: CancelRequest,
): Promise<{ counts: CancelCounts; runningIds: string[] }> {
  return transaction(deps.database.pool, async (sql) => {
    const asked = await sql.query<{ id: string; kind: string; status: string }>(REQUEST_CANCEL, [workspaceId, jobIds])
    const cancelled = asked.filter(({ status }) => status === 'cancelled')
    for (const [kind, jobs] of Map.groupBy(cancelled, (job) => job.kind)) {
      await deps.tickets.remove(sql, kind, jobs.map(({ id }) => id))
    }
    const runningIds = asked.filter(({ status }) => status === 'running').map(({ id }) => id)
    return { counts: { cancelled: cancelled.length, requested: runningIds.length }, runningIds }
  })
}
