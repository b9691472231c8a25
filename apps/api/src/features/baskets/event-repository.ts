import { BasketEvent, Change, EventType } from '@outlast/contract'
import { type Database, type Sql, preparedSqlOf, sqlOf } from '@outlast/db'
import { announceChange } from '@outlast/jobs'
import DataLoader from 'dataloader'
import { clean, headOf } from '../../model/clean-text.ts'

/** Something that happens in a basket, on its way into the log. */
export type NewEvent = {
  type: EventType
  by: BasketEvent['by']
  summary: string
  deltaId?: string
  blockId?: string
  changes?: readonly Change[]
}

const MAX_SUMMARY_CHARS = 300

/** The number is taken and the event written in one statement; the time is that of the clock, so that both rise together. */
const APPEND = `
  WITH counted AS (
    UPDATE basket SET last_event = last_event + 1, updated_at = clock_timestamp() WHERE id = $1::uuid
    RETURNING id, last_event, workspace_id, updated_at
  )
  INSERT INTO basket_event
    (basket_id, seq, workspace_id, type, by, summary, delta_id, block_id, changes, block_ids, chars, at)
  SELECT id, last_event, workspace_id, $2, $3, $4, $5::uuid, $6::uuid, $7::jsonb, $8::text::uuid[], $9::int, updated_at
  FROM counted`

/**
 * Writes an event in the transaction of `sql`, which holds the basket, and wakes those who watch it when that commits.
 * Every change of a basket has one.
 */
export async function appendEvent(sql: Sql, basketId: string, event: NewEvent): Promise<void> {
  const { type, by, summary, deltaId = null, blockId = null, changes = [] } = event
  const line = headOf(clean(summary), MAX_SUMMARY_CHARS)
  const json = JSON.stringify(changes)
  // As PostgreSQL writes arrays: Prisma, which completes jobs, and pg agree on text only.
  const blockIds = `{${[...new Set(changes.map(({ id }) => id))].join(',')}}`
  await sql.query(APPEND, [basketId, type, by, line, deltaId, blockId, json, blockIds, json.length])
  await announceChange(sql, basketId)
}

type EventRow = {
  seq: number
  type: string
  by: string
  summary: string
  deltaId: string | null
  blockId: string | null
  changes: unknown
  at: Date
}

const columnsOf = (changes: string): string => `
  e.seq, e.type, e.by, e.summary, e.delta_id AS "deltaId", e.block_id AS "blockId", ${changes} AS changes, e.at`

/** A page holds about so much JSON, and one event at least: an answer has to fit into memory, for many at once. */
const PAGE_CHARS = 1024 * 1024

export type EventsKey = { basketId: string; after: number; limit: number }
export type EventLoader = DataLoader<EventsKey, BasketEvent[]>

/** The next events of several baskets, each after its own number. */
const EVENTS_AFTER = `
  SELECT q.key, e.* FROM unnest($1::text[], $2::uuid[], $3::int[], $4::int[]) AS q(key, basket_id, after, size)
  CROSS JOIN LATERAL (
    SELECT ${columnsOf('e.changes')}, sum(e.chars) OVER (ORDER BY e.seq) - e.chars AS before
    FROM basket_event e WHERE e.basket_id = q.basket_id AND e.seq > q.after ORDER BY e.seq LIMIT q.size
  ) AS e
  WHERE e.before < ${PAGE_CHARS} ORDER BY q.key, e.seq`

/**
 * Reads what watchers ask for: all that ask at the same moment share one statement, and those of them who are at the
 * same place one answer. Nothing is kept for later: it could be older than the change that made someone ask.
 */
export function createEventLoader({ directPool }: Database): EventLoader {
  const sql = preparedSqlOf(directPool)
  return new DataLoader((keys) => loadEvents(sql, keys), {
    cache: false,
    batchScheduleFn: (dispatch) => setImmediate(dispatch),
  })
}

async function loadEvents(sql: Sql, keys: readonly EventsKey[]): Promise<BasketEvent[][]> {
  const nameOf = ({ basketId, after, limit }: EventsKey): string => `${basketId} ${after} ${limit}`
  const wanted = [...new Map(keys.map((key) => [nameOf(key), key]))]
  const rows = await sql.query<EventRow & { key: string }>(EVENTS_AFTER, [
    wanted.map(([name]) => name),
    wanted.map(([, { basketId }]) => basketId),
    wanted.map(([, { after }]) => after),
    wanted.map(([, { limit }]) => limit),
  ])
  const byKey = Map.groupBy(rows, ({ key }) => key)
  const events = new Map(wanted.map(([name]) => [name, (byKey.get(name) ?? []).map(toEvent)]))
  return keys.map((key) => events.get(nameOf(key)) ?? [])
}

const EVENTS_BEFORE = `
  SELECT * FROM (
    SELECT ${columnsOf('e.changes')}, sum(e.chars) OVER (ORDER BY e.seq DESC) - e.chars AS before
    FROM basket_event e WHERE e.basket_id = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3
  ) AS e
  WHERE e.before < ${PAGE_CHARS} ORDER BY e.seq DESC`

/** The events before this one, newest first. */
export async function listEventsBefore(
  { pool }: Database,
  basketId: string,
  { before, limit }: { before: number; limit: number },
): Promise<BasketEvent[]> {
  return (await sqlOf(pool).query<EventRow>(EVENTS_BEFORE, [basketId, before, limit])).map(toEvent)
}

const OWN_CHANGES = `jsonb_path_query_array(e.changes, '$[*] ? (@.id == $id)', jsonb_build_object('id', $2::text))`

const HISTORY = `
  SELECT ${columnsOf(OWN_CHANGES)} FROM basket_event e
  WHERE e.basket_id = $1 AND e.block_ids @> ARRAY[$2::uuid] AND ($3::int IS NULL OR e.seq < $3)
  ORDER BY e.seq DESC LIMIT $4`

/** Events that changed a block, newest first, each with only the changes of this block. */
export async function listHistory(
  { pool }: Database,
  { basketId, blockId }: { basketId: string; blockId: string },
  { before, limit }: { before: number | null; limit: number },
): Promise<BasketEvent[]> {
  return (await sqlOf(pool).query<EventRow>(HISTORY, [basketId, blockId, before, limit])).map(toEvent)
}

const CHANGE_TO = `
  SELECT c AS change FROM basket_event e, jsonb_array_elements(e.changes) AS c
  WHERE e.basket_id = $1 AND e.block_ids @> ARRAY[$2::uuid] AND c->>'id' = $2::text AND (c->>'to_version')::int = $3`

/** The change that made this version of a block. */
export async function findChangeTo(
  sql: Sql,
  { basketId, blockId }: { basketId: string; blockId: string },
  version: number,
): Promise<Change | null> {
  const [row] = await sql.query<{ change: unknown }>(CHANGE_TO, [basketId, blockId, version])
  return row === undefined ? null : Change.parse(row.change)
}

function toEvent({ deltaId, blockId, at, ...row }: EventRow): BasketEvent {
  return BasketEvent.parse({ ...row, delta_id: deltaId, block_id: blockId, at: at.toISOString() })
}
