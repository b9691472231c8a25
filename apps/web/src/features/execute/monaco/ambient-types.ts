/** What a run finds in TypeScript and JavaScript besides the language: the sandbox's own globals, which `outlast` exports too. */
export const AMBIENT_TYPES = `
/** Reports how far the run is: \`fraction\` from 0 to 1, and what it is doing. */
declare function progress(fraction: number, label?: string): void

/** Shows a value: text, an SVG, a table for an array of objects, JSON for what is JSON. */
declare function display(value: unknown): void

/** Values that survive a restart of the run: what was saved last comes back in the next attempt. 1 MiB of JSON at most. */
declare const checkpoint: {
  save(value: unknown): Promise<void>
  load<T = any>(): Promise<T | null>
}

/** The whole input of the run. */
declare const stdin: string

/** The next line of the input, or null at its end. */
declare function input(): string | null

type Tokenizer = 'space' | 'word' | 'char' | 'sentence' | 'grammar' | 'subword' | 'syllable' | 'frequency' | 'byte' | 'bpe'

interface TokenizeOptions {
  /** For bpe; o200k_base unless told. */
  encoding?: 'o200k_base' | 'cl100k_base'
  /** For subword: letters of a piece; 3 unless told. */
  length?: number
  /** Names the document in global_id. */
  document?: string
}

/** A piece of a text: \`text.slice(start, end)\`. \`id\` is the same for the same text, \`global_id\` for nothing else. */
interface Token {
  text: string
  start: number
  end: number
  index: number
  kind: string
  id: number
  global_id: string
}

/** Cuts a text into tokens; together they are the text. */
declare function tokenize(text: string, kind?: Tokenizer, options?: TokenizeOptions): Promise<Token[]>

/** How many tokens a text has, without making them. */
declare function countTokens(text: string, kind?: Tokenizer, options?: TokenizeOptions): Promise<number>

/** The text that tokens came from: tokens, their texts, or the ids of bpe or byte tokens. */
declare function detokenize(
  pieces: Token[] | string[] | number[],
  kind?: Tokenizer,
  options?: { encoding?: 'o200k_base' | 'cl100k_base' },
): Promise<string>

interface Embedded {
  /** What made the vectors; \`upsert\` and \`search\` want to know it. */
  model: string
  dimension: number
  /** In the order of the texts. */
  vectors: Float32Array[]
}

/** Embeds any number of texts, with the model of a collection if one is named. */
declare function embed(texts: Iterable<string>, options?: { collection?: string | Collection }): Promise<Embedded>

type Scalar = string | number | boolean

interface UpsertItem {
  /** Made from the text unless told: the same text is the same item. */
  id?: string
  text: string
  metadata?: Record<string, Scalar>
  /** Made from the text unless told. */
  vector?: Float32Array | number[]
}

interface Upserted {
  inserted: number
  updated: number
  unchanged: number
  /** Items in the collection now. */
  count: number
  /** In the order of the items. */
  ids: string[]
}

interface Hit {
  id: string
  text: string
  score: number
  metadata: Record<string, Scalar>
  /** The file that the text is from; null if no file gave it. */
  source: { file_id: string; name: string; page: number | null; page_end: number | null; headings: string[] } | null
  /** Why the hit is where it is. */
  scores: any
}

/** Conditions on metadata, all of which must hold; a plain value means equality. */
type Filter = Record<
  string,
  Scalar | { eq?: Scalar; ne?: Scalar; gt?: number; gte?: number; lt?: number; lte?: number; in?: Scalar[] }
>

interface SearchOptions {
  /** Hits at most: 1 to 100, 10 unless told. */
  k?: number
  /** By words, by meaning, or both, which is what it does unless told. */
  mode?: 'hybrid' | 'keyword' | 'vector'
  filter?: Filter
  /** Instead of the vector of the query, or with no query; \`model\` is what made it. */
  vector?: Float32Array | number[]
  model?: string
}

interface CollectionInfo {
  name: string
  model: string
  dimension: number
  embedding: string
  items: number
  files: number
}

/** Items of text with vectors that can be searched. The first upsert makes it. */
interface Collection {
  readonly name: string
  /** Adds items or changes them, any number; the same again changes nothing. With vectors, \`model\` is what made them. */
  upsert(items: Iterable<string | UpsertItem>, options?: { model?: string }): Promise<Upserted>
  search(query: string | null, options?: SearchOptions): Promise<Hit[]>
  count(): Promise<number>
  /** null when there is no such collection yet. */
  describe(): Promise<CollectionInfo | null>
  /** Says how many of them there were. */
  delete(ids: string | Iterable<string>): Promise<number>
  clear(): Promise<void>
  /** Starts the job that embeds the collection anew, trained on its own texts, and gives the id of the job. */
  train(options?: { dimension?: number; seed?: number }): Promise<string>
}

/** The collection of this name; nothing happens before it is used. */
declare function collection(name: string): Collection

interface LibraryFile {
  file_id: string
  name: string
  media_type: string
  size_bytes: number
  state: 'queued' | 'indexing' | 'indexed' | 'failed' | 'cancelled'
  collection: string
  pages: number | null
}

/** The files of the Library. Where a file is asked for, its id will do. */
declare const files: {
  /** All files, or those of a collection, newest first. */
  list(options?: { collection?: string | Collection }): Promise<LibraryFile[]>
  /** The bytes as they were uploaded. */
  read(file: string | LibraryFile): Promise<Uint8Array>
  /** Plain text, Markdown and CSV as they are, of others the passages that were found in them. */
  text(file: string | LibraryFile): Promise<string>
  passages(file: string | LibraryFile): Promise<{ text: string; page: number | null; headings: string[] }[]>
}

/** Why something that was asked of the host could not be done. */
declare class OutlastError extends Error {}

declare module 'outlast' {
  const _progress: typeof progress
  const _display: typeof display
  const _checkpoint: typeof checkpoint
  const _tokenize: typeof tokenize
  const _countTokens: typeof countTokens
  const _detokenize: typeof detokenize
  const _embed: typeof embed
  const _collection: typeof collection
  const _files: typeof files
  const _OutlastError: typeof OutlastError
  type _Token = Token
  type _Embedded = Embedded
  type _UpsertItem = UpsertItem
  type _Hit = Hit
  type _Filter = Filter
  type _Collection = Collection
  type _LibraryFile = LibraryFile
  export {
    _progress as progress,
    _display as display,
    _checkpoint as checkpoint,
    _tokenize as tokenize,
    _countTokens as countTokens,
    _detokenize as detokenize,
    _embed as embed,
    _collection as collection,
    _files as files,
    _OutlastError as OutlastError,
    type _Token as Token,
    type _Embedded as Embedded,
    type _UpsertItem as UpsertItem,
    type _Hit as Hit,
    type _Filter as Filter,
    type _Collection as Collection,
    type _LibraryFile as LibraryFile,
  }
}
`
