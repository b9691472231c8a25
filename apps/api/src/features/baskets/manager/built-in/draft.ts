import type { Block, BlockContent, ChangeOp } from '@outlast/contract'
import { contentOf, isClosed } from '@outlast/basket'
import { type BlockFeatures, blockFeatures } from './compare/block-features.ts'
import { type BlockIndex, createBlockIndex } from './compare/block-index.ts'

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
  requires: string[]
  closed: boolean
}

/** All blocks, there and proposed, and how to find those that a statement may be about. */
export type Draft = {
  entries: readonly Entry[]
  candidates(terms: Iterable<string>): Entry[]
  create(content: BlockContent, confidence: number): Entry
  /** Several statements about one block make one proposal, which is as sure as the least sure of them. */
  revise(entry: Entry, op: 'UPDATE' | 'MERGE', change: { content: BlockContent; confidence: number }): void
  remove(entry: Entry, confidence: number): void
}

export function createDraft(blocks: readonly Block[]): Draft {
  const entries: Entry[] = []
  const index: BlockIndex<Entry> = createBlockIndex()
  const add = (entry: Entry): Entry => {
    entries.push(entry)
    index.add(entry, entry.features)
    return entry
  }
  for (const [at, block] of blocks.entries()) {
    const content = contentOf(block)
    const features = blockFeatures(content)
    add({ key: `b${at + 1}`, block, content, features, op: null, confidence: 1, requires: [], closed: isClosed(block) })
  }
  const rewrite = (entry: Entry, content: BlockContent): void => {
    index.remove(entry)
    entry.content = content
    entry.features = blockFeatures(content)
    index.add(entry, entry.features)
  }
  return {
    entries,
    candidates: (terms) => index.candidates(terms),
    create: (content, confidence) =>
      add({
        key: `n${entries.length - blocks.length + 1}`,
        block: null,
        content,
        features: blockFeatures(content),
        op: 'CREATE',
        confidence,
        requires: [],
        closed: false,
      }),
    revise(entry, op, { content, confidence }) {
      rewrite(entry, content)
      entry.confidence = Math.min(entry.confidence, confidence)
      if (entry.op !== 'CREATE' && entry.op !== 'UPDATE') entry.op = op
    },
    remove(entry, confidence) {
      index.remove(entry)
      entry.op = 'DELETE'
      entry.confidence = confidence
    },
  }
}
