import { wordKnowledge } from '@outlast/knowledge'

const SAME_MEANING = 0.75
/** What share of the letters two spellings of a word have in common at least. */
const MIN_ALIKE = 0.6
const MIN_ALIKE_CHARS = 5

/** How much of what one text says another says, too: shares of the weight of its terms, and what is left over. */
export type Cover = { share: number; matched: number; missed: number }

type Terms = ReadonlyMap<string, number>

/** How well `others` cover `terms`. A word of the same meaning or spelling counts for less than the word itself. */
export function cover(terms: Terms, others: readonly Terms[]): Cover {
  let matched = 0
  let total = 0
  for (const [term, weight] of terms) {
    total += weight
    matched += weight * best(term, others)
  }
  return { share: total === 0 ? 0 : matched / total, matched, missed: total - matched }
}

function best(term: string, others: readonly Terms[]): number {
  if (others.some((terms) => terms.has(term))) return 1
  let found = 0
  for (const terms of others) for (const other of terms.keys()) found = Math.max(found, alike(term, other))
  return found
}

/** How much two terms say the same, from 0 to 1. */
function alike(one: string, other: string): number {
  const meanings = wordKnowledge(one)?.meanings ?? []
  if (meanings.length > 0 && wordKnowledge(other)?.meanings.some((meaning) => meanings.includes(meaning)) === true) {
    return SAME_MEANING
  }
  if (one.length < MIN_ALIKE_CHARS || other.length < MIN_ALIKE_CHARS || one.charCodeAt(0) !== other.charCodeAt(0))
    return 0
  const share = dice(pairsOf(one), pairsOf(other))
  return share >= MIN_ALIKE ? share : 0
}

/** Sørensen and Dice: twice the pairs of letters that both have, of all that they have. */
function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0
  for (const pair of one) if (other.has(pair)) common += 1
  return (2 * common) / (one.size + other.size)
}

const MAX_REMEMBERED = 20_000
const remembered = new Map<string, ReadonlySet<string>>()

function pairsOf(term: string): ReadonlySet<string> {
  const known = remembered.get(term)
  if (known !== undefined) return known
  const pairs = new Set<string>()
  for (let at = 0; at < term.length - 1; at += 1) pairs.add(term.slice(at, at + 2))
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(term, pairs)
  return pairs
}
