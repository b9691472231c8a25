/** Why there is no answer. `message` is for the person who asked: what happened, in one or two sentences, never a key. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly code: ModelFailureCode
  /** Whether the same request may well be answered later. */
  readonly retryable: boolean

  constructor(code: ModelFailureCode, message: string, { retryable = false }: { retryable?: boolean } = {}) {
    super(message)
    this.code = code
    this.retryable = retryable
  }
}

export type ModelFailureCode =
  /** No connection, 5xx, or an error told in the stream. */
  | 'model_failed'
  /** 429, beyond what is waited for. */
  | 'model_busy'
  | 'model_timeout'
  /** The key or the request is not to the server's liking. */
  | 'model_refused'
  /** Not the protocol, or no words. */
  | 'model_not_understood'
