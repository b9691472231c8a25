import type { DeltaStatus, DeltaView } from '@outlast/contract'
import type { Database, Sql } from '@outlast/db'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { BasketDeps, BasketRef, DeltaRef } from './basket-deps.ts'
import { lookUpBasket } from './baskets.ts'
import { atOneMoment } from './basket-repository.ts'
import { readVersions } from './block-repository.ts'
import { type StoredDelta, findDelta, listDeltas as listStored } from './delta-repository.ts'
import { toDeltaView } from './wire.ts'

/** What it takes to show deltas. */
export type DeltaDeps = { database: Database } & Pick<BasketDeps, 'deltaExpiryDays'>

const DeltaCursor = z.tuple([z.uuid()])

export type DeltaQuery = { cursor?: string | undefined; status?: DeltaStatus | undefined; limit: number }

export async function listDeltas(
  deps: DeltaDeps,
  ref: BasketRef,
  { cursor, status = undefined, limit }: DeltaQuery,
): Promise<{ items: DeltaView[]; next_cursor: string | null }> {
  await lookUpBasket(deps, ref)
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, DeltaCursor)
  const page = { before, status: status ?? null, limit }
  const { deltas, hasMore } = await listStored(deps.database, ref.basketId, page)
  const items = await atOneMoment(deps.database, (sql) => toViews(deps, sql, deltas))
  const last = items.at(-1)
  return { items, next_cursor: hasMore && last ? encodeCursor(last.delta_id) : null }
}

export async function getDelta(deps: DeltaDeps, ref: DeltaRef): Promise<DeltaView> {
  await lookUpBasket(deps, ref)
  return atOneMoment(deps.database, async (sql) => viewDelta(deps, sql, await getStored(sql, ref)))
}

/** A delta of the basket. Throws `not_found`, also for deltas of other baskets. */
export async function getStored(sql: Sql, { basketId, deltaId }: DeltaRef): Promise<StoredDelta> {
  const delta = await findDelta(sql, basketId, deltaId)
  if (delta === null) throw notFound('delta in this basket')
  return delta
}

/** A delta and what became of it, as the transaction of `sql` sees it. */
export async function viewDelta(
  deps: Pick<DeltaDeps, 'deltaExpiryDays'>,
  sql: Sql,
  delta: StoredDelta,
): Promise<DeltaView> {
  const [view] = await toViews(deps, sql, [delta])
  if (view === undefined) throw new Error('One delta has one view.')
  return view
}

async function toViews(
  { deltaExpiryDays: expiryDays }: Pick<DeltaDeps, 'deltaExpiryDays'>,
  sql: Sql,
  deltas: StoredDelta[],
): Promise<DeltaView[]> {
  const open = deltas.filter(({ status }) => status === 'proposed')
  const blockIds = [...new Set(open.flatMap(({ changes }) => changes.map(({ id }) => id)))]
  const versions = blockIds.length === 0 ? new Map<string, number>() : await readVersions(sql, blockIds)
  return deltas.map((delta) => toDeltaView(delta, { versions, expiryDays }))
}

/** Throws `delta_decided` unless the delta still waits for a review. */
export function mustBeOpen({ status, decidedAt }: StoredDelta): void {
  if (status === 'proposed') return
  const when = decidedAt === null ? '' : ` on ${decidedAt.toISOString()}`
  const what = status === 'partly_applied' ? 'was partly applied' : status === 'expired' ? 'expired' : `was ${status}`
  throw new AppError('delta_decided', `The delta ${what}${when}: have the sources analysed again for a new one.`)
}

/** Throws `not_found` unless all of these are changes of the delta. */
export function findChange({ changes }: StoredDelta, changeId: string) {
  const change = changes.find(({ change_id }) => change_id === changeId)
  if (change === undefined) throw notFound('change in this delta')
  return change
}

/** Throws `invalid_request`, with each id that is at fault, unless all of these are changes of the delta. */
export function mustHaveChanges({ changes }: StoredDelta, changeIds: readonly string[]): void {
  const known = new Set(changes.map(({ change_id }) => change_id))
  const issues = changeIds.flatMap((id, at) =>
    known.has(id) ? [] : [{ path: `body.change_ids.${at}`, message: 'is not a change of this delta' }],
  )
  if (issues.length === 0) return
  const detail = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new AppError('invalid_request', detail, { issues })
}
