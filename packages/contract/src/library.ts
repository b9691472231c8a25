import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Job } from './jobs.ts'
import { Problem } from './problem.ts'
import { tokenRoutes } from './tokens.ts'
import { CreateHeaders, Id, PageQuery, Timestamp, pageOf, wellFormedText } from './wire.ts'

const c = initContract()

/** Items of one upsert, texts of one embedding. */
export const MAX_BATCH = 1000
export const MAX_ITEM_CHARS = 20_000
export const MAX_DIMENSION = 4096

export const CollectionName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,62}$/,
    'must be 1 to 63 small letters, digits, - or _, beginning with a letter or digit',
  )

/**
 * Where vectors come from: `hashed` words and 3-grams, `trained` on the collection itself, `openai` for the configured
 * OpenAI-compatible server, `custom` for vectors that the caller brings.
 */
export const EmbeddingKind = z.enum(['hashed', 'trained', 'openai', 'custom'])
export type EmbeddingKind = z.infer<typeof EmbeddingKind>

export const Collection = z
  .object({
    collection_id: Id,
    name: CollectionName,
    embedding: EmbeddingKind,
    model: z.string().describe('Every vector of the collection is of this model'),
    dimension: z.int(),
    metric: z.literal('cosine'),
    store: z.enum(['lancedb', 'pgvector', 'chroma', 'weaviate']),
    search: z.enum(['exact', 'approximate']),
    items: z.int(),
    files: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Collection' })
export type Collection = z.infer<typeof Collection>

/** What this server's library can do. */
export const LibraryStatus = z
  .object({
    store: Collection.shape.store,
    embedding_server: z.boolean().describe('Whether collections can be embedded by a server (`openai`)'),
    max_file_bytes: z.int(),
  })
  .meta({ id: 'LibraryStatus' })
export type LibraryStatus = z.infer<typeof LibraryStatus>

export const NewCollection = z
  .object({
    name: CollectionName,
    embedding: z.enum(['hashed', 'openai', 'custom']).optional().describe('openai where it is configured, else hashed'),
    dimension: z.int().min(2).max(MAX_DIMENSION).optional().describe('For hashed (1,024 unless told) and custom'),
  })
  .refine(({ embedding, dimension }) => embedding !== 'custom' || dimension !== undefined, {
    message: 'is needed for custom vectors',
    path: ['dimension'],
  })
  .meta({ id: 'NewCollection' })
export type NewCollection = z.infer<typeof NewCollection>

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

const ItemText = wellFormedText({ min: 1, max: MAX_ITEM_CHARS }).refine((value) => value.trim() !== '', {
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

export const Train = z
  .object({
    embedding: z.enum(['trained', 'hashed', 'openai']).default('trained').describe('What to embed the collection with'),
    dimension: z.int().min(2).max(1024).default(512).describe('At most; small collections support fewer'),
    seed: z.int32().min(0).default(1),
  })
  .meta({ id: 'Train' })
export type Train = z.infer<typeof Train>

/** The input of a collection.train job. */
export const TrainInput = Train.extend({ collection_id: Id })
export type TrainInput = z.infer<typeof TrainInput>

/** The result of a completed collection.train job: what the collection is embedded with from now on. */
export const TrainResult = z.object({
  embedding: EmbeddingKind,
  model: z.string(),
  dimension: z.int(),
  items: z.int(),
  generation: z.int().describe('Which embedding of the collection this is, counted from 1'),
})
export type TrainResult = z.infer<typeof TrainResult>

/** The input of a collection.index job, which builds the approximate index of a large collection. */
export const IndexInput = z.object({ collection_id: Id })
export type IndexInput = z.infer<typeof IndexInput>

/** The result of a completed collection.index job. */
export const IndexResult = z.object({ items: z.int() })
export type IndexResult = z.infer<typeof IndexResult>

export const CreateEmbeddings = z
  .object({
    input: z.array(ItemText).min(1).max(MAX_BATCH),
    collection: CollectionName.optional().describe('Embed with the model of this collection'),
    encoding_format: z.enum(['float', 'base64']).default('float').describe('base64: little-endian 32-bit floats'),
  })
  .meta({ id: 'CreateEmbeddings' })
export type CreateEmbeddings = z.infer<typeof CreateEmbeddings>

export const Embeddings = z
  .object({
    model: z.string(),
    dimension: z.int(),
    embeddings: z.array(z.union([z.array(z.number()), z.string()])),
  })
  .meta({ id: 'Embeddings' })
export type Embeddings = z.infer<typeof Embeddings>

export const CollectionMap = z
  .object({
    points: z.array(
      z.object({
        id: z.string(),
        x: z.number(),
        y: z.number(),
        text: z.string(),
        file_id: Id.nullable(),
        file: z.string().nullable().describe('Its name'),
      }),
    ),
    explained: z.tuple([z.number(), z.number()]).describe('Share of the variance that each axis shows'),
    items: z.int().describe('Items in the collection; the map shows 2,000 of them at most, evenly chosen'),
  })
  .meta({ id: 'CollectionMap' })
export type CollectionMap = z.infer<typeof CollectionMap>

const CollectionParams = z.object({ name: CollectionName })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const

export const library = c.router({
  ...tokenRoutes,
  status: {
    method: 'GET',
    path: '/api/library',
    summary: 'What the library of this server can do',
    responses: { 200: LibraryStatus, 401: Problem },
  },
  embed: {
    method: 'POST',
    path: '/api/embeddings',
    summary: 'Embed texts with the model of the server or of a collection',
    body: CreateEmbeddings,
    responses: { 200: Embeddings, ...failures, 409: Problem, 413: Problem, 503: Problem },
  },
  listCollections: {
    method: 'GET',
    path: '/api/collections',
    summary: 'Collections of the workspace by name',
    query: PageQuery,
    responses: { 200: pageOf(Collection), 400: Problem, 401: Problem },
  },
  createCollection: {
    method: 'POST',
    path: '/api/collections',
    summary: 'Make a collection; its model and dimension belong to it from now on',
    body: NewCollection,
    responses: { 201: Collection, 400: Problem, 401: Problem, 409: Problem, 503: Problem },
  },
  getCollection: {
    method: 'GET',
    path: '/api/collections/:name',
    summary: 'A collection',
    pathParams: CollectionParams,
    responses: { 200: Collection, 401: Problem, 404: Problem },
  },
  removeCollection: {
    method: 'DELETE',
    path: '/api/collections/:name',
    summary: 'Delete a collection with its items, vectors and files',
    pathParams: CollectionParams,
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem, 404: Problem },
  },
  listItems: {
    method: 'GET',
    path: '/api/collections/:name/items',
    summary: 'Items in the order in which they came; those of one file in the order of its text',
    pathParams: CollectionParams,
    query: PageQuery.extend({ file_id: Id.optional() }),
    responses: { 200: pageOf(Item), ...failures },
  },
  upsert: {
    method: 'POST',
    path: '/api/collections/:name/upsert',
    summary: 'Add or change items; what is there already costs nothing',
    pathParams: CollectionParams,
    body: Upsert,
    responses: { 200: Upserted, ...failures, 409: Problem, 413: Problem, 503: Problem },
  },
  deleteItems: {
    method: 'POST',
    path: '/api/collections/:name/delete',
    summary: 'Delete items by id',
    pathParams: CollectionParams,
    body: z.object({
      ids: z
        .array(wellFormedText({ min: 1, max: 200 }))
        .min(1)
        .max(MAX_BATCH),
    }),
    responses: { 200: z.object({ deleted: z.int() }), ...failures },
  },
  search: {
    method: 'POST',
    path: '/api/collections/:name/search',
    summary: 'Search by words, by meaning, or both, with the scores explained',
    pathParams: CollectionParams,
    body: Search,
    responses: { 200: SearchResult, ...failures, 409: Problem, 503: Problem },
  },
  clear: {
    method: 'POST',
    path: '/api/collections/:name/clear',
    summary: 'Delete all items and files of a collection',
    pathParams: CollectionParams,
    body: z.object({}).optional(),
    responses: { 200: Collection, 401: Problem, 404: Problem },
  },
  train: {
    method: 'POST',
    path: '/api/collections/:name/train',
    summary: 'Embed a collection anew, trained on its own texts unless told, as a job; searches go on meanwhile',
    pathParams: CollectionParams,
    headers: CreateHeaders,
    body: Train.optional(),
    responses: { 202: Job, ...failures, 409: Problem, 422: Problem, 503: Problem },
  },
  map: {
    method: 'GET',
    path: '/api/collections/:name/map',
    summary: 'The vectors of a collection on two axes (principal components)',
    pathParams: CollectionParams,
    responses: { 200: CollectionMap, 401: Problem, 404: Problem, 503: Problem },
  },
})
