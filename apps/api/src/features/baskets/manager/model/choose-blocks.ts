import type { Block } from '@outlast/contract'
import { estimateTokens } from '../../../../model/estimate-tokens.ts'
import { blockFeatures } from '../built-in/compare/block-features.ts'
import { createBlockIndex } from '../built-in/compare/block-index.ts'
import { featuresOf } from '../built-in/compare/features.ts'
import { fenceBlock } from './fences.ts'
import type { Finding } from './finding.ts'

/** What blocks may have of a request. */
const BLOCKS_TOKENS = 6_000

/** The blocks that findings may be about, in their order: all of them if they fit, otherwise those with most words in common. */
export function chooseBlocks(blocks: readonly Block[], findings: readonly Finding[]): Block[] {
  const tokensOf = (block: Block): number => estimateTokens(fenceBlock('b999', block))
  if (blocks.reduce((sum, block) => sum + tokensOf(block), 0) <= BLOCKS_TOKENS) return [...blocks]
  const index = createBlockIndex<Block>()
  for (const block of blocks) index.put(block, blockFeatures(block).terms.keys())
  const chosen = new Set<Block>()
  let left = BLOCKS_TOKENS
  for (const block of byTurns(findings.map(({ says }) => index.candidates(featuresOf(says).terms.keys())))) {
    const tokens = tokensOf(block)
    if (chosen.has(block) || tokens > left) continue
    chosen.add(block)
    left -= tokens
  }
  return blocks.filter((block) => chosen.has(block))
}

/** The first of each list, then the second of each, and so on: every finding gets its best block before any gets two. */
function* byTurns(lists: readonly Block[][]): Generator<Block> {
  for (let at = 0; lists.some((list) => at < list.length); at += 1) {
    for (const list of lists) {
      const block = list[at]
      if (block !== undefined) yield block
    }
  }
}
