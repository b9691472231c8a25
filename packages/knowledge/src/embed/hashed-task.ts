import { eachTerm } from '../rank/analyze.ts'
import type { TaskContext } from '../threads/task.ts'
import { sharedMatrix, toUnitLength } from './embedder.ts'
import { addFeature, fillByCharacters, pairHash, trigramHashes, wordHash } from './feature-hash.ts'

/** Task: a matrix with one row of unit length for each text. */
export function embedHashed(
  { texts, dimension }: { texts: readonly string[]; dimension: number },
  { progress }: TaskContext,
): Float32Array {
  const matrix = sharedMatrix(texts.length, dimension)
  for (const [row, text] of texts.entries()) {
    matrix.set(hashText(text, dimension), row * dimension)
    if (row % 500 === 499) progress((row + 1) / texts.length, `${row + 1} of ${texts.length} texts embedded`)
  }
  return matrix
}

/** Squares of these add up to what words, their letters and their neighbours have to say. */
const WEIGHT = { word: 1, trigrams: 0.5, pair: 0.3 }

/** The vector of one text, of unit length. */
export function hashText(text: string, dimension: number): Float64Array {
  const vector = new Float64Array(dimension)
  const { terms, pairs } = count(text)
  for (const [term, tf] of terms) addTerm(vector, term, dampen(tf))
  for (const [hash, tf] of pairs) addFeature(vector, hash, WEIGHT.pair * dampen(tf))
  // No word, or features that cancel each other out.
  if (!toUnitLength(vector)) fillByCharacters(vector, text)
  return vector
}

/** The vector of one word, of unit length: what a trained model takes for a word that it has never seen. */
export function hashWord(word: string, dimension: number): Float64Array {
  const vector = new Float64Array(dimension)
  addTerm(vector, word, 1)
  if (!toUnitLength(vector)) fillByCharacters(vector, word)
  return vector
}

/** The tenth time a word stands in a text it says less than the first. */
const dampen = (tf: number): number => 1 + Math.log(tf)

function addTerm(vector: Float64Array, term: string, weight: number): void {
  const { word, trigrams } = featuresOf(term)
  addFeature(vector, word, WEIGHT.word * weight)
  // All trigrams of a word weigh as much as those of another, however long it is.
  const share = (WEIGHT.trigrams * weight) / Math.sqrt(trigrams.length)
  for (const hash of trigrams) addFeature(vector, hash, share)
}

type Features = { word: number; trigrams: number[] }
const MAX_REMEMBERED = 30_000
const remembered = new Map<string, Features>()

function featuresOf(term: string): Features {
  const known = remembered.get(term)
  if (known !== undefined) return known
  const features = { word: wordHash(term), trigrams: trigramHashes(term) }
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(term, features)
  return features
}

function count(text: string): { terms: Map<string, number>; pairs: Map<number, number> } {
  const terms = new Map<string, number>()
  const pairs = new Map<number, number>()
  let before: number | undefined
  eachTerm(text, (term) => {
    const here = featuresOf(term).word
    terms.set(term, (terms.get(term) ?? 0) + 1)
    if (before !== undefined) {
      const pair = pairHash(before, here)
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
    before = here
  })
  return { terms, pairs }
}
