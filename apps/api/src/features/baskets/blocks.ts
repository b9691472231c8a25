import { contentOf, describeChange, entryOf, makeChange, sameContent } from '@outlast/basket'
import {
  Block,
  type BlockContent,
  type BlockEdit,
  type BasketEvent,
  type Change,
  type EventType,
} from '@outlast/contract'
import type { Sql } from '@outlast/db'
import { z } from 'zod'
import { notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { BasketDeps, BasketRef, BlockRef } from './basket-deps.ts'
import { lookUpBasket } from './baskets.ts'
import { findBlock, readState, writeBlocks } from './block-repository.ts'
import { changeBasket } from './change-basket.ts'
import { createId } from './delta-repository.ts'
import { appendEvent, findChangeTo, listHistory } from './event-repository.ts'
import { doOnce } from './once.ts'
import { versionConflict } from './version-conflict.ts'

type Deps = Pick<BasketDeps, 'database'>

export type BlockWish = { content: BlockContent; idempotencyKey: string | undefined }

/** Writes a block by hand; the same key with the same block is answered the same. */
export function addBlock(deps: Deps, ref: BasketRef, { content, idempotencyKey: key }: BlockWish): Promise<Block> {
  const request = { basketId: ref.basketId, kind: 'block' as const, key }
  return changeBasket(deps, ref, (sql) =>
    doOnce(sql, { request, body: content, answer: Block }, async () => {
      const made = { change_id: createId(), id: createId(), op: 'CREATE' as const, from_version: 0 }
      const change = makeChange({ ...made, before: null, after: content })
      await write(sql, ref, { type: 'block.created', change })
      return getBlock(sql, { ...ref, blockId: change.id })
    }),
  )
}

/**
 * Edits a block that is at a version; what is so already is no event.
 *
 * @throws AppError `version_conflict` with both sides where the block has been changed since.
 */
export function editBlock(deps: Deps, ref: BlockRef, { version, ...fields }: BlockEdit): Promise<Block> {
  return changeBasket(deps, ref, async (sql) => {
    const block = await getBlock(sql, ref)
    const base = await baseOf(sql, ref, { block, version })
    const change = makeChange({
      change_id: createId(),
      id: block.id,
      op: 'UPDATE',
      from_version: version,
      before: base,
      after: edited(base ?? block, fields),
    })
    await mustBeCurrent(sql, ref, change)
    if (sameContent(change.before, change.after)) return block
    await write(sql, ref, { type: 'block.edited', change })
    return getBlock(sql, ref)
  })
}

/** Deletes a block that is at a version; its history stays. */
export function removeBlock(deps: Deps, ref: BlockRef, version: number): Promise<void> {
  return changeBasket(deps, ref, async (sql) => {
    const block = await getBlock(sql, ref)
    const before = await baseOf(sql, ref, { block, version })
    const change = makeChange({
      change_id: createId(),
      id: block.id,
      op: 'DELETE',
      from_version: version,
      before,
      after: null,
    })
    await mustBeCurrent(sql, ref, change)
    await write(sql, ref, { type: 'block.deleted', change })
  })
}

const HistoryCursor = z.tuple([z.coerce.number().int().min(1).max(2_147_483_647)])

/** Events that changed a block, newest first; of deleted blocks, too. */
export async function listBlockHistory(
  deps: Deps,
  ref: BlockRef,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: BasketEvent[]; next_cursor: string | null }> {
  await lookUpBasket(deps, ref)
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, HistoryCursor)
  const events = await listHistory(deps.database, ref, { before, limit: limit + 1 })
  if (events.length === 0 && before === null) throw notFound('block')
  const items = events.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: events.length > limit && last ? encodeCursor(String(last.seq)) : null }
}

async function getBlock(sql: Sql, { basketId, blockId }: BlockRef): Promise<Block> {
  const block = await findBlock(sql, basketId, blockId)
  if (block === null) throw notFound('block')
  return block
}

/** What the block said at the version that someone has seen, so that both sides of a conflict can be shown. */
async function baseOf(
  sql: Sql,
  ref: BlockRef,
  { block, version }: { block: Block; version: number },
): Promise<BlockContent | null> {
  if (version === block.version) return contentOf(block)
  return (await findChangeTo(sql, ref, version))?.after ?? null
}

async function mustBeCurrent(sql: Sql, { basketId }: BlockRef, change: Change): Promise<void> {
  const { version, content } = entryOf(await readState(sql, basketId, [change.id]), change.id)
  if (version === change.from_version) return
  const { change_id, id, from_version, before: base, after: proposed } = change
  throw versionConflict([{ change_id, id, from_version, current_version: version, base, proposed, current: content }])
}

type Written = { type: EventType; change: Change }

async function write(sql: Sql, { basketId }: BasketRef, { type, change }: Written): Promise<void> {
  await writeBlocks(sql, basketId, [change])
  const summary = `By hand: ${describeChange(change)}`
  await appendEvent(sql, basketId, { type, by: 'person', summary, blockId: change.id, changes: [change] })
}

function edited(base: BlockContent, { type, title, body, state }: Omit<BlockEdit, 'version'>): BlockContent {
  return {
    type: type ?? base.type,
    title: title ?? base.title,
    body: body ?? base.body,
    state: state ?? base.state,
  }
}
