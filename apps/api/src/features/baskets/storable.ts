import { createHash } from 'node:crypto'
import { clean } from '../../model/clean-text.ts'

/** JSON whose texts PostgreSQL can hold, whoever wrote them. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? clean(inner) : inner))
}

/** What tells whether a request that comes again is the same. */
export function hashOf(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest()
}
