import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTestDatabase, startTestCluster } from '../src/index.ts'
import { sqlToReach } from './schema-engine.ts'

// pnpm run migration add_threads: writes the difference between the migrations and schema.prisma as a new migration.
const prisma = fileURLToPath(new URL('../prisma', import.meta.url))
const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Give the migration a name of lower-case words, e.g. pnpm run migration add_threads')
  process.exit(1)
}

const cluster = await startTestCluster()
try {
  const { url } = await createTestDatabase(cluster.url)
  const sql = await sqlToReach(join(prisma, 'schema.prisma'), url)
  console.log(sql === '' ? 'The migrations lead to schema.prisma already: nothing to do.' : await write(sql))
} finally {
  await cluster.stop()
}

async function write(sql: string): Promise<string> {
  const timestamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const directory = join(prisma, 'migrations', `${timestamp}_${name}`)
  await mkdir(directory)
  await writeFile(join(directory, 'migration.sql'), sql)
  return `Wrote ${join(directory, 'migration.sql')}: read it before you commit it, above all what it drops.`
}
