import { RankHeap } from './rank-heap.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Byte-pair encoding of one piece: the pair with the lowest rank is merged, the leftmost of equals, until none is left.
 * A heap finds it in log n; looking through all pairs for each merge, as encoders do for short words, takes 10 s for
 * 100,000 equal letters. `bytes` has one UTF-16 unit a byte.
 *
 * @returns the end of each token.
 */
export function mergePairs(bytes: string, vocabulary: Vocabulary): number[] {
  const parts = new Parts(bytes, vocabulary)
  for (let start = parts.takeLowest(); start !== -1; start = parts.takeLowest()) parts.merge(start)
  const ends: number[] = []
  for (let start = 0; start < bytes.length; start = parts.endOf(start)) ends.push(parts.endOf(start))
  return ends
}

/** The parts of a piece, each known by its first byte: it ends where the next one starts. */
class Parts {
  readonly #bytes: string
  readonly #vocabulary: Vocabulary
  readonly #ends: Int32Array
  readonly #befores: Int32Array
  /** Rank of a part and its next one together; -1 where they are no token, or the part is merged away. */
  readonly #pairRanks: Int32Array
  readonly #heap: RankHeap

  constructor(bytes: string, vocabulary: Vocabulary) {
    const length = bytes.length
    this.#bytes = bytes
    this.#vocabulary = vocabulary
    this.#ends = new Int32Array(length)
    this.#befores = new Int32Array(length + 1)
    this.#pairRanks = new Int32Array(length)
    this.#heap = new RankHeap(length)
    for (let i = 0; i < length; i += 1) {
      this.#ends[i] = i + 1
      this.#befores[i] = i - 1
      const pair = bytes.charCodeAt(i) * 256 + bytes.charCodeAt(i + 1)
      this.#rank(i, i + 1 < length ? (vocabulary.pairRanks[pair] ?? -1) : -1)
    }
  }

  endOf(start: number): number {
    return this.#ends[start] ?? this.#bytes.length
  }

  /** The part that is to be merged with its next one, or -1. Entries that merges have made stale are passed over. */
  takeLowest(): number {
    while (!this.#heap.isEmpty) {
      const { rank, place } = this.#heap.take()
      if (this.#pairRanks[place] === rank) return place
    }
    return -1
  }

  merge(start: number): void {
    const middle = this.endOf(start)
    const end = this.endOf(middle)
    this.#ends[start] = end
    this.#befores[end] = start
    this.#pairRanks[middle] = -1
    this.#rank(start, end < this.#bytes.length ? this.#rankOf(start, this.endOf(end)) : -1)
    const before = this.#befores[start] ?? -1
    if (before !== -1) this.#rank(before, this.#rankOf(before, end))
  }

  #rank(place: number, rank: number): void {
    this.#pairRanks[place] = rank
    if (rank !== -1) this.#heap.add(rank, place)
  }

  #rankOf(start: number, end: number): number {
    if (end - start > this.#vocabulary.maxBytes) return -1
    return this.#vocabulary.ranks.get(this.#bytes.slice(start, end)) ?? -1
  }
}
