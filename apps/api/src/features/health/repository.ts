import { type Database, sqlOf } from '@outlast/db'

const DATABASE_STATE = `
  SELECT current_setting('server_version') AS server_version,
    (SELECT count(*)::int FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migrations`

/** Asks the database for something small. Throws where it does not answer. */
export async function readDatabaseState({ pool }: Database): Promise<{ server_version: string; migrations: number }> {
  const [state] = await sqlOf(pool).query<{ server_version: string; migrations: number }>(DATABASE_STATE)
  if (state === undefined) throw new Error('The database answered nothing.')
  return state
}
