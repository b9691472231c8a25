import { hash } from 'node:crypto'
import type { TokenColumns } from './columns.ts'
import { TOKEN_KINDS, type Token, streamName } from './tokenizer.ts'

/** Which tokens, and what they are part of: `workspace` and `document` go into each `global_id`. */
export type Page = { workspace: string; document: string; offset: number; limit: number }

/**
 * Tokens `offset` to `offset + limit` as objects; fewer at the end. 1 µs a token, nearly all of it hashes.
 *
 * `global_id` is the first 128 bits of SHA-256 over where the token stands and what it says, each part with its length
 * in front, so that no two places share an input. With 2^40 tokens two ids are equal with a chance of 2^-49.
 */
export function pageOfTokens(columns: TokenColumns, { workspace, document, offset, limit }: Page): Token[] {
  const address = hash('sha256', prefixed('outlast.token.1', workspace, document, streamName(columns.options)), 'hex')
  const idOf = idsOfTexts(columns)
  const tokens: Token[] = []
  const last = Math.min(columns.count, offset + limit)
  for (let index = offset; index < last; index += 1) {
    const start = columns.starts[index] ?? 0
    const end = columns.ends[index] ?? 0
    const text = columns.text.slice(start, end)
    const id = columns.ids?.[index] ?? idOf(text)
    // Numbers end at a colon, the address is always as long, and the text comes last: that is as good as lengths.
    const global_id = hash('sha256', `${address}:${index}:${start}:${id}:${text}`, 'hex').slice(0, 32)
    const kind = TOKEN_KINDS[columns.kinds[index] ?? 0] ?? 'symbol'
    tokens.push({ text, start, end, index, kind, id, global_id })
  }
  return tokens
}

/** A text has the same id wherever it stands: 53 bits of SHA-256 over tokenizer and text, a safe integer. */
function idsOfTexts({ options }: TokenColumns): (text: string) => number {
  const known = new Map<string, number>()
  const prefix = prefixed('outlast.token-text.1', options.name)
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const id = Number(BigInt(`0x${hash('sha256', prefix + text, 'hex').slice(0, 14)}`) >> 3n)
    known.set(text, id)
    return id
  }
}

function prefixed(...parts: string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('')
}
