import { z } from 'zod'
import { AppError } from './app-error.ts'

/** An opaque cursor for the id after which a page begins. */
export function encodeCursor(id: string): string {
  return Buffer.from(id).toString('base64url')
}

/** The id in a cursor. Throws `invalid_request` where it is none of ours. */
export function decodeCursor(cursor: string): string {
  const id = z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString())
  if (id.success) return id.data
  throw new AppError('invalid_request', 'The cursor is not one that this API gave out; start without it.', {
    issues: [{ path: 'query.cursor', message: 'is not a cursor of this API' }],
  })
}
