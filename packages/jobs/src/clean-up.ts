import { type Database, sqlOf } from '@outlast/db'
import { DELETE_OLD_JOBS } from './sql.ts'

/** Deletes jobs that ended more than `keepDays` ago, with their logs, a thousand at a time. Answers how many. */
export async function cleanUp(database: Database, keepDays: number): Promise<number> {
  const sql = sqlOf(database.pool)
  for (let total = 0; ;) {
    const deleted = await sql.query(DELETE_OLD_JOBS, [keepDays])
    total += deleted.length
    if (deleted.length === 0) return total
  }
}
