import { z } from 'zod'
import { Id, Timestamp } from './wire.ts'
import { ItemText, MAX_BATCH, MAX_DIMENSION } from './items.ts'

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
