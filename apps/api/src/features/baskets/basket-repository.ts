import { type Database, type Sql, newId, sqlOf, transaction } from '@outlast/db'
import type { BasketRef } from './basket-deps.ts'

export type BasketRow = {
  id: string
  name: string
  archivedAt: Date | null
  lastEvent: number
  blocks: number
  openDeltas: number
  createdAt: Date
  updatedAt: Date
}

/** A basket's place in the order of last changes. */
export type BasketPlace = { updatedAt: Date; id: string }

const BASKETS = `
  SELECT b.id, b.name, b.archived_at AS "archivedAt", b.last_event AS "lastEvent", b.created_at AS "createdAt",
    b.updated_at AS "updatedAt",
    (SELECT count(*) FROM context_block c
      WHERE c.basket_id = b.id AND c.deleted_at IS NULL AND c.state <> 'superseded') AS blocks,
    (SELECT count(*) FROM delta d WHERE d.basket_id = b.id AND d.status = 'proposed') AS "openDeltas"
  FROM basket b WHERE b.workspace_id = $1::uuid`

/** A page of baskets, last changed first; `before` is the place of the last one on the page before. */
export function listBaskets(
  { pool }: Database,
  workspaceId: string,
  { before, archived, limit }: { before: BasketPlace | null; archived: boolean; limit: number },
): Promise<BasketRow[]> {
  const page = `${BASKETS} AND (b.archived_at IS NOT NULL) = $2
    AND ($3::timestamptz IS NULL OR (b.updated_at, b.id) < ($3, $4::uuid))
    ORDER BY b.updated_at DESC, b.id DESC LIMIT $5`
  const place = [before?.updatedAt ?? null, before?.id ?? null]
  return sqlOf(pool).query<BasketRow>(page, [workspaceId, archived, ...place, limit])
}

export async function findBasket(sql: Sql, { workspaceId, basketId }: BasketRef): Promise<BasketRow | null> {
  const [row] = await sql.query<BasketRow>(`${BASKETS} AND b.id = $2::uuid`, [workspaceId, basketId])
  return row ?? null
}

/** A basket without its counts: whether it is there, what it is called, and whether it is archived. */
export async function lookUpBasket(
  { pool }: Database,
  { workspaceId, basketId }: BasketRef,
): Promise<Pick<BasketRow, 'id' | 'name' | 'archivedAt'> | null> {
  const lookUp = `SELECT id, name, archived_at AS "archivedAt" FROM basket WHERE workspace_id = $1 AND id = $2`
  const rows = await sqlOf(pool).query<Pick<BasketRow, 'id' | 'name' | 'archivedAt'>>(lookUp, [workspaceId, basketId])
  return rows[0] ?? null
}

/** Runs `work` on the database as it was at one moment: what is read in it fits together. */
export function atOneMoment<T>({ pool }: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transaction(pool, async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return work(sql)
  })
}

const ADD = `
  INSERT INTO basket (id, workspace_id, name, idempotency_key, request_hash) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (workspace_id, idempotency_key) DO NOTHING RETURNING id`

const FIND_BY_KEY = `SELECT id, request_hash AS hash FROM basket WHERE workspace_id = $1 AND idempotency_key = $2`

export type NewBasket = { name: string; idempotencyKey: string | null; requestHash: Buffer }

/**
 * Stores a basket and what `andThen` writes, all or nothing, and answers its id; the same key is answered with the
 * same basket. Null where the key was used for another request.
 */
export function addBasket(
  { pool }: Database,
  workspaceId: string,
  { basket, andThen }: { basket: NewBasket; andThen: (sql: Sql, basketId: string) => Promise<unknown> },
): Promise<string | null> {
  const { name, idempotencyKey, requestHash } = basket
  return transaction(pool, async (sql) => {
    const [added] = await sql.query<{ id: string }>(ADD, [newId(), workspaceId, name, idempotencyKey, requestHash])
    if (added !== undefined) {
      await andThen(sql, added.id)
      return added.id
    }
    const [known] = await sql.query<{ id: string; hash: Buffer }>(FIND_BY_KEY, [workspaceId, idempotencyKey])
    return known !== undefined && requestHash.equals(known.hash) ? known.id : null
  })
}

/** A basket whose row this transaction holds. */
export type HeldBasket = { basketId: string; workspaceId: string; name: string; isArchived: boolean }

const HELD = `b.id AS "basketId", b.workspace_id AS "workspaceId", b.name, b.archived_at IS NOT NULL AS "isArchived"`

/** Everyone who changes a basket takes its row first: they come one after the other, and so do their events. */
const HOLD = `
  SELECT ${HELD} FROM basket b WHERE b.workspace_id = $1::uuid AND b.id = $2::uuid FOR NO KEY UPDATE`

/** Holds a basket in a transaction that has a job of the workspace already. */
export async function holdBasket(sql: Sql, { workspaceId, basketId }: BasketRef): Promise<HeldBasket | null> {
  const [basket] = await sql.query<HeldBasket>(HOLD, [workspaceId, basketId])
  return basket ?? null
}

/**
 * The workspace before the basket, as its deletion takes them: who starts a job with a basket in hand would wait for
 * the workspace while its deletion waits for the basket.
 */
const HOLD_BOTH = `
  WITH w AS MATERIALIZED (SELECT id FROM workspace WHERE id = $1::uuid FOR KEY SHARE)
  SELECT ${HELD} FROM basket b JOIN w ON b.workspace_id = w.id WHERE b.id = $2::uuid FOR NO KEY UPDATE OF b`

/** Runs `work` in a transaction in which nobody else changes the basket. Null where there is no such basket. */
export function withBasket<T>(
  { pool }: Database,
  { workspaceId, basketId }: BasketRef,
  work: (sql: Sql, basket: HeldBasket) => Promise<T>,
): Promise<T | null> {
  return transaction(pool, async (sql) => {
    const [basket] = await sql.query<HeldBasket>(HOLD_BOTH, [workspaceId, basketId])
    return basket === undefined ? null : work(sql, basket)
  })
}

export async function renameBasket(sql: Sql, { basketId }: HeldBasket, name: string): Promise<void> {
  await sql.query('UPDATE basket SET name = $2 WHERE id = $1', [basketId, name])
}

export async function archiveBasket(sql: Sql, { basketId }: HeldBasket, archived: boolean): Promise<void> {
  const archive = `UPDATE basket SET archived_at = CASE WHEN $2 THEN clock_timestamp() END WHERE id = $1`
  await sql.query(archive, [basketId, archived])
}
