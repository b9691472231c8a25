import type pg from 'pg'

/** Anything that runs SQL: the pool, one connection, or a Prisma transaction. */
export type Sql = {
  /**
   * Runs one statement; `$1`… are `values`. bigint comes back as a number (a bigint beyond 2^53), timestamptz as a
   * Date, bytea as bytes, json parsed, whichever driver is below.
   */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>
}

/**
 * Like {@link sqlOf}, with every statement prepared once per connection: planning the engine's statements takes as long
 * as running them. Only for direct connections, and for texts of which there are few.
 */
export function preparedSqlOf(connection: pg.Pool | pg.ClientBase): Sql {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      const result: { rows: unknown[] } = await connection.query({ name: nameOf(text), text, values })
      return result.rows as Row[]
    },
  }
}

const statementNames = new Map<string, string>()

function nameOf(text: string): string {
  const known = statementNames.get(text)
  if (known !== undefined) return known
  const name = `outlast_${statementNames.size}`
  statementNames.set(text, name)
  return name
}

type RawQuery = { $queryRawUnsafe<T>(text: string, ...values: unknown[]): Promise<T> }

/** The port over a pg pool, or over one connection (all statements then run on it). */
export function sqlOf(connection: pg.Pool | pg.ClientBase): Sql {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      // The driver can't know the row type: whoever wrote the SQL states it.
      const result: { rows: unknown[] } = await connection.query(text, values)
      return result.rows as Row[]
    },
  }
}

/**
 * The port over a Prisma client or transaction. Prisma refuses columns of type void: cast them,
 * e.g. `select pg_advisory_xact_lock(1)::text`.
 */
export function sqlOfPrisma(prisma: RawQuery): Sql {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      const rows = await prisma.$queryRawUnsafe<Record<string, unknown>[]>(text, ...values)
      return rows.map(withSafeNumbers) as Row[]
    },
  }
}

function withSafeNumbers(row: Record<string, unknown>): Record<string, unknown> {
  for (const [column, value] of Object.entries(row)) if (typeof value === 'bigint') row[column] = safeNumber(value)
  return row
}

/** A number when it is exact as one, else the bigint itself: a count is a number, nothing is rounded. */
export function safeNumber(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/**
 * Runs `work` between BEGIN and COMMIT on one connection of the pool; an error rolls back and is rethrown.
 * `port` says how statements are run, e.g. {@link preparedSqlOf}. A connection whose ROLLBACK fails is destroyed, so the next borrower can't find itself inside a broken transaction.
 */
export async function transaction<T>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<T>,
  port: (client: pg.PoolClient) => Sql = sqlOf,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | boolean = false
  try {
    await client.query('begin')
    const result = await work(port(client))
    const { command } = await client.query('commit')
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and `work` went on regardless.
    if (command === 'ROLLBACK') throw new Error('A statement failed inside this transaction, so nothing was committed')
    return result
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
