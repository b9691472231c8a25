import type { Sql } from '@outlast/db'
import type { z } from 'zod'
import { AppError } from '../../http/app-error.ts'
import { type RequestKey, type StoredRequest, addRequest, findRequest } from './request-repository.ts'
import { hashOf } from './storable.ts'

/** How the caller may repeat a request: by a key, or not at all. */
export type Once<T> = {
  request: Omit<RequestKey, 'key'> & { key: string | undefined }
  /** What the key stands for. */
  body: unknown
  answer: z.ZodType<T>
}

/** Does something that may be asked for again by the same key, and is answered as it was then. The basket is held. */
export async function doOnce<T>(sql: Sql, { request, body, answer }: Once<T>, work: () => Promise<T>): Promise<T> {
  const { key } = request
  if (key === undefined) return work()
  const known = await findRequest(sql, { ...request, key })
  if (known !== null) {
    checkSame(known, body, 'This Idempotency-Key was used for another request.')
    return readAnswer(known.answer ?? 'null', answer)
  }
  const given = await work()
  await addRequest(sql, { ...request, key }, { hash: hashOf(body), jobId: null, answer: JSON.stringify(given) })
  return given
}

/** Throws `idempotency_mismatch` where the key came with something else before. */
export function checkSame({ hash }: StoredRequest, body: unknown, otherwise: string): void {
  if (!hash.equals(hashOf(body))) throw new AppError('idempotency_mismatch', otherwise)
}

/** An answer with its keys in the order in which they were stored: written out again, it is the same text. */
export function readAnswer<T>(answer: string, shape: z.ZodType<T>): T {
  const value: unknown = JSON.parse(answer)
  if (hasShape(value, shape)) return value
  throw new Error('An answer that was stored is of another shape than answers have now.')
}

function hasShape<T>(value: unknown, shape: z.ZodType<T>): value is T {
  return shape.safeParse(value).success
}
