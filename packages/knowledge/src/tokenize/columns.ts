import type { TokenizerOptions } from './tokenizer.ts'

/**
 * Tokens of a text as columns: 5 MB of graphemes are 45 MB here and a gigabyte as objects. Row i is
 * `text.slice(starts[i], ends[i])`; `kinds` are places in TOKEN_KINDS.
 */
export type TokenColumns = {
  text: string
  options: TokenizerOptions
  count: number
  starts: Uint32Array
  ends: Uint32Array
  kinds: Uint8Array
  /** Ranks of `bpe`, values of `byte`; null where the id is a hash of the token's text, which pages compute. */
  ids: Uint32Array | null
}

/** Columns while they grow. `capacity` is the most tokens there can be: untouched memory costs nothing. */
export class ColumnsBuilder {
  count = 0
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  readonly #kinds: Uint8Array

  constructor(capacity: number) {
    this.#starts = new Uint32Array(capacity)
    this.#ends = new Uint32Array(capacity)
    this.#kinds = new Uint8Array(capacity)
  }

  push(start: number, end: number, kind: number): void {
    const row = this.count
    this.#starts[row] = start
    this.#ends[row] = end
    this.#kinds[row] = kind
    this.count = row + 1
  }

  /** Lengthens the last token if it is of this kind; else a new one starts. */
  extend(start: number, end: number, kind: number): void {
    const last = this.count - 1
    if (last >= 0 && this.#kinds[last] === kind) this.#ends[last] = end
    else this.push(start, end, kind)
  }

  finish(text: string, options: TokenizerOptions, ids: Uint32Array | null = null): TokenColumns {
    const count = this.count
    return {
      text,
      options,
      count,
      starts: this.#starts.subarray(0, count),
      ends: this.#ends.subarray(0, count),
      kinds: this.#kinds.subarray(0, count),
      ids: ids === null ? null : ids.subarray(0, count),
    }
  }
}
