import { toUnitLength } from './embedder.ts'

/** FNV-1a over UTF-16 units from `start` to `end`, then mixed so that all 32 bits count. */
export function hashOf(text: string, seed: number, range: { start: number; end: number }): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = range.start; at < range.end; at += 1) {
    const code = text.charCodeAt(at)
    hash = Math.imul(hash ^ (code & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193)
  }
  return mix(hash)
}

/** The finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
export function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * Adds a feature to a vector (Weinberger et al. 2009): the hash says where, and with which sign, so that features that
 * meet at one place cancel as often as they add up.
 */
export function addFeature(vector: Float64Array, hash: number, weight: number): void {
  const slot = Math.floor(((hash >>> 1) / 0x80000000) * vector.length)
  vector[slot] = (vector[slot] ?? 0) + (hash & 1 ? weight : -weight)
}

const WORD = 1
const TRIGRAM = 2
const CHARACTER = 3
const WHOLE = 4

/** One for a word, and where in a vector's terms the same word always goes. */
export function wordHash(word: string): number {
  return hashOf(word, WORD, { start: 0, end: word.length })
}

/** One for each three characters of `^word$`: words that share most of their letters share most of these. */
export function trigramHashes(word: string): number[] {
  const framed = `^${word}$`
  const hashes: number[] = []
  for (let start = 0; start + 3 <= framed.length; start += 1)
    hashes.push(hashOf(framed, TRIGRAM, { start, end: start + 3 }))
  return hashes
}

/** The vector, of unit length, of a text in which there is no word: its characters (`!?`, emoji), and the text itself. */
export function fillByCharacters(vector: Float64Array, text: string): void {
  const end = Math.min(text.length, MAX_CHARACTERS)
  vector.fill(0)
  addFeature(vector, hashOf(text, WHOLE, { start: 0, end }), 1)
  for (let start = 0; start < end; start += 1)
    addFeature(vector, hashOf(text, CHARACTER, { start, end: start + 1 }), 1 / Math.sqrt(end))
  if (toUnitLength(vector)) return
  vector.fill(0)
  vector[0] = 1
}

/** Of a wall of dashes, what is beyond this says nothing new. */
const MAX_CHARACTERS = 1_000
