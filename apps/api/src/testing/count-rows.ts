import { type Database, sqlOf } from '@outlast/db'

/** What processes keep for themselves: limits go after a minute, and the vectors that are to be swept at the next sweep. */
const OTHERS = ['_prisma_migrations', 'worker', 'rate_limit', 'vector_garbage']

/** Rows in every table of ours, whatever tables there are, and `tickets`: what the engine has to deliver. */
export async function countRows({ pool }: Database): Promise<Record<string, number>> {
  const sql = sqlOf(pool)
  const tables = await sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname <> ALL($1) ORDER BY 1`,
    [OTHERS],
  )
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS count FROM "${name}"`)
  // pg-boss's own housekeeping and ours come by the clock.
  const tickets = `SELECT 'tickets', count(*)::int FROM pgboss.job WHERE name !~ '^(__pgboss__|outlast\\.)'`
  const rows = await sql.query<{ name: string; count: number }>([...counts, tickets].join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}
