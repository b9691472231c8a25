import { KnowledgeError } from '../knowledge-error.ts'
import { checkStore } from './check-store.ts'
import type { Postgres } from './pgvector.ts'
import type { VectorStore } from './vector-store.ts'

export type VectorStoreDeps = {
  /** Needed for `pgvector:` only. */
  postgres?: Postgres
  /** An API key for Chroma (`x-chroma-token`) or Weaviate, where the server wants one. */
  apiKey?: string
}

/**
 * Opens a store by its URL: `lancedb:PATH`, `lancedb:s3://BUCKET/PATH` (credentials from the environment, as AWS has
 * them), `pgvector:`, `chroma:http://HOST:PORT`, `weaviate:https://HOST`. The library of a store is loaded here and not
 * before. Throws KnowledgeError('invalid_store_url' | 'store_unavailable').
 */
export async function openVectorStore(url: string, { postgres, apiKey }: VectorStoreDeps = {}): Promise<VectorStore> {
  const { scheme, place } = splitUrl(url)
  if (scheme === 'lancedb') {
    if (place === '') throw invalidUrl(url, 'lancedb: needs a folder or an object-store URL, as in lancedb:./vectors.')
    return checkStore(await (await import('./lancedb.ts')).openLanceDb(place))
  }
  if (scheme === 'pgvector') {
    if (postgres === undefined) throw invalidUrl(url, 'pgvector: needs a PostgreSQL connection.')
    return checkStore(await (await import('./pgvector.ts')).openPgVector(postgres))
  }
  if (scheme === 'chroma') {
    return checkStore(await (await import('./chroma.ts')).openChroma(httpUrl(url, place), apiKey))
  }
  if (scheme === 'weaviate') {
    return checkStore(await (await import('./weaviate.ts')).openWeaviate(httpUrl(url, place), apiKey))
  }
  throw invalidUrl(url, 'A vector store is lancedb:PATH, pgvector:, chroma:http://HOST:PORT or weaviate:https://HOST.')
}

function splitUrl(url: string): { scheme: string; place: string } {
  const colon = Math.max(0, url.indexOf(':'))
  return { scheme: url.slice(0, colon), place: url.slice(colon + 1) }
}

function httpUrl(url: string, place: string): URL {
  const parsed = URL.parse(place)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw invalidUrl(url, 'After the scheme comes the address of a server, as in chroma:http://localhost:8000.')
  }
  return parsed
}

/** Passwords stand before an @; they are not repeated. */
function invalidUrl(url: string, what: string): KnowledgeError {
  return new KnowledgeError('invalid_store_url', `"${url.replace(/\/\/.*@/, '//…@')}" is not a vector store. ${what}`)
}
