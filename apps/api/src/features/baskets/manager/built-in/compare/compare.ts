import { FINITE_VERB } from '../cues/task-verbs.ts'
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
  /** Whether it says more than that. */
  adds: boolean
}

/**
 * From here on both are about the same. Chosen on the half of bench/manager that is for tuning, as all numbers here.
 */
const SAME = 0.6
/** Without anything that speaks against the block, words have to match better for it to be changed. */
const SAME_REWORDED = 0.66
/** What a statement has to have in the block for there to be nothing new in it. */
const NOTHING_NEW = 0.92
/** What begins alike, with the verb, is about the same whatever follows. */
const IN_FRAME = 0.7
/** A term that both lack of one another: they are about different things. */
const BOTH_MISS = 0.35
/** What has to be missing for that, and for a statement to say more than another value: a word of some weight. */
const MISSED = 0.8
const COVERS = 0.8
const ALSO = /\b(?:also|too|as well|additionally|auch|zusätzlich)\b/i
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
  const inFrame = [block.title, unit].some((part) => saysAnother(statement, part))
  const likeness = sameness({ title, covered, found }, { statement, against })
  const same = values.otherThing ? 0 : Math.max(likeness, inFrame ? IN_FRAME : 0)
  const covers = covered.share >= COVERS && !values.kept.some((value) => unit.values.includes(value))
  const isDenied = statement.negated !== unit.negated && statement.negated !== block.title.negated
  const isNamed = Math.max(title.share, covered.share) >= NAMES || found.matched >= 2
  const nothingNew = found.share >= NOTHING_NEW && values.gained.length === 0 && !isDenied && isNamed
  const adds = found.missed >= MISSED || values.gained.length > values.clashes.length || ALSO.test(statement.text)
  const about = { same, against, clashes: values.clashes, sentence, covers, adds }
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
    (statement.changes && against !== null ? 0.12 : 0) + (excused ? 0.18 : 0) + (against === 'value' ? 0.06 : 0)
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
  const parts = [block.title, unit]
  if (isReplaced || parts.some((part) => namesAnother(statement, part))) return 'replaced'
  if (known >= DISAGREES && clashes.some(({ refines }) => !refines)) return 'value'
  if (parts.some((part) => saysAnother(statement, part))) return 'replaced'
  if (known < DENIES) return null
  if (statement.negated !== unit.negated) return 'negation'
  const isSaidOtherwise = statement.values.some(({ key }) => !unit.values.some((value) => value.key === key))
  const isDenied = title.share >= COVERS && statement.negated !== block.title.negated && isSaidOtherwise
  return isDenied ? 'negation' : null
}

/** "The guild is led by Farah now": all of it is there but for a name, and another name stands in its place. */
function namesAnother(statement: StatementFeatures, unit: Features): boolean {
  if ((statement.changes || statement.isRole) && isButForName(statement, unit)) return true
  // "Lea moves to Vienna; Tariq is the manager": one clause has the old name, another one the new.
  return statement.clauses.some((clause) => {
    const missed = isButForName({ ...clause, context: statement.context }, unit)
    return missed && [...unit.names].some((name) => !clause.terms.has(name) && statement.terms.has(name))
  })
}

function isButForName(
  { terms, names, context }: Pick<StatementFeatures, 'terms' | 'names' | 'context'>,
  unit: Features,
): boolean {
  const missed = [...unit.terms.keys()].filter((term) => cover(new Map([[term, 1]]), [terms, context]).share < 0.6)
  const hasOther = [...names].some((name) => !unit.terms.has(name))
  return (
    hasOther && missed.length > 0 && missed.length < unit.terms.size && missed.every((term) => unit.names.has(term))
  )
}

/** "The run starts at the lake now": as the block begins, with its verb, and goes on differently. */
function saysAnother(statement: StatementFeatures, unit: Features): boolean {
  if (!NOW.test(statement.text)) return false
  const [said, there] = [statement, unit].map(
    ({ text }) =>
      text
        .replace(NOW, ' ')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
  if (said === undefined || there === undefined) return false
  let same = 0
  while (same < said.length && said[same] === there[same]) same += 1
  return same >= 3 && same < there.length && said.slice(0, same).some((word) => VERB.test(word))
}

const NOW = /\b(?:now|instead|jetzt|nun|stattdessen|künftig|from now on|ab sofort)\b/iu
const VERB = new RegExp(
  `^(?:${FINITE_VERB}|stays|hangs|stands|lies|takes|meets|ist|sind|hat|beginnt|findet|liegt|steht)$`,
  'i',
)

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
