import { createHash } from 'node:crypto'
import type { Embedder } from './embedder.ts'

/** Vectors that were paid for once, by model and SHA-256 (hex) of the text. */
export type EmbeddingCache = {
  /** Those that are known; the others are missing from the map. */
  get(model: string, hashes: string[]): Promise<Map<string, Float32Array>>
  put(model: string, entries: { hash: string; vector: Float32Array }[]): Promise<void>
}

/** Vectors are kept after each so many new texts: a call that fails late has not paid for nothing. */
const TEXTS_PER_PUT = 960

/** Asks `embedder` only for texts that the cache lacks, and for equal ones once. */
export function cached(embedder: Embedder, cache: EmbeddingCache): Embedder {
  const { model, dimension } = embedder
  return {
    model,
    dimension,
    async embed(texts, options = {}) {
      const hashes = texts.map(contentHash)
      const textOf = new Map(hashes.map((hash, i) => [hash, texts[i] ?? '']))
      const known = await cache.get(model, [...textOf.keys()])
      // A vector of another dimension is from before the model was changed behind its name.
      const missing = [...textOf].filter(([hash]) => known.get(hash)?.length !== dimension)
      for (let start = 0; start < missing.length; start += TEXTS_PER_PUT) {
        const part = missing.slice(start, start + TEXTS_PER_PUT)
        const vectors = await embedder.embed(
          part.map(([, text]) => text),
          options,
        )
        const entries = part.map(([hash], i) => ({ hash, vector: vectorAt(vectors, i) }))
        await cache.put(model, entries)
        for (const { hash, vector } of entries) known.set(hash, vector)
      }
      // One for each text, so that none is changed through another.
      return hashes.map((hash) => Float32Array.from(known.get(hash) ?? missed(hash)))
    },
  }
}

/** SHA-256 of the text as UTF-8, in hex. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function vectorAt(vectors: readonly Float32Array[], index: number): Float32Array {
  return vectors[index] ?? missed(String(index))
}

function missed(what: string): never {
  throw new Error(`The embedder left out the vector of ${what}.`)
}
