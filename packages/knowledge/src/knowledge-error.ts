/** Every way in which text, documents, embeddings and vectors fail that a person can do something about. */
export type KnowledgeErrorCode =
  | 'invalid_text'
  | 'invalid_token'
  | 'unsupported_document'
  | 'empty_document'
  | 'encrypted_document'
  | 'damaged_document'
  | 'document_too_large'
  | 'parse_timeout'
  | 'embedding_mismatch'
  | 'embedding_failed'
  | 'too_little_text'
  | 'invalid_vector'
  | 'invalid_filter'
  | 'invalid_metadata'
  | 'invalid_k'
  | 'invalid_store_url'
  | 'unknown_table'
  | 'store_unavailable'

/** `message` is for a person: what happened and what to do. `retryable` where the same call may succeed later. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError'
  readonly code: KnowledgeErrorCode
  readonly retryable: boolean

  constructor(code: KnowledgeErrorCode, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
  }
}
