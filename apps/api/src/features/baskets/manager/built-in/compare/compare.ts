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
/** What a statement of few words has to take up of a block to say the same. */
const NAMES = 0.6
/** What a statement has to take up of a block to give another value, and to deny it. */
const DISAGREES = 0.4
const DENIES = 0.7

export function compare(statement: StatementFeatures, block: BlockFeatures): Comparison {
  const said = [statement.terms, statement.context, ...statement.replaced.map(({ terms }) => terms)]
  const title = cover(block.title.terms, said)
  const { sentence, covered } = bestSentence(block, said)
  const found = cover(statement.terms, [block.terms])
  const unit: Features = sentence ?? block.title
  const there = sentence === null ? block.title.values : [...sentence.values, ...block.title.values]
  const values = compareValues(statement, { values: there, text: unit.text, terms: block.terms })
  const seen = { unit, block, title, clashes: values.clashes, known: Math.max(title.share, covered.share) }
  const against = whatSpeaksAgainst(statement, seen)
  const same = values.otherThing ? 0 : sameness({ title, covered, found }, { statement, against })
  const covers = covered.share >= COVERS && !values.kept.some((value) => unit.values.includes(value))
  const isDenied = statement.negated !== unit.negated && statement.negated !== block.title.negated
  const isNamed = Math.max(title.share, covered.share) >= NAMES || found.matched >= 2
  const nothingNew = found.share >= NOTHING_NEW && values.gained.length === 0 && !isDenied && isNamed
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

type Seen = { unit: Features; block: BlockFeatures; title: Cover; clashes: readonly Clash[]; known: number }

function whatSpeaksAgainst(
  statement: StatementFeatures,
  { unit, block, title, clashes, known }: Seen,
): Comparison['against'] {
  const there = [...unit.values, ...block.title.values]
  const isReplaced = statement.replaced.some(
    (old) =>
      (old.terms.size > 0 && cover(old.terms, [block.terms]).share >= 0.6) ||
      old.values.some((value) => there.some(({ key }) => key === value.key)),
  )
  if (isReplaced || namesAnother(statement, block.title) || namesAnother(statement, unit)) return 'replaced'
  if (known >= DISAGREES && clashes.some(({ refines }) => !refines)) return 'value'
  if (known < DENIES) return null
  if (statement.negated !== unit.negated) return 'negation'
  const isSaidOtherwise = statement.values.some(({ key }) => !unit.values.some((value) => value.key === key))
  const isDenied = title.share >= COVERS && statement.negated !== block.title.negated && isSaidOtherwise
  return isDenied ? 'negation' : null
}

/** "The guild is led by Farah now": all of it is there but for a name, and another name stands in its place. */
function namesAnother(statement: StatementFeatures, unit: Features): boolean {
  if (!statement.changes && !statement.isRole) return false
  const missed = [...unit.terms.keys()].filter(
    (term) => cover(new Map([[term, 1]]), [statement.terms, statement.context]).share < 0.6,
  )
  const others = [...statement.names].filter((name) => !unit.terms.has(name))
  return (
    missed.length > 0 &&
    missed.length < unit.terms.size &&
    others.length > 0 &&
    missed.every((term) => unit.names.has(term))
  )
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
