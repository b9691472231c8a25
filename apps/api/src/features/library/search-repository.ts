import type { MetadataFilter } from '@outlast/contract'
import { type Database, sqlOf } from '@outlast/db'
import { type FilterSql, filterSql } from './filter-sql.ts'

export type KeywordHit = {
  id: string
  score: number
  length: number
  terms: { term: string; tf: number; df: number }[]
}

export type KeywordQuery = {
  collection: { id: string; no: number; items: number; terms: number | bigint }
  terms: string[]
  filter: MetadataFilter | undefined
  limit: number
}

/**
 * BM25 over the postings of a collection, k1 = 1.2 and b = 0.75, with Lucene's idf, which is never negative
 * (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; Kamphuis et al., "Which BM25 Do You Mean?",
 * 2020). A term's df counts the whole collection, whatever the filter. The items of unfinished files are few: they are
 * gathered once and left out, which is cheaper than to look up every item that a common word is in.
 */
const KEYWORD = (filter: string) => `
  WITH matched AS (
    SELECT item, term, tf, length, count(*) OVER (PARTITION BY term) AS df
    FROM posting WHERE collection = $1 AND term = ANY($2)
  ), scored AS (
    SELECT item, max(length) AS length,
      sum(ln(1 + (greatest($4, df) - df + 0.5) / (df + 0.5)) * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / $5)))::float8 AS score,
      jsonb_agg(jsonb_build_object('term', term, 'tf', tf, 'df', df) ORDER BY term) AS terms
    FROM matched
    WHERE item NOT IN (
      SELECT i.no FROM file f JOIN collection_item i ON i.file_id = f.id
      WHERE f.collection_id = $3 AND f.indexed_at IS NULL
    ) ${filter === '' ? '' : `AND item IN (SELECT i.no FROM collection_item i WHERE i.collection_id = $3 AND ${filter})`}
    GROUP BY item ORDER BY score DESC, item LIMIT $6
  )
  SELECT i.id, s.score, s.length, s.terms FROM scored s JOIN collection_item i ON i.no = s.item
  ORDER BY s.score DESC, s.item`

/** Items that hold at least one of the terms, best first. */
export async function searchKeywords({ pool }: Database, query: KeywordQuery): Promise<KeywordHit[]> {
  const { collection, terms, limit } = query
  if (terms.length === 0 || collection.items === 0) return []
  const averageLength = Math.max(1, Number(collection.terms) / collection.items)
  const values = [collection.no, terms, collection.id, collection.items, averageLength, limit]
  const filter: FilterSql = filterSql(query.filter ?? {}, values.length)
  return sqlOf(pool).query<KeywordHit>(KEYWORD(filter.text), [...values, ...filter.values])
}
