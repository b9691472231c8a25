import type { Detokenize, TokenPage, Tokenize } from '@outlast/contract'
import type { LibraryDeps } from './library-deps.ts'

type TokenDeps = Pick<LibraryDeps, 'tokenizers'>

/** Cuts a text into tokens and answers a page of them. */
export async function tokenize(
  { tokenizers }: TokenDeps,
  { workspaceId, signal }: { workspaceId: string; signal: AbortSignal },
  { text, tokenizer, encoding, length, document, offset, limit }: Tokenize,
): Promise<TokenPage> {
  const options = {
    name: tokenizer,
    ...(encoding === undefined ? {} : { encoding }),
    ...(length === undefined ? {} : { length }),
  }
  const page = await tokenizers.tokenize(
    { text, tokenizer: options, workspace: workspaceId, document, offset, limit },
    { signal },
  )
  return { tokenizer, ...page }
}

/** Puts a text together again. */
export async function detokenize(
  { tokenizers }: TokenDeps,
  { tokenizer, encoding, ids, tokens = [] }: Detokenize,
): Promise<{ text: string }> {
  if (ids === undefined) return { text: await tokenizers.detokenize({ tokenizer, tokens }) }
  if (tokenizer !== 'bpe' && tokenizer !== 'byte') throw new Error('The contract lets ids of no other tokenizer in.')
  const options = encoding === undefined ? {} : { encoding }
  return { text: await tokenizers.detokenize({ tokenizer, ids, ...options }) }
}
