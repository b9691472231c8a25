// What a program may ask of the knowledge hooks: the shapes and limits of the API, with vectors and bytes in base64.
import { z } from 'zod'

/** 5 MiB, as UTF-16 units and as UTF-8: whichever is reached first. */
const textBytes = 5_242_880
const batch = 1_000
const itemChars = 20_000
const detokenizeMax = 1_000_000
/** Numbers of a vector. */
const dimensionMax = 4_096
/** 3 MiB: 4 MiB in base64, half a frame. */
const readBytes = 3_145_728
/** Tokens that a program may ask for at once; it gets fewer where they don't fit into an answer. */
const tokensMax = 100_000

const wellFormed = z
  .string()
  .refine((value) => value.isWellFormed(), 'must be well-formed Unicode, without lone surrogates')
const text = (max: number) =>
  wellFormed
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\0'), 'must not contain NUL characters')
const itemText = text(itemChars).refine((value) => value.trim() !== '', 'must not be blank')

const name = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,62}$/,
    'the name of a collection has 1 to 63 small letters, digits, - or _, and begins with a letter or digit',
  )
const id = text(200)
const model = wellFormed.max(200).optional()
const cursor = z.string().max(200).nullable()
const fileId = z.uuid('must be the id of a file').toLowerCase()

const vector = z
  .base64()
  .max(Math.ceil((dimensionMax * 4) / 3) * 4)
  .refine((value) => value.length > 0 && bytesOf(value) % 4 === 0, 'must be 32-bit floats')

function bytesOf(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}

const metadataKey = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/,
    'a field of metadata has 1 to 64 letters, digits, _, . or -, and does not begin with a digit',
  )
const scalar = z.union([
  wellFormed.max(1_000).refine((value) => !value.includes('\0'), 'must not contain NUL characters'),
  z.number(),
  z.boolean(),
])
const metadata = z
  .record(metadataKey, scalar)
  .refine((value) => Object.keys(value).length <= 32, 'must have at most 32 fields')
const condition = z.union([
  scalar,
  z
    .strictObject({
      eq: scalar,
      ne: scalar,
      gt: z.number(),
      gte: z.number(),
      lt: z.number(),
      lte: z.number(),
      in: z.array(scalar).min(1).max(100),
    })
    .partial()
    .refine((value) => Object.keys(value).length > 0, 'needs at least one condition'),
])
const filter = z
  .record(metadataKey, condition)
  .refine((value) => Object.keys(value).length <= 16, 'must have at most 16 fields')

const tokenizer = z.enum([
  'space',
  'word',
  'char',
  'sentence',
  'grammar',
  'subword',
  'syllable',
  'frequency',
  'byte',
  'bpe',
])
const encoding = z.enum(['o200k_base', 'cl100k_base']).optional()

export const tokenize = z.strictObject({
  text: wellFormed
    .max(textBytes)
    .refine((value) => Buffer.byteLength(value) <= textBytes, 'must be at most 5 MiB as UTF-8'),
  tokenizer,
  encoding,
  length: z.int().min(1).max(64).optional(),
  document: wellFormed.max(200),
  offset: z.int().min(0),
  limit: z.int().min(0).max(tokensMax),
})

export const detokenize = z
  .strictObject({
    tokenizer,
    encoding,
    ids: z.array(z.int().min(0)).max(detokenizeMax).optional(),
    tokens: z.array(z.string()).max(detokenizeMax).optional(),
  })
  .refine(({ ids, tokens }) => (ids === undefined) !== (tokens === undefined), 'needs either ids or tokens')
  .refine(
    (request) => request.ids === undefined || request.tokenizer === 'bpe' || request.tokenizer === 'byte',
    'takes ids of bpe and byte tokens only: the ids of other tokenizers are hashes',
  )

export const embed = z.strictObject({ texts: z.array(itemText).min(1).max(batch), collection: name.nullable() })

const item = z.strictObject({ id: id.optional(), text: itemText, metadata, vector: vector.optional() })

export const upsert = z
  .strictObject({ name, items: z.array(item).min(1).max(batch), model })
  .refine((request) => request.model !== undefined || request.items.every((one) => one.vector === undefined), {
    message: 'is needed with vectors: it says what made them',
    path: ['model'],
  })

export const search = z
  .strictObject({
    name,
    query: text(4_000)
      .refine((value) => value.trim() !== '', 'must not be blank')
      .optional(),
    vector: vector.optional(),
    model,
    k: z.int().min(1).max(100),
    mode: z.enum(['hybrid', 'keyword', 'vector']),
    filter: filter.optional(),
  })
  .refine((request) => request.query !== undefined || request.vector !== undefined, {
    message: 'is needed',
    path: ['query'],
  })
  .refine((request) => request.vector === undefined || request.model !== undefined, {
    message: 'is needed with a vector: it says what made it',
    path: ['model'],
  })

export const deleteItems = z.strictObject({ name, ids: z.array(id).min(1).max(batch) })
export const named = z.strictObject({ name })
export const train = z.strictObject({
  name,
  dimension: z.int().min(2).max(1_024).optional(),
  seed: z.int32().min(0).optional(),
})

export const listFiles = z.strictObject({ collection: name.nullable(), cursor })
export const readFile = z.strictObject({
  file_id: fileId,
  offset: z.int().min(0),
  length: z.int().min(1).max(readBytes),
})
export const passages = z.strictObject({ file_id: fileId, cursor })
