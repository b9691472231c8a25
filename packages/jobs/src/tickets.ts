import type { Sql } from '@outlast/db'
import type pg from 'pg'
import { PgBoss, type Db } from 'pg-boss'

/** A fetched ticket: the right to run the job of the same id. */
export type Ticket = { id: string; retryCount: number }

/**
 * The delivery side of a job, on pg-boss: one ticket per waiting or running attempt, with the job's id. A ticket says
 * when a job is due, in which order and for whom; it is removed when the attempt ends, and a retry gets a new one. So
 * the back-off and the counting of attempts are ours alone, and pg-boss's tables stay as small as the work at hand.
 */
export type Tickets = {
  /** Makes the jobs of these ids due after `delayMs`, in the transaction of `sql`. */
  add(sql: Sql, kind: string, jobs: { id: string; workspaceId: string; delayMs?: number }[]): Promise<void>
  /** Fetches up to `limit` due tickets; the transaction of `sql` has to claim their jobs. */
  fetch(sql: Sql, kind: string, limit: number): Promise<Ticket[]>
  remove(sql: Sql, kind: string, ids: string[]): Promise<void>
  /** Tells pg-boss that these attempts live: the backstop for a hung process. */
  touch(kind: string, tickets: Ticket[]): Promise<void>
  /** Runs `handler` once for each time that `cron` names (UTC), in one process of all. */
  schedule(name: string, cron: string, handler: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** pg-boss keeps no ticket active for longer than 24 h; attempts have to end a little earlier. */
export const MAX_ATTEMPT_S = 86_400 - 60

/** A process that does not touch its tickets for so long is taken for hung. The advisory lock finds dead ones sooner. */
export const HEARTBEAT_S = 60

/** Ten years: a ticket waits as long as its job does. */
const KEEP_WAITING_S = 10 * 365 * 86_400

/** More than any number of hung holders: the job's own allowance decides, not pg-boss. */
const RETRY_LIMIT = 1000

/** First key of the lock that makes pg-boss's group limit strict (it counts, then takes). Spells "OG". */
const GROUP_LOCK_CLASS = 0x4f47

const NO_JOB = '00000000-0000-0000-0000-000000000000'

export type TicketOptions = {
  pool: pg.Pool
  kinds: readonly string[]
  /** Running jobs of one kind of one workspace, over all processes; null for no limit. */
  perWorkspace: number | null
  /** Whether this process looks after pg-boss's own tables and schedules. */
  supervise: boolean
  onError(error: Error): void
}

/** Creates pg-boss's schema where it is missing, a queue for each kind, and answers the way to use them. */
export async function openTickets(options: TicketOptions): Promise<Tickets> {
  const boss = new PgBoss({
    db: dbOfPool(options.pool),
    supervise: options.supervise,
    schedule: options.supervise,
    // Nothing here uses flows or background index builds: look rarely.
    flowIntervalSeconds: 3600,
    bamIntervalSeconds: 3600,
  })
  boss.on('error', options.onError)
  await boss.start()
  for (const kind of options.kinds) await ensureQueue(boss, kind)
  return {
    add: (sql, kind, jobs) => add(boss, sql, { kind, jobs }),
    fetch: (sql, kind, limit) => fetchTickets(boss, sql, { kind, limit, perWorkspace: options.perWorkspace }),
    async remove(sql, kind, ids) {
      await boss.deleteJob(kind, ids, { db: dbOf(sql) })
    },
    async touch(kind, tickets) {
      await boss.touch(kind, tickets)
    },
    schedule: (name, cron, handler) => schedule(boss, { name, cron, handler }),
    stop: () => boss.stop({ graceful: false }),
  }
}

async function ensureQueue(boss: PgBoss, kind: string): Promise<void> {
  const queue = {
    expireInSeconds: 86_400,
    heartbeatSeconds: HEARTBEAT_S,
    retryLimit: RETRY_LIMIT,
    retentionSeconds: KEEP_WAITING_S,
  }
  await boss.createQueue(kind, queue)
  await boss.updateQueue(kind, queue)
  // pg-boss reads a queue's settings once, over its own connection, when it is first used. Were that inside 20
  // transactions at once, they would hold all connections of the pool and wait for one more: so it is done here.
  await boss.findJobs(kind, { id: NO_JOB })
}

type Additions = { kind: string; jobs: { id: string; workspaceId: string; delayMs?: number }[] }

async function add(boss: PgBoss, sql: Sql, { kind, jobs }: Additions): Promise<void> {
  const rows = jobs.map(({ id, workspaceId, delayMs = 0 }) => ({
    id,
    data: { job_id: id },
    group: { id: workspaceId },
    ...(delayMs > 0 ? { startAfter: `${delayMs} milliseconds` } : {}),
  }))
  await boss.insert(kind, rows, { db: dbOf(sql) })
}

type FetchQuery = { kind: string; limit: number; perWorkspace: number | null }

async function fetchTickets(boss: PgBoss, sql: Sql, query: FetchQuery): Promise<Ticket[]> {
  const { kind, limit, perWorkspace } = query
  if (perWorkspace === null) return boss.fetch(kind, { db: dbOf(sql), batchSize: limit })
  // The limit is strict only if no two fetches of a kind count at the same time.
  await sql.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [GROUP_LOCK_CLASS, kind])
  return boss.fetch(kind, { db: dbOf(sql), batchSize: limit, groupConcurrency: perWorkspace })
}

async function schedule(
  boss: PgBoss,
  job: { name: string; cron: string; handler: () => Promise<void> },
): Promise<void> {
  await boss.createQueue(job.name, { retryLimit: 2, deleteAfterSeconds: 86_400 })
  await boss.schedule(job.name, job.cron)
  await boss.work(job.name, { pollingIntervalSeconds: 30 }, () => job.handler())
}

function dbOf(sql: Sql): Db {
  return {
    async executeSql(text, values) {
      return { rows: await sql.query(text, values) }
    },
  }
}

/** pg-boss installs its schema with several statements in one text, for which pg answers several results. */
function dbOfPool(pool: pg.Pool): Db {
  return {
    async executeSql(text, values) {
      const result: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values)
      return { rows: (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [] }
    },
  }
}

/** Creates pg-boss's schema and the queues, and leaves: for a database that engines start on later. */
export async function installDelivery(pool: pg.Pool, kinds: readonly string[]): Promise<void> {
  const tickets = await openTickets({
    pool,
    kinds,
    perWorkspace: null,
    supervise: false,
    onError: (error) => {
      throw error
    },
  })
  await tickets.stop()
}
