import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartupError } from '../startup-error.ts'

export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

export type Migration = {
  /** The folder's name, `<timestamp>_<name>`: names sort in the order in which migrations are applied. */
  name: string
  sql: string
  checksum: string
  /** Checksums that other checkouts of the same file have: git may change line ends, and Prisma forgives that too. */
  equalChecksums: string[]
}

/** Reads `<directory>/<timestamp>_<name>/migration.sql`, in the order of their names. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new StartupError(`The migrations folder ${directory} can't be read: install Outlast again.`, { cause })
  })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.sort().map((name) => readMigration(directory, name)))
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const file = join(directory, name, 'migration.sql')
  const sql = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(`The migration ${file} can't be read: install Outlast again.`, { cause })
  })
  const lf = sql.replaceAll('\r\n', '\n')
  return { name, sql, checksum: sha256(sql), equalChecksums: [sha256(lf), sha256(lf.replaceAll('\n', '\r\n'))] }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
