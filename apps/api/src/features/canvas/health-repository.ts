import { type Database, sqlOf } from '@outlast/db'

export type Queue = { queued: number; running: number; workers: number }

const QUEUE = `
  SELECT count(*) FILTER (WHERE status = 'queued') AS queued, count(*) FILTER (WHERE status = 'running') AS running,
    (SELECT count(*) FROM worker) AS workers
  FROM job WHERE workspace_id = $1 AND status IN ('queued', 'running') AND kind = $2`

/** Jobs of a kind that have not ended, and processes that take jobs. */
export async function readQueue({ pool }: Database, workspaceId: string, kind: string): Promise<Queue> {
  const [row] = await sqlOf(pool).query<Queue>(QUEUE, [workspaceId, kind])
  return row ?? { queued: 0, running: 0, workers: 0 }
}
