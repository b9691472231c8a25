/**
 * Thrown by a hook: what the program did can't be done, and its author can do something about that. The message becomes that of the
 * exception in the program (`OutlastError`); it must be fit for its eyes.
 */
export class HostCallError extends Error {
  override name = 'HostCallError'
}

export type TokenizerName =
  | 'space'
  | 'word'
  | 'char'
  | 'sentence'
  | 'grammar'
  | 'subword'
  | 'syllable'
  | 'frequency'
  | 'byte'
  | 'bpe'

export type BpeEncoding = 'o200k_base' | 'cl100k_base'

/** Offsets are UTF-16 units. */
export type HostToken = {
  text: string
  start: number
  end: number
  index: number
  kind: string
  id: number
  global_id: string
}

export type Scalar = string | number | boolean

export type UpsertItem = {
  /** Made from the text unless told: the same text is the same item. */
  id?: string | undefined
  text: string
  metadata: Record<string, Scalar>
  /** Little-endian 32-bit floats in base64; then `model` says what made them. */
  vector?: string | undefined
}

export type MetadataCondition =
  | Scalar
  | {
      eq?: Scalar | undefined
      ne?: Scalar | undefined
      gt?: number | undefined
      gte?: number | undefined
      lt?: number | undefined
      lte?: number | undefined
      in?: Scalar[] | undefined
    }

export type SearchRequest = {
  name: string
  /** At least one of `query` and `vector` is there. */
  query?: string | undefined
  /** As in an item. */
  vector?: string | undefined
  model?: string | undefined
  k: number
  mode: 'hybrid' | 'keyword' | 'vector'
  filter?: Record<string, MetadataCondition> | undefined
}

export type SearchHit = {
  id: string
  text: string
  score: number
  metadata: Record<string, Scalar>
  /** The file that a passage is from; null for items that no file gave. */
  source: object | null
  /** Why the hit is where it is. */
  scores: object
}

export type CollectionInfo = {
  name: string
  model: string
  dimension: number
  embedding: string
  items: number
  files: number
}

export type FileInfo = {
  file_id: string
  name: string
  media_type: string
  size_bytes: number
  state: string
  collection: string
  pages: number | null
}

export type FilePassage = { text: string; page: number | null; headings: string[] }

type Page<Item> = { items: Item[]; next_cursor: string | null }

/**
 * What a run may do with the knowledge of its workspace. Requests are checked before a hook sees them: shapes, lengths, well-formed
 * text without NUL (in `tokenize` NUL is a character like any other), whole vectors. Whether numbers are finite, names exist and
 * dimensions fit is for the hook to say, with a HostCallError. At most 4 hooks of a run work at the same time.
 */
export type KnowledgeHooks = {
  /** `offset` and `limit` count tokens; limit is at most 10,000, and 0 asks for the count alone. Called page by page for one text. */
  tokenize(request: {
    text: string
    tokenizer: TokenizerName
    encoding?: BpeEncoding | undefined
    length?: number | undefined
    document: string
    offset: number
    limit: number
  }): Promise<{ count: number; tokens: HostToken[]; next_offset: number | null }>
  /** Either `ids` (of bpe and byte tokens) or `tokens` (their texts). */
  detokenize(request: {
    tokenizer: TokenizerName
    encoding?: BpeEncoding | undefined
    ids?: number[] | undefined
    tokens?: string[] | undefined
  }): Promise<{ text: string }>
  /** 1 to 1,000 texts. `collection` null: with the standard model. Vectors are little-endian 32-bit floats in base64. */
  embed(request: {
    texts: string[]
    collection: string | null
  }): Promise<{ model: string; dimension: number; vectors: string[] }>
  collection: {
    /** 1 to 1,000 items. Makes the collection when it is missing. `ids` are in the order of the items. */
    upsert(request: {
      name: string
      items: UpsertItem[]
      model?: string | undefined
    }): Promise<{ inserted: number; updated: number; unchanged: number; count: number; ids: string[] }>
    search(request: SearchRequest): Promise<{ hits: SearchHit[] }>
    /** 1 to 1,000 ids; those that aren't there count nothing. */
    delete(request: { name: string; ids: string[] }): Promise<{ deleted: number }>
    clear(request: { name: string }): Promise<null>
    /** null when there is no such collection. */
    describe(request: { name: string }): Promise<CollectionInfo | null>
    /** Starts the job. */
    train(request: {
      name: string
      dimension?: number | undefined
      seed?: number | undefined
    }): Promise<{ job_id: string }>
  }
  files: {
    list(request: { collection: string | null; cursor: string | null }): Promise<Page<FileInfo>>
    /** `length` bytes from `offset`, fewer at the end, in base64; at most 3 MiB at a time. */
    read(request: { file_id: string; offset: number; length: number }): Promise<{ bytes: string; size_bytes: number }>
    passages(request: { file_id: string; cursor: string | null }): Promise<Page<FilePassage>>
  }
}
