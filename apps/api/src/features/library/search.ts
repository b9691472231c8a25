import type { Item, Search, SearchHit, SearchMode, SearchResult } from '@outlast/contract'
import type { Collection as CollectionRow, Database } from '@outlast/db'
import {
  type VectorHit,
  type WantedTerm,
  analyze,
  bm25,
  closeSpellings,
  highlight,
  passage,
  reciprocalRankFusion,
  termsOf,
  wantedTerms,
  widenTerms,
  wrongLetters,
} from '@outlast/knowledge'
import { z } from 'zod'
import { AppError } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { findRow } from './collections.ts'
import { fromVectorId } from './item-id.ts'
import { type ItemRow, findItems, listItems as readItems } from './item-repository.ts'
import { embedLateItems } from './late-items.ts'
import type { LibraryDeps } from './library-deps.ts'
import { type KeywordHit, findTermsLike, findUnknownTerms, searchKeywords } from './search-repository.ts'
import { vectorTableOf } from './vector-table.ts'
import { toItem } from './wire.ts'

/** Hits of each list that are fused. Beyond it a place is worth less than 1 / 160. */
const DEPTH = 100
/** The vector store may still hold vectors of items that are going or not yet there: so many more are asked for. */
const SPARE = 50
/** A question with more of them is in another language than the collection. */
const MAX_MISSPELLED = 8
/** As much as one reads at a glance; three lines of the page. */
const PASSAGE_CHARS = 320

/** Searches a collection by words (BM25), by meaning (vectors), or by both, fused by reciprocal rank. */
export async function search(
  deps: LibraryDeps,
  { workspaceId, name, signal }: { workspaceId: string; name: string; signal: AbortSignal },
  request: Search,
): Promise<SearchResult> {
  return searchCollection(deps, await findRow(deps, workspaceId, name), { ...request, signal })
}

/** {@link search} in a collection that someone has found by other means than its name. */
export async function searchCollection(
  deps: LibraryDeps,
  collection: CollectionRow,
  { signal, ...request }: Search & { signal: AbortSignal },
): Promise<SearchResult> {
  const startedAt = performance.now()
  const mode = modeFor(collection, request)
  const [keyword, vector] = await Promise.all([
    mode === 'vector' ? [] : findByWords(deps, collection, { ...request, mode }),
    mode === 'keyword' ? [] : findByMeaning(deps, collection, { ...request, signal }),
  ])
  const rows = new Map(
    (await findItems(deps.database, collection.id, idsOf(keyword, vector))).map((row) => [row.id, row]),
  )
  const rankings = [
    { name: 'keyword', hits: keyword.filter(({ id }) => rows.has(id)) },
    {
      name: 'vector',
      hits: vector.map(({ id, similarity }) => ({ id, score: similarity })).filter(({ id }) => rows.has(id)),
    },
  ]
  const explain = explainer(collection, keyword)
  const asked = termsOf(request.query ?? '')
  const hits = reciprocalRankFusion(rankings)
    .slice(0, request.k)
    .flatMap(({ id, score, ranks }) => {
      const row = rows.get(id)
      if (row === undefined) return []
      const scores = { keyword: explain(id, ranks['keyword']), vector: toVectorScore(ranks['vector']) }
      // What stands for a word of the question is marked as well.
      const marked = new Set([...asked, ...(scores.keyword?.terms ?? []).map(({ term }) => term)])
      return [toHit(row, marked, { score, scores })]
    })
  const kind = collection.indexedItems > 0 ? 'approximate' : 'exact'
  return { hits, model: collection.model, search: kind, took_ms: performance.now() - startedAt }
}

function modeFor(collection: CollectionRow, { mode, query, vector, model }: Search): SearchMode {
  if (model !== undefined && model !== collection.model) {
    const detail = `The vector is of ${model}, those of the collection "${collection.name}" are of ${collection.model}.`
    throw new AppError('embedding_mismatch', detail)
  }
  if (query === undefined && mode !== 'vector') {
    return mode === 'hybrid' ? 'vector' : refuse('body.query', 'is needed to search by words')
  }
  if (collection.embedding !== 'custom' || vector !== undefined) return mode
  return mode === 'vector' ? refuse('body.vector', 'is needed: the collection holds vectors of its callers') : 'keyword'
}

function refuse(path: string, message: string): never {
  throw new AppError('invalid_request', `${path}: ${message}`, { issues: [{ path, message }] })
}

async function findByWords(
  { database, searches }: LibraryDeps,
  collection: CollectionRow,
  { query = '', filter, k, mode }: Search,
) {
  const asked = [...analyze(query).terms.keys()]
  return searches(async () => {
    // Who searches by words alone means these words.
    const terms = mode === 'keyword' ? wantedTerms(asked) : await widen(database, collection, asked)
    return searchKeywords(database, { collection, terms, filter, limit: Math.max(DEPTH, k) })
  })
}

/** Also what means the same, and what a word may be that no passage has. */
async function widen(database: Database, { no }: CollectionRow, terms: string[]): Promise<WantedTerm[]> {
  const mayBeWrong = terms.filter((term) => wrongLetters(term) > 0).slice(0, MAX_MISSPELLED)
  const unknown = await findUnknownTerms(database, no, mayBeWrong)
  const letters = [...new Set(unknown.map((term) => term.charAt(0)))]
  const alike = await Promise.all(letters.map((letter) => findTermsLike(database, no, letter)))
  return widenTerms(terms, new Map(unknown.map((term) => [term, closeSpellings(term, alike.flat())])))
}

async function findByMeaning(
  deps: LibraryDeps,
  collection: CollectionRow,
  { query = '', vector, filter, k, signal }: Search & { signal: AbortSignal },
): Promise<VectorHit[]> {
  if (collection.items === 0) return []
  await embedLateItems(deps, collection)
  const meant = vector === undefined ? await embedQuery(deps, collection, query) : Float32Array.from(vector)
  const found = await deps.store.search(vectorTableOf(collection), {
    vector: meant,
    k: Math.max(DEPTH, k) + SPARE,
    signal,
    ...(filter === undefined ? {} : { filter }),
  })
  return found.map((hit) => ({ ...hit, id: fromVectorId(hit.id) }))
}

async function embedQuery(deps: LibraryDeps, collection: CollectionRow, query: string): Promise<Float32Array> {
  const [vector] = await (await deps.embedders.forCollection(collection)).embed([query])
  if (vector === undefined) throw new Error('An embedder answered no vector for a text.')
  return vector
}

function idsOf(keyword: KeywordHit[], vector: VectorHit[]): string[] {
  return [...new Set([...keyword, ...vector].map(({ id }) => id))]
}

type Place = { rank: number; score: number; contribution: number } | undefined

/** Says which words of the query gave an item its place among those found by words. */
function explainer({ items, terms }: CollectionRow, hits: KeywordHit[]) {
  const byId = new Map(hits.map((hit) => [hit.id, hit]))
  const statistics = { texts: items, averageLength: Math.max(1, Number(terms) / Math.max(1, items)) }
  return (id: string, place: Place): SearchHit['scores']['keyword'] => {
    const hit = byId.get(id)
    return place === undefined || hit === undefined ? null : { ...place, terms: bm25(statistics, hit).terms }
  }
}

function toVectorScore(place: Place): SearchHit['scores']['vector'] {
  if (place === undefined) return null
  const { rank, score, contribution } = place
  return { rank, similarity: score, contribution }
}

function toHit(row: ItemRow, terms: ReadonlySet<string>, scored: Pick<SearchHit, 'score' | 'scores'>): SearchHit {
  const range = passage(row.text, terms, PASSAGE_CHARS)
  return { ...toItem(row), ...scored, passage: range, highlights: highlight(row.text, terms) }
}

/** A page of the items of a collection, in the order in which they came. */
export async function listItems(
  deps: LibraryDeps,
  { workspaceId, name }: { workspaceId: string; name: string },
  { cursor, limit, file_id }: { cursor?: string | undefined; limit: number; file_id?: string | undefined },
): Promise<{ items: Item[]; next_cursor: string | null }> {
  const { id } = await findRow(deps, workspaceId, name)
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.coerce.number().int().min(0)]))
  const rows = await readItems(deps.database, id, { after, fileId: file_id ?? null, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next_cursor = rows.length > limit && last ? encodeCursor(String(last.no)) : null
  return { items: page.map(toItem), next_cursor }
}
