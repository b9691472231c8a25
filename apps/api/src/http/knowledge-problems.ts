import type { ProblemCode } from '@outlast/contract'
import type { KnowledgeError, KnowledgeErrorCode } from '@outlast/knowledge'
import { AppError } from './app-error.ts'

/** What errors of texts, documents, embeddings and vectors are for whoever made the request. */
const PROBLEM_OF: Record<KnowledgeErrorCode, ProblemCode> = {
  invalid_text: 'invalid_request',
  invalid_token: 'invalid_request',
  invalid_vector: 'invalid_request',
  invalid_metadata: 'invalid_request',
  invalid_filter: 'invalid_request',
  invalid_k: 'invalid_request',
  unsupported_document: 'unreadable_document',
  empty_document: 'unreadable_document',
  encrypted_document: 'unreadable_document',
  damaged_document: 'unreadable_document',
  document_too_large: 'body_too_large',
  parse_timeout: 'unreadable_document',
  embedding_mismatch: 'embedding_mismatch',
  too_little_text: 'too_little_text',
  embedding_failed: 'unavailable',
  store_unavailable: 'unavailable',
  // Ours to keep: nobody outside can do anything about these.
  unknown_table: 'internal',
  invalid_store_url: 'internal',
}

export function fromKnowledgeError(error: KnowledgeError): AppError {
  return new AppError(PROBLEM_OF[error.code], error.message, { cause: error })
}
