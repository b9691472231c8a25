import { type Database, type Sql, preparedSqlOf, transaction } from '@outlast/db'

/** A transaction on a direct connection, its statements prepared: the engine runs the same few all the time. */
export function preparedTransaction<T>({ directPool }: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transaction(directPool, work, preparedSqlOf)
}

/** Single statements on direct connections, prepared. */
export function preparedSql({ directPool }: Database): Sql {
  return preparedSqlOf(directPool)
}

/** {@link preparedTransaction} for what all jobs of the process wait for. */
export function expressTransaction<T>({ expressPool }: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transaction(expressPool, work, preparedSqlOf)
}

/** {@link preparedSql} for what all jobs of the process wait for. */
export function expressSql({ expressPool }: Database): Sql {
  return preparedSqlOf(expressPool)
}
