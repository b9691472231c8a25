export { KnowledgeError, type KnowledgeErrorCode } from './knowledge-error.ts'
export { type Threads, createThreads } from './threads/threads.ts'
export { type Tokenizers, createTokenizers } from './tokenize/create-tokenizers.ts'
export { detectMediaType } from './documents/detect-media-type.ts'
export type { Chunk } from './documents/document.ts'
export { readDocument } from './documents/read-document.ts'
export { type EmbeddingCache, cached } from './embed/cached.ts'
export type { Embedder } from './embed/embedder.ts'
export { HASHED_DIMENSION, createHashedEmbedder } from './embed/hashed.ts'
export { createOpenAiEmbedder, probeDimension } from './embed/openai.ts'
export { createTrainedEmbedder } from './embed/trained.ts'
export { type WordKnowledge, wordKnowledge } from './embed/meanings.ts'
export { analyze } from './rank/analyze.ts'
export { bm25 } from './rank/bm25.ts'
export { reciprocalRankFusion } from './rank/fuse.ts'
export { highlight, termsOf } from './rank/highlight.ts'
export { passage } from './rank/passage.ts'
export { closeSpellings, wrongLetters } from './rank/spelling.ts'
export { type WantedTerm, mostTextsOfRelated, wantedTerms, widenTerms } from './rank/widen.ts'
export { openVectorStore } from './stores/open-vector-store.ts'
export {
  EXACT_SEARCH_MAX,
  type MetadataFilter,
  type VectorHit,
  type VectorRecord,
  type VectorStore,
} from './stores/vector-store.ts'
