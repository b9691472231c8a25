import type { MetadataFilter } from '@outlast/contract'
import { type Database, sqlOf, transaction } from '@outlast/db'
import { type WantedTerm, mostTextsOfRelated } from '@outlast/knowledge'
import { type FilterSql, filterSql } from './filter-sql.ts'

export type KeywordHit = {
  id: string
  score: number
  length: number
  terms: { term: string; tf: number; df: number; weight: number }[]
}

export type KeywordQuery = {
  collection: { id: string; no: number; items: number; terms: number | bigint }
  terms: WantedTerm[]
  filter: MetadataFilter | undefined
  limit: number
}

/** More words than that say nothing new; the rarest are kept, and as many that stand for others. */
const MAX_TERMS = 32

/** Nobody waits longer for a list of hits. */
const TIMEOUT_MS = 15_000

const SCORE = `
  w.idf * p.tf * 2.2::float8 / (p.tf + 1.2::float8 * (0.25::float8 + 0.75::float8 * p.length / $5::float8))`

/**
 * BM25 over the postings of a collection, k1 = 1.2 and b = 0.75, with Lucene's idf, which is never negative
 * (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; Kamphuis et al., "Which BM25 Do You Mean?",
 * 2020). A term's df counts the whole collection, whatever the filter. The items of unfinished files are few: they are
 * gathered once and left out, which is cheaper than to look up every item that a common word is in. In float8, and
 * with the terms of the winners looked up at the end: in numeric, with all terms of all items, five common words in
 * 100,000 items took three times as long.
 *
 * A term that stands for another counts where that one is not, and at most once for it. Its postings are counted no further
 * than they would be used.
 */
const KEYWORD = (filter: string) => `
  WITH wanted AS (
    SELECT term, instead_of, weight, df,
      weight * ln(1 + (greatest($4::float8, df) - df + 0.5::float8) / (df + 0.5::float8)) AS idf
    FROM (
      SELECT *, row_number() OVER (PARTITION BY instead_of IS NULL ORDER BY df, term) AS rarity
      FROM unnest($2::text[], $7::text[], $8::float8[]) AS q(term, instead_of, weight)
      CROSS JOIN LATERAL (
        SELECT count(*)::float8 AS df FROM (
          SELECT 1 FROM posting p WHERE p.collection = $1 AND p.term = q.term
          LIMIT CASE WHEN q.instead_of IS NOT NULL THEN $9::int + 1 END
        ) AS counted
      ) AS t
      WHERE df > 0 AND (instead_of IS NULL OR df <= $9::int)
    ) AS ranked WHERE rarity <= ${MAX_TERMS}
  ), standing_in AS (
    SELECT DISTINCT ON (p.item, w.instead_of) p.item, p.term, p.tf, p.length, w.df, w.weight, ${SCORE} AS score
    FROM wanted w JOIN posting p ON p.collection = $1 AND p.term = w.term
    WHERE w.instead_of IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM posting own WHERE own.collection = $1 AND own.term = w.instead_of AND own.item = p.item
    )
    ORDER BY p.item, w.instead_of, score DESC
  ), scored AS (
    SELECT item, sum(score) AS score FROM (
      SELECT p.item, ${SCORE} AS score FROM posting p JOIN wanted w USING (term)
      WHERE p.collection = $1 AND w.instead_of IS NULL
      UNION ALL
      SELECT item, score FROM standing_in
    ) AS s
    WHERE item NOT IN (
      SELECT i.no FROM file f JOIN collection_item i ON i.file_id = f.id
      WHERE f.collection_id = $3 AND f.indexed_at IS NULL
    ) ${filter === '' ? '' : `AND item IN (SELECT i.no FROM collection_item i WHERE i.collection_id = $3 AND ${filter})`}
    GROUP BY item ORDER BY score DESC, item LIMIT $6
  ), explained AS (
    SELECT item, max(length) AS length,
      jsonb_agg(jsonb_build_object('term', term, 'tf', tf, 'df', df, 'weight', weight) ORDER BY term) AS terms
    FROM (
      SELECT p.item, p.term, p.tf, p.length, w.df, w.weight
      FROM scored s CROSS JOIN wanted w JOIN posting p ON p.collection = $1 AND p.term = w.term AND p.item = s.item
      WHERE w.instead_of IS NULL
      UNION ALL
      SELECT item, term, tf, length, df, weight FROM standing_in JOIN scored USING (item)
    ) AS t
    GROUP BY item
  )
  SELECT i.id, s.score, e.length, e.terms FROM scored s
  JOIN explained e USING (item) JOIN collection_item i ON i.no = s.item
  ORDER BY s.score DESC, s.item`

/** Items that hold at least one of the terms, best first. */
export async function searchKeywords({ pool }: Database, query: KeywordQuery): Promise<KeywordHit[]> {
  const { collection, terms, limit } = query
  if (terms.length === 0 || collection.items === 0) return []
  const averageLength = Math.max(1, Number(collection.terms) / collection.items)
  const values = [
    collection.no,
    terms.map(({ term }) => term),
    collection.id,
    collection.items,
    averageLength,
    limit,
    terms.map(({ insteadOf }) => insteadOf),
    terms.map(({ weight }) => weight),
    mostTextsOfRelated(collection.items),
  ]
  const filter: FilterSql = filterSql(query.filter ?? {}, values.length)
  return transaction(pool, async (sql) => {
    await sql.query(`SET LOCAL statement_timeout = ${TIMEOUT_MS}`)
    return sql.query<KeywordHit>(KEYWORD(filter.text), [...values, ...filter.values])
  })
}

const UNKNOWN = `
  SELECT term FROM unnest($2::text[]) AS q(term)
  WHERE NOT EXISTS (SELECT 1 FROM posting p WHERE p.collection = $1 AND p.term = q.term)`

/** Those of these terms that no item of the collection has. */
export async function findUnknownTerms({ pool }: Database, collectionNo: number, terms: string[]): Promise<string[]> {
  if (terms.length === 0) return []
  const rows = await sqlOf(pool).query<{ term: string }>(UNKNOWN, [collectionNo, terms])
  return rows.map(({ term }) => term)
}

/** Different terms with one first letter; there are seldom more in one language. */
const MAX_ALIKE = 20_000

/** One probe of the primary key for each different term, however many items have it. */
const TERMS_LIKE = `
  WITH RECURSIVE alike AS (
    (SELECT term FROM posting WHERE collection = $1 AND term >= $2 ORDER BY term LIMIT 1)
    UNION ALL
    SELECT (SELECT p.term FROM posting p WHERE p.collection = $1 AND p.term > a.term ORDER BY p.term LIMIT 1)
    FROM alike a WHERE starts_with(a.term, $2)
  )
  SELECT term FROM alike WHERE starts_with(term, $2) LIMIT ${MAX_ALIKE}`

/** The different terms of a collection that begin with this letter. */
export async function findTermsLike({ pool }: Database, collectionNo: number, letter: string): Promise<string[]> {
  const rows = await sqlOf(pool).query<{ term: string }>(TERMS_LIKE, [collectionNo, letter])
  return rows.map(({ term }) => term)
}
