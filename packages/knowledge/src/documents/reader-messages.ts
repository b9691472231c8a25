import type { KnowledgeErrorCode } from '../knowledge-error.ts'
import type { ChunkOptions } from './chunk-document.ts'
import type { Chunk, MediaType, ParsedDocument } from './document.ts'
import type { DocumentLimits } from './limits.ts'

/** To the reading process, once; the bytes come through its stdin. */
export type ReaderOrder = { mediaType: MediaType; limits: DocumentLimits; chunking: ChunkOptions; withText: boolean }

export type DocumentSummary = Pick<ParsedDocument, 'title' | 'pages' | 'characters'>

/** From the reading process. Chunks and text come in pieces, so that no message holds up the event loop of who reads it. */
export type ReaderMessage =
  | { type: 'progress'; fraction: number; label: string }
  | { type: 'chunks'; chunks: Chunk[] }
  | { type: 'text'; text: string }
  | { type: 'done'; document: DocumentSummary }
  | { type: 'failed'; code: KnowledgeErrorCode; message: string }
  | { type: 'crashed'; message: string }
