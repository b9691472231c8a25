import { execFile } from 'node:child_process'
import { access, chmod, chown, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { openCluster } from '../embedded/cluster.ts'
import { rememberedEndpoint, urlOf } from '../embedded/endpoint.ts'
import { StartupError } from '../startup-error.ts'

const run = promisify(execFile)

/** Belongs to one machine or one start, or is made again. */
const LEFT_OUT = [
  'postgres/socket',
  'postgres/port',
  'postgres/postgres.log',
  'postgres/data/pg_wal/*',
  'postgres/data/pg_replslot/*',
  'postgres/data/postmaster.*',
  'postgres/data/pg_internal.init',
  'sandbox',
  'uploads',
]

/**
 * Writes everything in a data folder into one tar file while the server runs: its cluster as PostgreSQL's own base backup does it, with the
 * log that was written meanwhile, and the vectors after that, so that no row of it lacks its vector. A file with a name is a whole backup.
 * Source: PostgreSQL's documentation, "Making a Base Backup Using the Low Level API".
 *
 * @throws StartupError when nothing runs there, or the file is there already.
 */
export async function backUp(dataDir: string, file: string): Promise<void> {
  const target = resolve(file)
  if (await exists(target))
    throw new StartupError(`${file} is there already: a backup never takes the place of another.`)
  const client = await connect(dataDir)
  const staging = await mkdtemp(join(dirname(target), '.outlast-backup-'))
  const draft = join(staging, 'backup.tar')
  try {
    // Kept until this connection ends: what is written from now on must still be there at the end.
    await client.query(`select pg_create_physical_replication_slot('outlast_backup', true, true)`)
    await client.query(`select pg_backup_start('outlast', fast => true)`)
    await tar([
      '-cf',
      draft,
      ...LEFT_OUT.map((path) => `--exclude=./${path}`),
      '--exclude=./vectors',
      '-C',
      dataDir,
      '.',
    ])
    const { rows } = await client.query<{ label: string }>(`select labelfile as label from pg_backup_stop()`)
    await writeLabel(staging, { label: rows[0]?.label ?? '', like: join(dataDir, 'postgres', 'data') })
    await tar(['-rf', draft, '-C', staging, './postgres/data/backup_label'])
    await tar(['-rf', draft, '-C', dataDir, './postgres/data/pg_wal'])
    if (await exists(join(dataDir, 'vectors'))) await tar(['-rf', draft, '-C', dataDir, './vectors'])
    // All that people wrote is in it, and the password of the database.
    await chmod(draft, 0o600)
    await rename(draft, target)
  } finally {
    await client.end()
    await rm(staging, { recursive: true, force: true })
  }
}

/**
 * Puts a backup into a data folder that holds no cluster yet. The next start finds it, and PostgreSQL brings it to the moment at which the
 * backup ended.
 *
 * @throws StartupError when there is one already, or the file is no backup.
 */
export async function restore(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  if ((await readdir(dataDir)).includes('postgres')) {
    throw new StartupError(
      `There is a database in ${dataDir} already: name another folder with DATA_DIR, or move that one away.`,
    )
  }
  const { stdout } = await run('tar', ['-tf', resolve(file)], { maxBuffer: 1e9 }).catch((cause: unknown) => {
    throw new StartupError(`${file} can't be read as a backup.`, { cause })
  })
  if (!stdout.includes('./postgres/data/backup_label')) throw new StartupError(`${file} is no backup of Outlast.`)
  await tar(['-xpf', resolve(file), '-C', dataDir])
}

/** The server's account reads it, which is not ours where we are root. */
async function writeLabel(staging: string, { label, like }: { label: string; like: string }): Promise<void> {
  const file = join(staging, 'postgres', 'data', 'backup_label')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, label, { mode: 0o600 })
  const { uid, gid } = await stat(like)
  if (process.getuid?.() === 0) await chown(file, uid, gid)
}

async function connect(dataDir: string): Promise<Client> {
  const absent = new StartupError(
    `No database runs in ${dataDir}. While Outlast is stopped, a copy of that folder is a backup; otherwise set DATA_DIR as it has it.`,
  )
  if (!(await exists(join(dataDir, 'postgres', 'password')))) throw absent
  const cluster = await openCluster(dataDir)
  const client = new Client({ connectionString: urlOf(cluster, await rememberedEndpoint(cluster), 'outlast') })
  await client.connect().catch((cause: unknown) => {
    throw new StartupError(absent.message, { cause })
  })
  return client
}

async function tar(args: string[]): Promise<void> {
  await run('tar', args).catch((error: { code?: unknown }) => {
    // 1: a file changed while it was read. PostgreSQL counts on that: the log that comes along mends it.
    if (error.code !== 1) throw error
  })
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
