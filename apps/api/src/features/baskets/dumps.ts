import { Dump } from '@outlast/contract'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { BasketDeps, BasketRef } from './basket-deps.ts'
import { lookUpBasket } from './baskets.ts'
import { changeBasket } from './change-basket.ts'
import * as repository from './dump-repository.ts'
import { appendEvent } from './event-repository.ts'
import { doOnce } from './once.ts'
import { toDump } from './wire.ts'

type Deps = Pick<BasketDeps, 'database'>

/** Drops raw material into a basket; the same key with the same content is answered the same. */
export function addDump(
  deps: Deps,
  ref: BasketRef,
  { content, idempotencyKey: key }: { content: string; idempotencyKey: string | undefined },
): Promise<Dump> {
  const { basketId } = ref
  const request = { basketId, kind: 'dump' as const, key }
  return changeBasket(deps, ref, (sql) =>
    doOnce(sql, { request, body: content, answer: Dump }, async () => {
      const dump = toDump(await repository.addDump(sql, basketId, content))
      const summary = `Dropped a note: ${content.trim().split('\n', 1)[0] ?? ''}`
      await appendEvent(sql, basketId, { type: 'dump.added', by: 'person', summary })
      return dump
    }),
  )
}

const DumpCursor = z.tuple([z.uuid()])

export async function listDumps(
  deps: Deps,
  ref: BasketRef,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Dump[]; next_cursor: string | null }> {
  await lookUpBasket(deps, ref)
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, DumpCursor)
  const { dumps, hasMore } = await repository.listDumps(deps.database, ref.basketId, { before, limit })
  const last = dumps.at(-1)
  return { items: dumps.map(toDump), next_cursor: hasMore && last ? encodeCursor(last.id) : null }
}
