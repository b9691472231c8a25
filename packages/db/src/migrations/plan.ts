import { StartupError } from '../startup-error.ts'
import type { Migration } from './migration-files.ts'
import type { RecordedMigration } from './migrations-table.ts'

/**
 * Decides which files are still to be applied, in order; throws a StartupError when files and database contradict
 * each other.
 *
 * A database may be newer than this code (old and new code run side by side during a deploy, and an old version may
 * restart then). It counts as newer when everything on disk is applied and every migration that is unknown here sorts
 * after the last one on disk. Unknown ones anywhere else mean another history: nothing is touched.
 */
export function planMigrations(files: Migration[], recorded: RecordedMigration[]): Migration[] {
  const unfinished = recorded.find((row) => row.finished_at === null)
  if (unfinished) {
    throw new StartupError(
      `The migration ${unfinished.name} was started on this database but never finished: repair what it left behind, ` +
        `then set rolled_back_at (to run it again) or finished_at (to keep it) in its row of _prisma_migrations.`,
    )
  }
  const applied = new Map(recorded.map((row) => [row.name, row]))
  for (const file of files) refuseEdited(file, applied.get(file.name))

  const pending = files.filter((file) => !applied.has(file.name))
  const last = files.at(-1)?.name ?? ''
  const known = new Set(files.map((file) => file.name))
  const unknown = recorded.map((row) => row.name).filter((name) => !known.has(name))
  const foreign = unknown.find((name) => name < last || pending.length > 0)
  if (foreign) {
    throw new StartupError(
      `The database has had the migration ${foreign}, which this version does not have and which is not simply newer: ` +
        `run the version that made it, or point DATABASE_URL at another database.`,
    )
  }
  return pending
}

function refuseEdited(file: Migration, row: RecordedMigration | undefined) {
  if (!row || row.checksum === file.checksum || file.equalChecksums.includes(row.checksum)) return
  throw new StartupError(
    `The migration ${file.name} was edited after this database had it: ` +
      `put the file back as it was and make the change in a new migration.`,
  )
}
