import type { Sql } from '../sql.ts'

/** A row of `_prisma_migrations`, as far as the runner looks at it. */
export type RecordedMigration = {
  name: string
  checksum: string
  finished_at: Date | null
}

// Column for column what Prisma creates, so that its own commands agree with ours where they can run.
const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`

// Asked first, because CREATE TABLE IF NOT EXISTS demands the right to create even where nothing is left to do.
const TABLE_EXISTS = `select to_regclass('_prisma_migrations') is not null as found`

// A row that somebody marked as rolled back counts as never applied, as it does for Prisma.
const RECORDED = `
  select migration_name as name, checksum, finished_at from _prisma_migrations
  where rolled_back_at is null order by migration_name, started_at`

// now() is when the transaction began, which is when the script did.
const RECORD = `
  insert into _prisma_migrations
    (id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at, applied_steps_count)
  values ($1, $2, clock_timestamp(), $3, null, null, now(), 1)`

/** What the database says was applied; creates the table if it isn't there. */
export async function readRecorded(sql: Sql): Promise<RecordedMigration[]> {
  const [table] = await sql.query<{ found: boolean }>(TABLE_EXISTS)
  if (!table?.found) await sql.query(CREATE_TABLE)
  return sql.query<RecordedMigration>(RECORDED)
}

export async function record(sql: Sql, row: { id: string; checksum: string; name: string }) {
  await sql.query(RECORD, [row.id, row.checksum, row.name])
}
