import type { HostCall } from './host-calls.ts'

/** Tokens that are asked for at once; the host gives fewer where they don't fit into an answer. */
const pageTokens = 50_000

type Options = { encoding?: string; length?: number; document?: string }
type Token = { text: string; start: number; end: number; index: number; kind: string; id: number; global_id: string }
type Columns = {
  count: number
  next_offset: number | null
  kinds: string[]
  kind: number[]
  texts: string[]
  starts: number[]
  ends: number[]
  ids: number[]
  global_ids: string[]
}

/** `tokenize`, `countTokens` and `detokenize` of a program. */
export function createTokenFunctions(call: HostCall) {
  // The JSON of the text is made once for all pages. The host answers with columns (`token-columns.ts`).
  const ask = (json: string, { offset, limit }: { offset: number; limit: number }) =>
    call<Columns>('tokenize', `${json.slice(0, -1)},"offset":${offset},"limit":${limit}}`)
  return {
    async tokenize(text: unknown, kind: unknown = 'word', options: Options = {}): Promise<Token[]> {
      const request = requestJson('tokenize', { text, kind, options })
      const tokens: Token[] = []
      for (let offset: number | null = 0; offset !== null;) {
        const page: Columns = await ask(request, { offset, limit: pageTokens })
        addTokens(tokens, page)
        offset = page.next_offset
      }
      return tokens
    },
    async countTokens(text: unknown, kind: unknown = 'word', options: Options = {}): Promise<number> {
      return (await ask(requestJson('countTokens', { text, kind, options }), { offset: 0, limit: 0 })).count
    },
    async detokenize(pieces: unknown, kind: unknown = 'word', options: Options = {}): Promise<string> {
      const given = readPieces(pieces)
      const request = { ...given, tokenizer: kind, encoding: options.encoding }
      return (await call<{ text: string }>('detokenize', JSON.stringify(request))).text
    },
  }
}

function requestJson(
  name: string,
  { text, kind, options }: { text: unknown; kind: unknown; options: Options },
): string {
  if (typeof text !== 'string') throw new TypeError(`${name}(text, kind?, options?) takes a string`)
  if (!text.isWellFormed()) throw new RangeError(`${name}: the text holds half of a surrogate pair`)
  const { encoding, length, document = '' } = options
  return JSON.stringify({ text, tokenizer: kind, encoding, length, document })
}

function addTokens(tokens: Token[], page: Columns) {
  for (const [at, text] of page.texts.entries()) {
    tokens.push({
      text,
      start: page.starts[at] ?? 0,
      end: page.ends[at] ?? 0,
      index: tokens.length,
      kind: page.kinds[page.kind[at] ?? 0] ?? '',
      id: page.ids[at] ?? 0,
      global_id: page.global_ids[at] ?? '',
    })
  }
}

/** Ids, texts, or tokens as `tokenize` gives them. */
function readPieces(pieces: unknown): { ids: number[] } | { tokens: string[] } {
  const wrong = new TypeError('detokenize(pieces, kind?, options?) takes an array of ids, of texts or of tokens')
  if (!Array.isArray(pieces)) throw wrong
  if (pieces.length > 0 && pieces.every((piece) => typeof piece === 'number')) return { ids: pieces }
  const texts: unknown[] = pieces.map((piece) => (typeof piece === 'object' && piece !== null ? piece.text : piece))
  if (!texts.every((text) => typeof text === 'string')) throw wrong
  return { tokens: texts }
}
