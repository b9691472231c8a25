/** What the parsers read; DOCX becomes HTML on the way. */
export const MEDIA_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/markdown',
  'text/html',
  'text/csv',
  'text/plain',
] as const

export type MediaType = (typeof MEDIA_TYPES)[number]

/** A piece of a document, in reading order. */
export type Block = {
  kind: 'heading' | 'paragraph' | 'list' | 'table' | 'code'
  /** Trimmed, never empty, well-formed UTF-16 without NUL, lines ended by \n: as PostgreSQL takes it. */
  text: string
  /** From 1; null where the format knows no pages. */
  page: number | null
  /** The headings it stands under, from the top; a heading does not stand under itself. */
  headings: string[]
}

export type ParsedDocument = {
  title: string | null
  pages: number | null
  blocks: Block[]
  /** UTF-16 code units of `documentText`. */
  characters: number
}

/** A passage: small enough to embed and to quote, with what a citation needs. */
export type Chunk = {
  index: number
  /** Exactly `documentText(…).slice(start, end)`. */
  text: string
  page: number | null
  page_end: number | null
  /** The headings that all of it stands under, from the top. */
  headings: string[]
  start: number
  end: number
}

export const BLOCK_SEPARATOR = '\n\n'

/** The document's text, into which the offsets of chunks point. */
export function documentText(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => text).join(BLOCK_SEPARATOR)
}
