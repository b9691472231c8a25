import type { Block } from '@outlast/contract'
import { type Database, type Prisma, sqlOf, sqlOfPrisma } from '@outlast/db'
import type { BasketRef } from './basket-deps.ts'
import { holdBasket } from './basket-repository.ts'
import { listBlocks } from './block-repository.ts'
import { type NewDelta, addDelta } from './delta-repository.ts'
import { appendEvent } from './event-repository.ts'
import { answerRequests } from './request-repository.ts'

/** The blocks that an analysis compares with. */
export function readBlocks({ pool }: Database, basketId: string): Promise<Block[]> {
  return listBlocks(sqlOf(pool), basketId)
}

/**
 * Stores what a job has proposed and what those are answered who asked for it, in the transaction that completes the
 * job. Where the basket is gone or archived, nothing is written.
 */
export async function storeDelta(
  tx: Prisma.TransactionClient,
  ref: BasketRef & { jobId: string },
  { delta, answer }: { delta: NewDelta; answer: string },
): Promise<'stored' | 'gone' | 'archived'> {
  const sql = sqlOfPrisma(tx)
  const basket = await holdBasket(sql, ref)
  if (basket === null) return 'gone'
  if (basket.isArchived) return 'archived'
  const { delta_id: deltaId, summary } = delta
  await addDelta(sql, delta)
  await appendEvent(sql, ref.basketId, { type: 'delta.proposed', by: 'manager', summary, deltaId })
  await answerRequests(sql, { ...ref, deltaId }, answer)
  return 'stored'
}
