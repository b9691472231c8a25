import { Client, DatabaseError } from 'pg'
import { explainConnectionError } from '../connection-error.ts'
import { newId } from '../new-id.ts'
import { sqlOf } from '../sql.ts'
import { StartupError } from '../startup-error.ts'
import { MIGRATIONS_DIRECTORY, type Migration, readMigrations } from './migration-files.ts'
import { readRecorded, record } from './migrations-table.ts'
import { planMigrations } from './plan.ts'

export type MigrateOptions = ({ url: string } | { client: Client }) & {
  /** Told the name of each migration before it runs. */
  onApply?: (name: string) => void
  /** Default: the migrations of this package. */
  directory?: string
}

/** `applied`: names that this call applied, in order. `total`: how many there are on disk. */
export type MigrateResult = { applied: string[]; total: number }

// Prisma's own number: its `migrate deploy` and this runner wait for each other.
const LOCK_KEY = 72_707_369

/**
 * Brings the database up to date. Safe to run from several processes at once: a session lock lets one do the work while
 * the others wait, so the URL must not lead through a pooler in transaction mode. Each migration runs in a transaction
 * of its own (so no CREATE INDEX CONCURRENTLY) together with its row: one that fails leaves nothing behind.
 *
 * @throws StartupError when the server can't be reached or refuses, or when files and database contradict each other.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const client =
    'client' in options
      ? options.client
      : new Client({ connectionString: options.url, connectionTimeoutMillis: 30_000 })
  // An unheard error event would end the process; the query that is under way fails by itself.
  client.on('error', ignore)
  try {
    if ('url' in options) await client.connect()
    return await migrateUnderLock(client, options)
  } catch (error) {
    throw explainConnectionError(error, client)
  } finally {
    if ('url' in options) await client.end()
    client.off('error', ignore)
  }
}

function ignore() {}

async function migrateUnderLock(client: Client, options: MigrateOptions): Promise<MigrateResult> {
  const sql = sqlOf(client)
  // A role's default of 30 s would cut a long migration, or the wait for another process that runs one.
  await sql.query(`select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)`)
  await sql.query('select pg_advisory_lock($1)', [LOCK_KEY])
  try {
    const files = await readMigrations(options.directory ?? MIGRATIONS_DIRECTORY)
    const pending = planMigrations(files, await readRecorded(sql))
    for (const migration of pending) {
      options.onApply?.(migration.name)
      await apply(client, migration)
    }
    return { applied: pending.map((migration) => migration.name), total: files.length }
  } finally {
    // Fails only on a broken connection, which has let go of the lock already.
    await client
      .query(`select pg_advisory_unlock(${LOCK_KEY}); reset statement_timeout; reset lock_timeout`)
      .catch(ignore)
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    // Without values pg uses the simple protocol, which takes many statements at once.
    await client.query(migration.sql)
    await record(sqlOf(client), { id: newId(), checksum: migration.checksum, name: migration.name })
    await client.query('commit')
  } catch (error) {
    // The error is what matters; a rollback that fails has lost its connection, and with it the transaction.
    await client.query('rollback').catch(ignore)
    if (!(error instanceof DatabaseError) || error.code === '42501') throw error
    throw new StartupError(
      `The migration ${migration.name} failed and was rolled back (${error.message}): ` +
        `correct what it met in the database and start again.`,
      { cause: error },
    )
  }
}
