import { z } from 'zod'

/** A UUID (version 7 where we make it). Small letters, as the database writes it: ids are compared as text, too. */
export const Id = z.uuid().toLowerCase()
/** ISO 8601 in UTC. */
export const Timestamp = z.iso.datetime()

/** An opaque cursor: pass `next_cursor` of one page to get the next. */
export const Cursor = z.string().max(200)

/** Query of every list. */
export const PageQuery = z.object({
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The shape of every list: `{ items, next_cursor }`. `next_cursor` is null on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: Cursor.nullable() })
}

/** Text that PostgreSQL can hold: no NUL characters. Lone surrogates are replaced when it is stored. */
export function text(limits: { min?: number; max: number }) {
  return z
    .string()
    .min(limits.min ?? 0)
    .max(limits.max)
    .refine((value) => !value.includes('\u0000'), { message: 'must not contain NUL characters' })
}

/** Text that is compared or searched as it is: well-formed Unicode, too. */
export function wellFormedText(limits: { min?: number; max: number }) {
  return text(limits).refine((value) => value.isWellFormed(), {
    message: 'must be well-formed Unicode, without lone surrogates',
  })
}

/** One value or several, as `?status=queued&status=running` or `?status=queued,running`. */
export function oneOrMany<T extends z.ZodType<unknown, string>>(item: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1).max(20))
}

/** Headers of a POST that starts or creates something. */
export const CreateHeaders = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
    .optional()
    .describe('Same key and same body: the stored answer. Same key, other body: 422.'),
}

/** Headers of a POST that starts a job and can hand out its result. */
export const WorkHeaders = {
  ...CreateHeaders,
  prefer: z
    .string()
    .max(200)
    .optional()
    .describe('`wait=N` (RFC 7240): hold the answer until the job ends, N seconds at most (30)'),
}
