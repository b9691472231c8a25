import type { BlockFeatures, Sentence } from './block-features.ts'
import { type Clash, compareValues } from './clashes.ts'
import type { Features, StatementFeatures } from './features.ts'
import { type Cover, cover } from './match-terms.ts'

/** What a statement is to a block. */
export type Relation = 'equal' | 'reworded' | 'contradicts' | 'unrelated'

export type Comparison = {
  relation: Relation
  /** How surely both are about the same, from 0 to 1. */
  same: number
  /** How far that is from where the relation would be another, from 0 to 1. */
  margin: number
  /** What speaks against the block; null for what does not. */
  against: 'value' | 'replaced' | 'negation' | null
  clashes: Clash[]
  /** The sentence of the body that it is about; null if that is the title. */
  sentence: Sentence | null
  /** Whether the statement says all that this sentence, or the title, says. */
  covers: boolean
}

/**
 * From here on both are about the same. Chosen on the half of bench/manager that is for tuning, as all numbers here.
 */
const SAME = 0.6
/** Without anything that speaks against the block, words have to match better for it to be changed. */
const SAME_REWORDED = 0.66
/** What a statement has to have in the block for there to be nothing new in it. */
const NOTHING_NEW = 0.92
/** A term that both lack of one another: they are about different things. */
const BOTH_MISS = 0.35
/** What has to be missing for that. */
const MISSED = 0.8
const COVERS = 0.8

export function compare(statement: StatementFeatures, block: BlockFeatures): Comparison {
  const said = [statement.terms, statement.context, ...statement.replaced.map(({ terms }) => terms)]
  const title = cover(block.title.terms, said)
  const { sentence, covered } = bestSentence(block, said)
  const found = cover(statement.terms, [block.terms])
  const unit: Features = sentence ?? block.title
  const values = compareValues(
    statement.values,
    sentence === null ? block.title.values : [...sentence.values, ...block.title.values],
    {
      statement: statement.terms,
      block: block.terms,
    },
  )
  const against = whatSpeaksAgainst(statement, unit, { block, clashes: values.clashes })
  const same = values.otherThing ? 0 : sameness({ title, covered, found }, { statement, against })
  const covers = covered.share >= COVERS
  const nothingNew = found.share >= NOTHING_NEW && values.gained.length === 0
  const about = { same, against, clashes: values.clashes, sentence, covers }
  return { ...about, ...relate({ same, against, nothingNew }) }
}

function bestSentence({ title, sentences }: BlockFeatures, said: readonly ReadonlyMap<string, number>[]) {
  let best: { sentence: Sentence | null; covered: Cover } = { sentence: null, covered: cover(title.terms, said) }
  let score = -1
  for (const sentence of sentences) {
    const covered = cover(sentence.terms, said)
    const rank = covered.share + Math.min(covered.matched, 3) / 10
    if (rank > score) [best, score] = [{ sentence, covered }, rank]
  }
  return best
}

type Covers = { title: Cover; covered: Cover; found: Cover }

function sameness(
  { title, covered, found }: Covers,
  { statement, against }: { statement: StatementFeatures; against: Comparison['against'] },
): number {
  const better = reliable(title) >= reliable(covered) ? title : covered
  const worse = better === title ? covered : title
  const isOther = (missed: number): boolean => missed >= MISSED && found.missed >= MISSED
  const different = isOther(better.missed) ? 1 : isOther(worse.missed) && better.matched < 1.5 ? 0.5 : 0
  const excused = against === 'replaced'
  const cues =
    (statement.changes && against !== null ? 0.12 : 0) + (excused ? 0.1 : 0) + (against === 'value' ? 0.06 : 0)
  const same = 0.65 * reliable(better) + 0.35 * found.share - (excused ? 0 : BOTH_MISS * different) + cues
  return Math.max(0, Math.min(1, same))
}

/** One word in common says less than three. */
function reliable({ share, matched }: Cover): number {
  return share * Math.min(1, 0.35 + matched / 2)
}

function whatSpeaksAgainst(
  statement: StatementFeatures,
  unit: Features,
  { block, clashes }: { block: BlockFeatures; clashes: readonly Clash[] },
): Comparison['against'] {
  const isReplaced = statement.replaced.some(
    (old) =>
      (old.terms.size > 0 && cover(old.terms, [block.terms]).share >= 0.6) ||
      old.values.some((value) => [...unit.values, ...block.title.values].some(({ key }) => key === value.key)),
  )
  if (isReplaced) return 'replaced'
  if (clashes.some(({ refines }) => !refines)) return 'value'
  return statement.negated !== unit.negated ? 'negation' : null
}

function relate({ same, against, nothingNew }: { same: number; against: Comparison['against']; nothingNew: boolean }): {
  relation: Relation
  margin: number
} {
  if (against !== null) return same >= SAME ? { relation: 'contradicts', margin: same - SAME } : unrelated(SAME - same)
  if (nothingNew && same >= SAME) return { relation: 'equal', margin: same - SAME }
  return same >= SAME_REWORDED
    ? { relation: 'reworded', margin: same - SAME_REWORDED }
    : unrelated(SAME_REWORDED - same)
}

function unrelated(margin: number): { relation: Relation; margin: number } {
  return { relation: 'unrelated', margin }
}
