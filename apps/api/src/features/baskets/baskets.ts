import type { Basket, BasketView } from '@outlast/contract'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { BasketDeps, BasketRef } from './basket-deps.ts'
import * as repository from './basket-repository.ts'
import { listBlocks } from './block-repository.ts'
import { appendEvent } from './event-repository.ts'
import { hashOf } from './storable.ts'
import { toBasket } from './wire.ts'

type Deps = Pick<BasketDeps, 'database'>

/** Where a basket stood in the order of last changes. Years that begin with 20: PostgreSQL has none before 4713 BC. */
const BasketCursor = z.tuple([z.iso.datetime().startsWith('20'), z.uuid()])

export async function listBaskets(
  { database }: Deps,
  workspaceId: string,
  { cursor, archived, limit }: { cursor?: string | undefined; archived: boolean; limit: number },
): Promise<{ items: Basket[]; next_cursor: string | null }> {
  const [updatedAt, id] = cursor === undefined ? [] : decodeCursor(cursor, BasketCursor)
  const before = updatedAt === undefined || id === undefined ? null : { updatedAt: new Date(updatedAt), id }
  const rows = await repository.listBaskets(database, workspaceId, { before, archived, limit: limit + 1 })
  const items = rows.slice(0, limit).map(toBasket)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.updated_at, last.basket_id) : null }
}

/** Begins a basket; the same key with the same name is answered with the same basket. */
export async function createBasket(
  { database }: Deps,
  workspaceId: string,
  { name, idempotencyKey }: { name: string; idempotencyKey: string | undefined },
): Promise<BasketView> {
  const basket = { name, idempotencyKey: idempotencyKey ?? null, requestHash: hashOf({ name }) }
  const basketId = await repository.addBasket(database, workspaceId, {
    basket,
    andThen: (sql, id) => appendEvent(sql, id, { type: 'basket.created', by: 'person', summary: `Began “${name}”` }),
  })
  if (basketId === null) {
    throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for another request.')
  }
  return getBasket({ database }, { workspaceId, basketId })
}

/** A basket with all its blocks, as both were at one moment. */
export async function getBasket({ database }: Deps, ref: BasketRef): Promise<BasketView> {
  return repository.atOneMoment(database, async (sql) => {
    const row = await repository.findBasket(sql, ref)
    if (row === null) throw notFound('basket')
    return { ...toBasket(row), content: await listBlocks(sql, ref.basketId) }
  })
}

/** What a basket is called and whether it is archived. Throws `not_found`. */
export async function lookUpBasket({ database }: Deps, ref: BasketRef) {
  const row = await repository.lookUpBasket(database, ref)
  if (row === null) throw notFound('basket')
  return row
}

export type BasketChange = { name?: string | undefined; archived?: boolean | undefined }

/** Renames, archives or restores a basket. What is so already is no event. */
export async function changeBasketItself(
  { database }: Deps,
  ref: BasketRef,
  { name, archived }: BasketChange,
): Promise<Basket> {
  const changed = await repository.withBasket(database, ref, async (sql, basket) => {
    const { basketId } = basket
    if (name !== undefined && name !== basket.name) {
      await repository.renameBasket(sql, basket, name)
      const summary = `Renamed “${basket.name}” to “${name}”`
      await appendEvent(sql, basketId, { type: 'basket.renamed', by: 'person', summary })
    }
    if (archived !== undefined && archived !== basket.isArchived) {
      await repository.archiveBasket(sql, basket, archived)
      const type = archived ? 'basket.archived' : 'basket.restored'
      const summary = archived ? 'Archived the basket' : 'Restored the basket'
      await appendEvent(sql, basketId, { type, by: 'person', summary })
    }
    return repository.findBasket(sql, ref)
  })
  if (changed === null) throw notFound('basket')
  return toBasket(changed)
}
