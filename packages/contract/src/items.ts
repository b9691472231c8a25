import { z } from 'zod'
import { Id, wellFormedText } from './wire.ts'

/** Items of one upsert, texts of one embedding. */
export const MAX_BATCH = 1000
export const MAX_ITEM_CHARS = 20_000
export const MAX_DIMENSION = 4096

const MetadataKey = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/, 'must be 1 to 64 letters, digits, _, . or -, not beginning with a digit')
  .refine((key) => key !== '__proto__', { message: 'must not be __proto__' })

const Scalar = z.union([wellFormedText({ max: 1000 }), z.number(), z.boolean()])
type Scalar = z.infer<typeof Scalar>

export const Metadata = z
  .record(MetadataKey, Scalar)
  .refine((value) => Object.keys(value).length <= 32, { message: 'must have at most 32 fields' })
export type Metadata = z.infer<typeof Metadata>

const Condition = z.union([
  Scalar,
  z
    .strictObject({
      eq: Scalar,
      ne: Scalar,
      gt: z.number(),
      gte: z.number(),
      lt: z.number(),
      lte: z.number(),
      in: z.array(Scalar).min(1).max(100),
    })
    .partial()
    .refine((condition) => Object.keys(condition).length > 0, { message: 'needs at least one condition' }),
])

/** Conditions on metadata, all of which must hold. A plain value means equality. */
export const MetadataFilter = z
  .record(MetadataKey, Condition)
  .refine((value) => Object.keys(value).length <= 16, { message: 'must have at most 16 fields' })
  .meta({ id: 'MetadataFilter' })
export type MetadataFilter = z.infer<typeof MetadataFilter>

const Vector = z
  .array(z.number())
  .min(1)
  .max(MAX_DIMENSION)
  .refine((vector) => vector.some((value) => value !== 0), { message: 'must not be all zeros: it has no direction' })

/** A passage: not blank, and short enough for every model. */
export const ItemText = wellFormedText({ min: 1, max: MAX_ITEM_CHARS }).refine((value) => value.trim() !== '', {
  message: 'must not be blank',
})

export const UpsertItem = z.object({
  id: wellFormedText({ min: 1, max: 200 })
    .optional()
    .describe('Unless told, made from the text: the same text is the same item'),
  text: ItemText,
  metadata: Metadata.default({}),
  vector: Vector.optional().describe('Made from the text unless told; `model` has to be the model of the collection'),
})
export type UpsertItem = z.infer<typeof UpsertItem>

export const Upsert = z
  .object({
    items: z.array(UpsertItem).min(1).max(MAX_BATCH),
    model: z.string().max(200).optional().describe('What made the vectors'),
  })
  .refine(({ items, model }) => model !== undefined || items.every(({ vector }) => vector === undefined), {
    message: 'is needed with vectors: it says what made them',
    path: ['model'],
  })
  .meta({ id: 'Upsert' })
export type Upsert = z.infer<typeof Upsert>

export const Upserted = z
  .object({
    inserted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    count: z.int().describe('Items in the collection now'),
    ids: z.array(z.string()),
  })
  .meta({ id: 'Upserted' })
export type Upserted = z.infer<typeof Upserted>

/** Where a passage comes from; null for items that no file gave. */
export const PassageSource = z.object({
  file_id: Id,
  name: z.string(),
  page: z.int().nullable(),
  page_end: z.int().nullable(),
  position: z.int().describe('Which passage of the file it is, counted from 0'),
  headings: z.array(z.string()),
})
export type PassageSource = z.infer<typeof PassageSource>

export const Item = z
  .object({ id: z.string(), text: z.string(), metadata: Metadata, source: PassageSource.nullable() })
  .meta({ id: 'Item' })
export type Item = z.infer<typeof Item>

export const SearchMode = z.enum(['hybrid', 'keyword', 'vector'])
export type SearchMode = z.infer<typeof SearchMode>

export const Search = z
  .object({
    query: wellFormedText({ min: 1, max: 4000 })
      .refine((value) => value.trim() !== '', { message: 'must not be blank' })
      .optional(),
    vector: Vector.optional().describe('Instead of the vector of the query; needed in collections of custom vectors'),
    model: z.string().max(200).optional().describe('What made `vector`'),
    k: z.int().min(1).max(100).default(10),
    mode: SearchMode.default('hybrid'),
    filter: MetadataFilter.optional(),
  })
  .refine(({ query, vector }) => query !== undefined || vector !== undefined, { message: 'is needed', path: ['query'] })
  .refine(({ vector, model }) => vector === undefined || model !== undefined, {
    message: 'is needed with a vector: it says what made it',
    path: ['model'],
  })
  .meta({ id: 'Search' })
export type Search = z.infer<typeof Search>

const TermScore = z.object({ term: z.string(), tf: z.int(), df: z.int(), idf: z.number(), score: z.number() })

/** Why a hit is where it is: its place in each list, and what that place is worth, 1 / (60 + rank). */
export const HitScores = z.object({
  keyword: z
    .object({ rank: z.int(), score: z.number(), contribution: z.number(), terms: z.array(TermScore) })
    .nullable()
    .describe('BM25; a word that stands for one of the query is weighed less, which its idf tells'),
  vector: z
    .object({ rank: z.int(), similarity: z.number(), contribution: z.number() })
    .nullable()
    .describe('Cosine similarity, moved into 0..1'),
})

export const SearchHit = Item.extend({
  score: z.number().describe('Sum of the contributions: reciprocal rank fusion with k = 60'),
  scores: HitScores,
  passage: z.object({ start: z.int(), end: z.int() }).describe('The part of the text to show'),
  highlights: z
    .array(z.object({ start: z.int(), end: z.int() }))
    .describe('Words of the query in the text, and those that stand for one'),
}).meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof SearchHit>

export const SearchResult = z
  .object({
    hits: z.array(SearchHit),
    model: z.string(),
    search: z.enum(['exact', 'approximate']),
    took_ms: z.number(),
  })
  .meta({ id: 'SearchResult' })
export type SearchResult = z.infer<typeof SearchResult>
