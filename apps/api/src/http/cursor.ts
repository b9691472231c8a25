import { z } from 'zod'
import { AppError } from './app-error.ts'

/** An opaque cursor: the sort key of the row after which a page begins. A row that is gone or has moved still has its place. */
export function encodeCursor(...key: string[]): string {
  return Buffer.from(key.join(' ')).toString('base64url')
}

/** The key in a cursor. Throws `invalid_request` where it is none of ours. */
export function decodeCursor<Key>(cursor: string, schema: z.ZodType<Key>): Key {
  const key = schema.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '))
  if (key.success) return key.data
  throw new AppError('invalid_request', 'The cursor is not one that this API gave out; start without it.', {
    issues: [{ path: 'query.cursor', message: 'is not a cursor of this API' }],
  })
}
