/** A binary heap of (rank, place), lowest rank first, then lowest place. */
export class RankHeap {
  /** rank · 2^24 + place: ranks are below 2^18, places below 2^24, and a double holds 53 bits. */
  #keys: Float64Array
  #size = 0

  constructor(capacity: number) {
    this.#keys = new Float64Array(Math.max(16, capacity))
  }

  get isEmpty(): boolean {
    return this.#size === 0
  }

  add(rank: number, place: number): void {
    if (this.#size === this.#keys.length) this.#grow()
    const keys = this.#keys
    const key = rank * PLACES + place
    let at = this.#size
    this.#size += 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = keys[parent] ?? 0
      if (above <= key) break
      keys[at] = above
      at = parent
    }
    keys[at] = key
  }

  take(): { rank: number; place: number } {
    const keys = this.#keys
    const lowest = keys[0] ?? 0
    this.#size -= 1
    this.#sink(keys[this.#size] ?? 0)
    const rank = Math.floor(lowest / PLACES)
    // Not %: on doubles it takes longer than all the rest.
    return { rank, place: lowest - rank * PLACES }
  }

  #sink(key: number): void {
    const keys = this.#keys
    const size = this.#size
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      if (child + 1 < size && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child += 1
      const below = keys[child] ?? 0
      if (below >= key) break
      keys[at] = below
      at = child
    }
    keys[at] = key
  }

  #grow(): void {
    const wider = new Float64Array(this.#keys.length * 2)
    wider.set(this.#keys)
    this.#keys = wider
  }
}

const PLACES = 2 ** 24
