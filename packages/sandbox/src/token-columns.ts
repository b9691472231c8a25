import type { HostToken, KnowledgeHooks } from './knowledge-hooks.ts'

/** Tokens of one call of the hook, as many as its event loop can take at once. */
const pageTokens = 10_000
/** An answer is closed when it has grown to this: it and one more token of any usual size fit into a frame. */
const answerBytes = 4_194_304
/** What a token takes besides its text: numbers, 32 letters of global_id, quotes and commas. */
const tokenBytes = 90

/** Tokens column by column: a third of the bytes of objects, and a program reads them ten times as fast. */
export type TokenColumns = {
  count: number
  next_offset: number | null
  /** The kinds that occur; `kind` says which one each token is. */
  kinds: string[]
  kind: number[]
  texts: string[]
  starts: number[]
  ends: number[]
  ids: number[]
  global_ids: string[]
}

type Request = Parameters<KnowledgeHooks['tokenize']>[0]

/** Gathers `limit` tokens, page by page, or fewer where the answer would become too long: then `next_offset` says where to go on. */
export async function gatherTokens(hooks: KnowledgeHooks, request: Request): Promise<TokenColumns> {
  const columns = createColumns()
  const end = request.offset + request.limit
  let at = request.offset
  for (;;) {
    const page = await hooks.tokenize({ ...request, offset: at, limit: Math.min(pageTokens, end - at) })
    const taken = columns.take(page.tokens)
    at += taken
    const isLast = page.next_offset === null && taken === page.tokens.length
    if (isLast || taken < page.tokens.length || taken === 0 || at >= end) {
      return { ...columns.all, count: page.count, next_offset: isLast || at >= page.count ? null : at }
    }
  }
}

function createColumns() {
  const all: Omit<TokenColumns, 'count' | 'next_offset'> = {
    kinds: [],
    kind: [],
    texts: [],
    starts: [],
    ends: [],
    ids: [],
    global_ids: [],
  }
  const places = new Map<string, number>()
  const placeOf = (kind: string): number => {
    const known = places.get(kind)
    if (known !== undefined) return known
    places.set(kind, all.kinds.push(kind) - 1)
    return all.kinds.length - 1
  }
  let bytes = 0
  /** How many of them fit; the first always does. */
  const take = (tokens: HostToken[]): number => {
    for (const [at, token] of tokens.entries()) {
      bytes += tokenBytes + bytesOf(token.text)
      if (bytes > answerBytes && all.texts.length > 0) return at
      all.kind.push(placeOf(token.kind))
      all.texts.push(token.text)
      all.starts.push(token.start)
      all.ends.push(token.end)
      all.ids.push(token.id)
      all.global_ids.push(token.global_id)
    }
    return tokens.length
  }
  return { all, take }
}

/** Bytes of a text as JSON, at most: a control character takes 6. Short ones, nearly all, aren't worth a look. */
function bytesOf(text: string): number {
  return text.length <= 8 ? text.length * 3 : Buffer.byteLength(JSON.stringify(text))
}
