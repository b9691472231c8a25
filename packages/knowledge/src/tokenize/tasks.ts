import type { TokenColumns } from './columns.ts'
import { cutText } from './cut-text.ts'
import { type Page, pageOfTokens } from './page-of-tokens.ts'
import { MAX_PAGE, type Token, type TokenizerOptions, streamName } from './tokenizer.ts'

export { type DetokenizeInput, detokenize } from './detokenize.ts'

/** `workspace` and `document` are names that `global_id` is made from. `limit` is at most MAX_PAGE. */
export type TokenizeInput = Page & { text: string; tokenizer: TokenizerOptions }

/** `count` is of the whole text; `next_offset` is where the next page starts, null on the last one. */
export type TokenizeOutput = { count: number; tokens: Token[]; next_offset: number | null }

/**
 * One page of a text's tokens.
 *
 * @throws KnowledgeError invalid_text, see `cutText`.
 * @throws RangeError if offset or limit are no counts, or the page is too large.
 */
export async function tokenize({ text, tokenizer, ...page }: TokenizeInput): Promise<TokenizeOutput> {
  if (!Number.isInteger(page.offset) || page.offset < 0) throw new RangeError(`offset is ${page.offset}`)
  if (!Number.isInteger(page.limit) || page.limit < 0 || page.limit > MAX_PAGE) {
    throw new RangeError(`limit is ${page.limit}, and goes from 0 to ${MAX_PAGE}`)
  }
  const columns = await cutOnce(text, tokenizer)
  const next = page.offset + page.limit
  return {
    count: columns.count,
    tokens: pageOfTokens(columns, page),
    next_offset: next < columns.count ? next : null,
  }
}

/** How many tokens the whole text has. @throws KnowledgeError invalid_text */
export async function countTokens({ text, tokenizer }: { text: string; tokenizer: TokenizerOptions }): Promise<number> {
  return (await cutText(text, tokenizer)).count
}

/** The last text of this thread: pages of one text come in a row, and to compare 5 MB takes less than a millisecond. */
let last: { stream: string; columns: TokenColumns } | undefined

async function cutOnce(text: string, tokenizer: TokenizerOptions): Promise<TokenColumns> {
  const stream = streamName(tokenizer)
  if (last?.stream !== stream || last.columns.text !== text) last = { stream, columns: await cutText(text, tokenizer) }
  return last.columns
}
