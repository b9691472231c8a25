import { PrismaPg } from '@prisma/adapter-pg'
import { Client, type ClientConfig, Pool, types } from 'pg'
import { PrismaClient } from './generated/client.ts'
import { type Statement, meteredClient } from './metered-client.ts'
import { safeNumber } from './sql.ts'

export type DatabaseOptions = {
  /** Where queries go; may lead through a pooler in transaction mode. */
  url: string
  /** Past the pooler, for LISTEN and session locks. Default: `url`. */
  directUrl?: string | undefined
  /** Connections at most in each of the two large pools; they are opened as needed. Default 10. */
  maxConnections?: number
  /** Told of every statement through the pools, those of Prisma among them. */
  onStatement?: (statement: Statement) => void
  /** Told when an idle connection breaks (a restarted server). The pool opens another by itself. */
  onConnectionError?: (error: Error) => void
}

export type Database = {
  /** The one pool. Rows come with bigint as number (where exact) and timestamptz as Date. */
  pool: Pool
  /** Prisma over the same pool. */
  prisma: PrismaClient
  /** A pool on the direct URL, for whoever prepares statements: a pooler in transaction mode would mix them up. */
  directPool: Pool
  /**
   * A few connections on the direct URL for short statements that everybody waits for: claims, flushes, reads that many share.
   * Whoever holds one for longer goes elsewhere; 200 who write at once had each flush wait for 0.8 s in one pool with them.
   */
  expressPool: Pool
  /** Opens a connection of its own on the direct URL, for LISTEN and session locks. The caller ends it. */
  connectDirect(): Promise<Client>
  /** Waits for borrowed connections and closes all. Safe to call twice. */
  close(): Promise<void>
}

/** Claims and flushes are one at a time; two more for the reads. */
const EXPRESS_CONNECTIONS = 4

/** Builds the pool and Prisma on it. Connects lazily: nothing is thrown before the first query. */
export function createDatabase(options: DatabaseOptions): Database {
  let closed: Promise<void> | undefined
  // A pool is ended before the server has said goodbye to its connections: what breaks then is no loss.
  const onConnectionError = (error: Error): void => void (closed ?? options.onConnectionError?.(error))
  const pool = createPool(options.url, { ...options, onConnectionError })
  const directUrl = options.directUrl ?? options.url
  const directPool = createPool(directUrl, { ...options, onConnectionError })
  const expressPool = createPool(directUrl, { ...options, maxConnections: EXPRESS_CONNECTIONS, onConnectionError })
  // Minimal: the other formats quote the arguments of the failed call, and those may be a person's text.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })

  async function close() {
    await prisma.$disconnect()
    await Promise.all([pool.end(), directPool.end(), expressPool.end()])
  }
  return {
    pool,
    directPool,
    expressPool,
    prisma,
    connectDirect: () => openConnection(directUrl, onConnectionError),
    close: () => (closed ??= close()),
  }
}

function createPool(url: string, { maxConnections, onConnectionError, onStatement }: DatabaseOptions): Pool {
  const pool = new Pool({
    ...connectionConfig(url),
    ...(onStatement === undefined ? {} : { Client: meteredClient(onStatement) }),
    max: maxConnections ?? 10,
    // A borrower that waits longer than this has met a leak or an overload: say so instead of hanging.
    connectionTimeoutMillis: 30_000,
  })
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', (error) => onConnectionError?.(error))
  // The same for a borrowed connection between two queries; its next query fails by itself.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * One connection outside any pool, connected. The caller ends it, and hears of its loss through the client's own
 * `error` and `end` events; `onError` only keeps an unheard error from ending the process.
 */
export async function openConnection(url: string, onError?: (error: Error) => void): Promise<Client> {
  const client = new Client({ ...connectionConfig(url), connectionTimeoutMillis: 30_000 })
  client.on('error', (error) => onError?.(error))
  await client.connect()
  return client
}

function connectionConfig(connectionString: string): ClientConfig {
  return { connectionString, types: { getTypeParser }, keepAlive: true, application_name: 'outlast' }
}

const INT8 = 20

/** pg's own parsers, but for bigint, which pg leaves a string. Per connection: nothing global is changed. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8 && format !== 'binary') return (text: string) => safeNumber(BigInt(text))
  return format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid, 'text')
}

/** Opens a connection for `work` and closes it again. */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await openConnection(url)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
