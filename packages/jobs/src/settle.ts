import type { Sql } from '@outlast/db'
import type { Attempt } from './attempt.ts'
import type { Outcome } from './outcome.ts'
import { SETTLE } from './sql.ts'
import type { Tickets } from './tickets.ts'

export type Settlement = { attempt: Attempt; outcome: Outcome }

/** A row of {@link SETTLE}. `status` is what was really written: a cancel that came first wins. */
export type SettledRow = { id: string; kind: string; workspace_id: string; status: string }

/**
 * Ends attempts and their tickets in the transaction of `sql`; a retry gets a new ticket. Answers the jobs that were
 * still ours; the others have been taken over or deleted, and nothing was written for them.
 */
export async function settle(sql: Sql, tickets: Tickets, settlements: Settlement[]): Promise<SettledRow[]> {
  const rows = await sql.query<SettledRow>(SETTLE, parametersOf(settlements))
  for (const [kind, settled] of Map.groupBy(rows, (row) => row.kind)) {
    await tickets.remove(
      sql,
      kind,
      settled.map(({ id }) => id),
    )
    const again = settled.filter(({ status }) => status === 'queued')
    if (again.length === 0) continue
    const delays = new Map(settlements.map(({ attempt, outcome }) => [attempt.job.id, outcome.retryDelayMs ?? 0]))
    const jobs = again.map(({ id, workspace_id }) => ({ id, workspaceId: workspace_id, delayMs: delays.get(id) ?? 0 }))
    await tickets.add(sql, kind, jobs)
  }
  return rows
}

function parametersOf(settlements: Settlement[]): unknown[] {
  return [
    settlements.map(({ attempt }) => attempt.job.id),
    settlements.map(({ attempt }) => attempt.job.attempt),
    settlements.map(({ outcome }) => outcome.status),
    settlements.map(({ outcome }) => toStorableJson(outcome.result)),
    settlements.map(({ outcome }) => outcome.error?.code ?? null),
    settlements.map(({ outcome }) => outcome.error?.detail ?? null),
    settlements.map(({ outcome }) => outcome.failures ?? 0),
    settlements.map(({ outcome }) => outcome.retryDelayMs ?? 0),
  ]
}

/** JSON that jsonb can hold: it knows neither NUL nor lone surrogates, both of which JSON.stringify escapes. */
export function toStorableJson(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? inner.replaceAll('\u0000', '\ufffd').toWellFormed() : inner,
  )
}
