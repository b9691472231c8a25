import { type Database, sqlOf } from '@outlast/db'

const DATABASE_STATE = `
  SELECT current_setting('server_version') AS server_version,
    (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migrations`

const JOB_COUNTS = `SELECT kind, status::text, count(*)::int AS count FROM job GROUP BY kind, status`

/** Jobs of all workspaces. */
export function countJobs({ pool }: Database): Promise<{ kind: string; status: string; count: number }[]> {
  return sqlOf(pool).query(JOB_COUNTS)
}

/** Asks the database for something small. Throws where it does not answer. */
export async function readDatabaseState({ pool }: Database): Promise<{ server_version: string; migrations: number }> {
  const [state] = await sqlOf(pool).query<{ server_version: string; migrations: number }>(DATABASE_STATE)
  if (state === undefined) throw new Error('The database answered nothing.')
  return state
}
