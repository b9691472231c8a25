import { KnowledgeError } from '../knowledge-error.ts'
import { loadVocabulary } from './bpe/vocabulary.ts'
import type { Encoding, TokenizerName } from './tokenizer.ts'

/** Ids of `bpe` or `byte`, or the texts of the tokens of any tokenizer. */
export type DetokenizeInput =
  | { tokenizer: 'bpe' | 'byte'; encoding?: Encoding; ids: ArrayLike<number> }
  | { tokenizer: TokenizerName; tokens: readonly string[] }

/**
 * The text that tokens came from.
 *
 * @throws KnowledgeError invalid_token for an id that is no token, special ones among them since text never gives one,
 * and for bytes or texts that make no valid text together.
 */
export async function detokenize(input: DetokenizeInput): Promise<string> {
  if ('tokens' in input) return joinTexts(input.tokens)
  return input.tokenizer === 'byte' ? decodeBytes(input.ids) : decodeRanks(input.ids, input.encoding ?? 'o200k_base')
}

function joinTexts(tokens: readonly string[]): string {
  const text = tokens.join('')
  if (!text.isWellFormed()) throw invalidToken('The tokens hold half of a surrogate pair.')
  return text
}

function decodeBytes(ids: ArrayLike<number>): string {
  const bytes = new Uint8Array(ids.length)
  for (let i = 0; i < ids.length; i += 1) {
    const id = ids[i] ?? NaN
    if (!Number.isInteger(id) || id < 0 || id > 255) throw invalidToken(`Token ${i} is ${id}, and a byte is 0 to 255.`)
    bytes[i] = id
  }
  return decode(bytes)
}

async function decodeRanks(ids: ArrayLike<number>, encoding: Encoding): Promise<string> {
  const { tokens } = await loadVocabulary(encoding)
  let text = ''
  let pending: number[] = []
  for (let i = 0; i < ids.length; i += 1) {
    const token = tokens[ids[i] ?? NaN]
    if (token === undefined) throw invalidToken(`Token ${i} is ${ids[i]}, which ${encoding} does not have.`)
    if (typeof token !== 'string') {
      for (const byte of token) pending.push(byte)
      continue
    }
    // A token that is text begins with a whole character: the bytes before it have to be whole too.
    if (pending.length > 0) text += decode(Uint8Array.from(pending))
    pending = []
    text += token
  }
  return text + decode(Uint8Array.from(pending))
}

/** Keeps a byte-order mark: it is a character of the text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new KnowledgeError(
      'invalid_token',
      'The bytes of the tokens are no valid UTF-8: one is missing or cut off.',
      {
        cause,
      },
    )
  }
}

function invalidToken(message: string): KnowledgeError {
  return new KnowledgeError('invalid_token', message)
}
