import type { Comparison } from './compare/compare.ts'

/** Below 0.6 a person is asked to look: that is where nothing but the least that is needed speaks for a change. */
const JUST = 0.58

/** How sure a change of a block is: by how far it is from being none, and by words that say that something changed. */
export function sureOfChange({ margin }: Comparison, saysChange: boolean): number {
  return bounded(JUST + margin * 0.9 + (saysChange ? 0.06 : 0))
}

/** How sure a removal is: by how well the block is named, and how much better than any other. */
export function sureOfRemoval(margin: number, isNamed: boolean): number {
  return bounded(0.6 + margin * 0.8 + (isNamed ? 0.1 : 0))
}

/** How sure a new block is: where its words say what it is, and where there are enough of them to have found another. */
export function sureOfNew(isTypeSure: boolean, terms: number): number {
  return bounded(0.62 + (isTypeSure ? 0.15 : 0) + Math.min(terms, 6) * 0.02)
}

/** Two digits, and never certain. */
function bounded(confidence: number): number {
  return Math.round(Math.min(0.97, Math.max(0.05, confidence)) * 100) / 100
}
