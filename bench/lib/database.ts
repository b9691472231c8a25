import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, createDatabase, migrate, newId, startEmbeddedPostgres } from '../../packages/db/src/index.ts'

/**
 * A PostgreSQL of its own, as `npm start` runs it: fsync on, nothing tuned for the measurement; `settings` are for
 * what measures.
 */
export async function withDatabase(
  work: (database: Database, url: string) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'outlast-bench-'))
  const embedded = await startEmbeddedPostgres({ dataDir, settings })
  try {
    await migrate({ url: embedded.url })
    const database = createDatabase({ url: embedded.url, maxConnections: 20 })
    await work(database, embedded.url)
    await database.close()
  } finally {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export async function addWorkspace(database: Database): Promise<string> {
  return (await database.prisma.workspace.create({ data: { id: newId() } })).id
}
