import { contentOf, isClosed } from '@outlast/basket'
import { type Block, type BlockContent, type BlockType, type ChangeOp, MAX_CHANGES } from '@outlast/contract'
import { type BlockFeatures, blockFeatures } from './compare/block-features.ts'
import { createBlockIndex } from './compare/block-index.ts'
import type { Narrowing } from './narrow.ts'

/** A block as it would be after the notes so far. */
export type Entry = {
  /** Names the proposal. */
  key: string
  /** null for one that is new. */
  block: Block | null
  content: BlockContent
  features: BlockFeatures
  /** null as long as nothing is proposed. */
  op: ChangeOp | null
  confidence: number
  /** Keys of proposals without which this one makes no sense. */
  requires: readonly string[]
  /** Locked or superseded: it is left as it is. */
  closed: boolean
}

/** All blocks, there and proposed, and how to find those that a statement may be about. */
export class Draft {
  readonly entries: Entry[] = []
  readonly #index = createBlockIndex<Entry>()
  readonly #narrowing: Narrowing
  #created = 0

  constructor(narrowing: Narrowing) {
    this.#narrowing = narrowing
  }

  candidates(terms: Iterable<string>): Entry[] {
    return this.#index.candidates(terms)
  }

  add(block: Block): void {
    const key = `b${this.entries.length + 1}`
    this.#put({ key, block, content: contentOf(block), op: null, confidence: 1, closed: isClosed(block) })
  }

  /** Why there is to be no new block of this type; null: there may be one. */
  refuses(type: BlockType): 'narrowed' | 'beyond' | null {
    const { types, ops } = this.#narrowing
    if (types?.has(type) === false || ops?.has('CREATE') === false) return 'narrowed'
    return this.#created >= MAX_CHANGES ? 'beyond' : null
  }

  create(content: BlockContent, confidence: number): Entry {
    this.#created += 1
    return this.#put({ key: `n${this.#created}`, block: null, content, op: 'CREATE', confidence, closed: false })
  }

  /** Several statements about one block make one proposal, which is as sure as the least sure of them. */
  revise(entry: Entry, op: 'UPDATE' | 'MERGE', { content, confidence }: Pick<Entry, 'content' | 'confidence'>): void {
    entry.content = content
    entry.features = blockFeatures(content)
    entry.confidence = Math.min(entry.confidence, confidence)
    if (entry.op !== 'CREATE' && entry.op !== 'UPDATE') entry.op = op
    this.#index.put(entry, entry.features.terms.keys())
  }

  remove(entry: Entry, confidence: number): void {
    entry.op = 'DELETE'
    entry.confidence = confidence
    this.#index.remove(entry)
  }

  /** Marks a block as one whose place another has taken. */
  supersede(entry: Entry, { key, confidence }: Entry): void {
    entry.op = 'UPDATE'
    entry.content = { ...entry.content, state: 'superseded' }
    entry.confidence = confidence
    entry.requires = [key]
    this.#index.remove(entry)
  }

  #put(entry: Omit<Entry, 'features' | 'requires'>): Entry {
    const whole = { ...entry, features: blockFeatures(entry.content), requires: [] }
    this.entries.push(whole)
    this.#index.put(whole, whole.features.terms.keys())
    return whole
  }
}
