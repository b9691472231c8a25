import { KnowledgeError } from '../knowledge-error.ts'
import type { ColumnsBuilder, TokenColumns } from './columns.ts'
import { cutBytes } from './cut-bytes.ts'
import { cutGraphemes, cutSentences, cutSpaces, cutWords } from './cut-plain.ts'
import { cutSubwords } from './cut-words.ts'
import type { TokenizerName, TokenizerOptions } from './tokenizer.ts'

/**
 * Cuts all of a text into tokens. Use it in a thread: 5 MB take from 30 ms to a second.
 *
 * @throws KnowledgeError invalid_text if the text holds half of a surrogate pair, which no encoding can write.
 * @throws RangeError if the length of pieces is outside of 1 to 64.
 */
export async function cutText(text: string, options: TokenizerOptions): Promise<TokenColumns> {
  assertWellFormed(text)
  const cut = cutters[options.name]
  const columns = await cut(text, options)
  return 'finish' in columns ? columns.finish(text, options) : columns
}

type Cut = (text: string, options: TokenizerOptions) => Cutting | Promise<Cutting>
type Cutting = ColumnsBuilder | TokenColumns

/** What brings a vocabulary or patterns along is loaded on first use. */
const cutters: Record<TokenizerName, Cut> = {
  space: cutSpaces,
  word: cutWords,
  char: cutGraphemes,
  sentence: cutSentences,
  grammar: async (text) => (await import('./grammar.ts')).cutGrammar(text),
  subword: cutSubwords,
  syllable: async (text) => (await import('./syllable.ts')).cutSyllables(text),
  frequency: async (text) => (await import('./frequency.ts')).cutFrequent(text),
  byte: cutBytes,
  bpe: async (text, options) => (await import('./bpe/cut-bpe.ts')).cutBpe(text, options),
}

function assertWellFormed(text: string): void {
  if (text.isWellFormed()) return
  const index = /\p{Cs}/u.exec(text)?.index ?? 0
  throw new KnowledgeError(
    'invalid_text',
    `The text holds half of a surrogate pair at index ${index}. Send text that was decoded from valid UTF-8 or UTF-16.`,
  )
}
