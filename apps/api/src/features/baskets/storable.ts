import { createHash } from 'node:crypto'

/** Text that PostgreSQL can hold, whoever wrote it: no NUL and no half characters. */
export function toStorable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}

/** JSON whose texts PostgreSQL can hold. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? toStorable(inner) : inner))
}

/** What tells whether a request that comes again is the same. */
export function hashOf(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest()
}
