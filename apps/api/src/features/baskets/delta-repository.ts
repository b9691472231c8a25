import { BasketDelta, Change, DeltaStatus, Explanation } from '@outlast/contract'
import { type Database, type Sql, newId, sqlOf } from '@outlast/db'
import { z } from 'zod'
import { clean } from '../../model/clean-text.ts'
import type { BasketRef } from './basket-deps.ts'
import { toStorableJson } from './storable.ts'

/** A delta as it is stored. */
export type StoredDelta = {
  id: string
  basketId: string
  jobId: string | null
  status: DeltaStatus
  revision: number
  summary: string
  changes: Change[]
  recommendedActions: BasketDelta['recommended_actions']
  explanations: Explanation[]
  changeConfidence: Record<string, number>
  confidence: number
  appliedChangeIds: string[]
  undoes: string | null
  undoneBy: string | null
  createdAt: Date
  decidedAt: Date | null
}

const DELTAS = `
  SELECT d.id, d.basket_id AS "basketId", d.job_id AS "jobId", d.status::text, d.revision, d.summary, d.changes,
    d.recommended_actions AS "recommendedActions", d.explanations, d.change_confidence AS "changeConfidence",
    d.confidence, d.applied_change_ids AS "appliedChangeIds", d.undoes, d.undone_by AS "undoneBy",
    d.created_at AS "createdAt", d.decided_at AS "decidedAt"
  FROM delta d WHERE d.basket_id = $1`

export async function findDelta(sql: Sql, basketId: string, deltaId: string): Promise<StoredDelta | null> {
  const [row] = await sql.query<DeltaRow>(`${DELTAS} AND d.id = $2`, [basketId, deltaId])
  return row === undefined ? null : parseRow(row)
}

/** A page holds about so much JSON, and one delta at least. */
const PAGE_CHARS = 4 * 1024 * 1024

/** Chosen before they are read: a page of the largest deltas would not fit into memory. */
const PAGE = `
  WITH page AS (
    SELECT id, sum(chars) OVER (ORDER BY id DESC) - chars AS before, lead(id) OVER (ORDER BY id DESC) AS next
    FROM delta
    WHERE basket_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR status = $3::delta_status)
    ORDER BY id DESC LIMIT $4
  )
  SELECT d.*, page.next IS NOT NULL AS "hasMore" FROM (${DELTAS}) AS d JOIN page ON page.id = d.id
  WHERE page.before < ${PAGE_CHARS} ORDER BY d.id DESC`

/** Deltas of a basket, newest first; fewer than `limit` where they are large. */
export async function listDeltas(
  { pool }: Database,
  basketId: string,
  { before, status, limit }: { before: string | null; status: DeltaStatus | null; limit: number },
): Promise<{ deltas: StoredDelta[]; hasMore: boolean }> {
  const rows = await sqlOf(pool).query<DeltaRow & { hasMore: boolean }>(PAGE, [basketId, before, status, limit])
  return { deltas: rows.map(parseRow), hasMore: rows.at(-1)?.hasMore ?? false }
}

/** A delta to be stored. One that takes another back has been applied already. */
export type NewDelta = BasketDelta & {
  change_confidence: Record<string, number>
  jobId: string | null
  undoes: string | null
}

const ADD = `
  INSERT INTO delta (id, basket_id, job_id, undoes, status, decided_at, summary, changes, recommended_actions,
    explanations, change_confidence, confidence, applied_change_ids, chars, created_at)
  SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, CASE WHEN $4::uuid IS NULL THEN 'proposed' ELSE 'applied' END::delta_status,
    CASE WHEN $4::uuid IS NULL THEN NULL ELSE $11::timestamptz END, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9::jsonb,
    $10::float8,
    CASE WHEN $4::uuid IS NULL THEN '{}'
      ELSE ARRAY(SELECT (c->>'change_id')::uuid FROM jsonb_array_elements($6::jsonb) AS c) END,
    $12::int, $11::timestamptz`

export async function addDelta(sql: Sql, delta: NewDelta): Promise<void> {
  const [changes, explanations] = [toStorableJson(delta.changes), toStorableJson(delta.explanations)]
  await sql.query(ADD, [
    delta.delta_id,
    delta.basket_id,
    delta.jobId,
    delta.undoes,
    clean(delta.summary),
    changes,
    toStorableJson(delta.recommended_actions),
    explanations,
    JSON.stringify(delta.change_confidence),
    delta.confidence,
    delta.created_at,
    changes.length + explanations.length,
  ])
}

const SAVE = `
  UPDATE delta SET changes = $2::jsonb, explanations = $3::jsonb, recommended_actions = $4::jsonb,
    change_confidence = $5::jsonb, chars = $6::int, revision = revision + 1
  WHERE id = $1`

/** Writes what the changes of a proposed delta are from now on. */
export async function saveChanges(sql: Sql, delta: StoredDelta): Promise<void> {
  const [changes, explanations] = [toStorableJson(delta.changes), toStorableJson(delta.explanations)]
  await sql.query(SAVE, [
    delta.id,
    changes,
    explanations,
    toStorableJson(delta.recommendedActions),
    JSON.stringify(delta.changeConfidence),
    changes.length + explanations.length,
  ])
}

const DECIDE = `
  UPDATE delta SET status = $2::delta_status, applied_change_ids = $3::uuid[], decided_at = clock_timestamp()
  WHERE id = $1 AND status = 'proposed' RETURNING decided_at AS "decidedAt"`

/** Ends the review of a delta; the basket is held, so nobody else has. */
export async function decideDelta(
  sql: Sql,
  delta: StoredDelta,
  { status, appliedChangeIds }: { status: DeltaStatus; appliedChangeIds: string[] },
): Promise<StoredDelta> {
  const [row] = await sql.query<{ decidedAt: Date }>(DECIDE, [delta.id, status, appliedChangeIds])
  if (row === undefined) throw new Error(`The delta ${delta.id} was decided past the lock on its basket.`)
  return { ...delta, status, appliedChangeIds, decidedAt: row.decidedAt }
}

/** Marks a delta as taken back by another one. */
export async function markUndone(sql: Sql, deltaId: string, undoneBy: string): Promise<void> {
  await sql.query(`UPDATE delta SET status = 'undone', undone_by = $2 WHERE id = $1`, [deltaId, undoneBy])
}

const EXPIRED = `
  SELECT d.id AS "deltaId", d.basket_id AS "basketId", b.workspace_id AS "workspaceId"
  FROM delta d JOIN basket b ON b.id = d.basket_id
  WHERE d.status = 'proposed' AND d.created_at < now() - $1 * interval '1 day' ORDER BY d.created_at LIMIT $2`

/** Deltas that nobody has reviewed for so many days, oldest first. */
export function findExpired(
  { pool }: Database,
  { days, limit }: { days: number; limit: number },
): Promise<(BasketRef & { deltaId: string })[]> {
  return sqlOf(pool).query(EXPIRED, [days, limit])
}

/** An id for a delta, a change or a block. */
export function createId(): string {
  return newId()
}

type DeltaRow = { [Column in keyof StoredDelta]: unknown } & { createdAt: Date; decidedAt: Date | null }

const Row = z.object({
  id: z.string(),
  basketId: z.string(),
  jobId: z.string().nullable(),
  status: DeltaStatus,
  revision: z.int(),
  summary: z.string(),
  changes: z.array(Change),
  recommendedActions: BasketDelta.shape.recommended_actions,
  explanations: z.array(Explanation),
  changeConfidence: z.record(z.string(), z.number()),
  confidence: z.number(),
  appliedChangeIds: z.array(z.string()),
  undoes: z.string().nullable(),
  undoneBy: z.string().nullable(),
  createdAt: z.date(),
  decidedAt: z.date().nullable(),
})

function parseRow(row: DeltaRow): StoredDelta {
  return Row.parse(row)
}
