import type { Threads } from '../threads/threads.ts'
import type { DetokenizeInput, TokenizeInput, TokenizeOutput } from './tasks.ts'
import type { TokenizerOptions } from './tokenizer.ts'

/** Tokenizers in threads: the event loop only hands texts over. Aborting a call ends its computing. */
export type Tokenizers = {
  /** One page of the tokens. @throws KnowledgeError invalid_text */
  tokenize(request: TokenizeInput, options?: CallOptions): Promise<TokenizeOutput>
  /** The text that tokens came from. @throws KnowledgeError invalid_token */
  detokenize(request: DetokenizeInput, options?: CallOptions): Promise<string>
  /** @throws KnowledgeError invalid_text */
  countTokens(request: { text: string; tokenizer: TokenizerOptions }, options?: CallOptions): Promise<number>
}

type CallOptions = { signal?: AbortSignal }

export function createTokenizers(threads: Threads): Tokenizers {
  return {
    tokenize: (request, options) => threads.run('tokenize', request, options),
    detokenize: (request, options) => threads.run('detokenize', request, options),
    countTokens: (request, options) => threads.run('countTokens', request, options),
  }
}
