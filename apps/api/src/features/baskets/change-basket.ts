import type { Sql } from '@outlast/db'
import { AppError, notFound } from '../../http/app-error.ts'
import type { BasketDeps, BasketRef } from './basket-deps.ts'
import { type HeldBasket, withBasket } from './basket-repository.ts'

/** The way into a basket for everything that changes what is in it, in one transaction, one after the other. */
export async function changeBasket<T>(
  { database }: Pick<BasketDeps, 'database'>,
  ref: BasketRef,
  work: (sql: Sql, basket: HeldBasket) => Promise<T>,
): Promise<T> {
  const done = await withBasket(database, ref, async (sql, basket) => {
    if (basket.isArchived) throw archived()
    return { result: await work(sql, basket) }
  })
  if (done === null) throw notFound('basket')
  return done.result
}

export function archived(): AppError {
  return new AppError('basket_archived', 'Restore the basket before you change what is in it.')
}
