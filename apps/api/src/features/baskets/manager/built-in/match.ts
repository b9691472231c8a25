import { MAX_BLOCK_BODY_CHARS } from '@outlast/contract'
import type { BlockFeatures } from './compare/block-features.ts'
import { type Comparison, compare } from './compare/compare.ts'
import type { StatementFeatures } from './compare/features.ts'
import { cover } from './compare/match-terms.ts'
import type { Reading } from './cues/read-cues.ts'
import type { Draft, Entry } from './draft.ts'

/** A block that a statement is about, and how. */
export type Match = { entry: Entry; comparison: Comparison; answers: boolean }

/** What answers a question need not have all of its words. */
const ANSWERS = 0.55
/** Facts change tasks only where they are clearly about the same. */
const FACT_ABOUT_TASK = 0.72

/** The block that a statement is about; null where there is none. */
export function findMatch(draft: Draft, reading: Reading, statement: StatementFeatures): Match | null {
  let best: Match | null = null
  for (const entry of draft.candidates(searched(statement))) {
    const match = matchOf(entry, reading, statement)
    if (match !== null && (best === null || match.comparison.same > best.comparison.same)) best = match
  }
  return best
}

function searched({ terms, context, replaced }: StatementFeatures): string[] {
  return [terms, context, ...replaced.map((old) => old.terms)].flatMap((each) => [...each.keys()])
}

function matchOf(entry: Entry, reading: Reading, statement: StatementFeatures): Match | null {
  const comparison = compare(statement, entry.features)
  const answers = entry.content.type === 'question' && reading.type !== 'question'
  if (answers) {
    const share = answerShare(statement, entry.features)
    if (share < ANSWERS) return null
    return { entry, comparison: { ...comparison, relation: 'reworded', same: share, margin: share - ANSWERS }, answers }
  }
  if (comparison.relation === 'unrelated') return null
  return fits(entry, reading, comparison) ? { entry, comparison, answers } : null
}

/** How much of the question a statement takes up. */
function answerShare({ terms, context }: StatementFeatures, { title, sentences }: BlockFeatures): number {
  const covers = [title, ...sentences].map((each) => cover(each.terms, [terms, context]))
  return Math.max(...covers.map(({ share, matched }) => share * Math.min(1, 0.35 + matched / 2)))
}

/** What kinds of blocks can be about the same. */
function fits({ content, block }: Entry, reading: Reading, { relation, same }: Comparison): boolean {
  if (relation === 'equal') return true
  if (block?.state === 'superseded') return false
  if (reading.type === 'question') return content.type === 'question' && relation !== 'contradicts'
  if (relation === 'contradicts') return content.type !== 'question'
  if (reading.type === 'task' && reading.sure) return content.type === 'task' || content.type === 'goal'
  return content.type !== 'task' || same >= FACT_ABOUT_TASK
}

/** Whether what a statement adds still fits into the block. */
export function hasRoom({ entry, comparison }: Match, text: string): boolean {
  return comparison.relation === 'equal' || entry.content.body.length + text.length < MAX_BLOCK_BODY_CHARS
}

/** How well what is to go names a block, from 0 to 1. */
export type Named = { entry: Entry; share: number }

/** The blocks that these words may name, the best first. */
export function findNamed(draft: Draft, object: StatementFeatures): Named[] {
  const named = draft
    .candidates(searched(object))
    .map((entry) => ({ entry, share: namedShare(object, entry.features) }))
  return named.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)
}

function namedShare(object: StatementFeatures, block: BlockFeatures): number {
  const found = cover(object.terms, [block.terms])
  const units = [block.title, ...block.sentences].map(({ terms }) => cover(terms, [object.terms, object.context]).share)
  const there = [block.title, ...block.sentences].flatMap((each) => each.values)
  const values = object.values.every(({ kind, key }) => {
    const ofKind = there.filter((value) => value.kind === kind)
    return ofKind.length === 0 || ofKind.some((value) => value.key === key)
  })
  return values ? found.share * (0.5 + 0.5 * Math.max(...units)) * Math.min(1, 0.5 + found.matched / 2) : 0
}
