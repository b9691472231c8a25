import { wordKnowledge } from '@outlast/knowledge'

const SAME_MEANING = 0.75
/** What share of the letters two spellings of a word have in common at least. */
const MIN_ALIKE = 0.6
const MIN_ALIKE_CHARS = 5

/** How much of what one text says another says, too: the share of the weight of its terms, and how much that is. */
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
  for (const terms of others) if (terms.has(term)) return 1
  const meanings = wordKnowledge(term)?.meanings ?? []
  for (const terms of others) {
    if (terms.size > 0 && meanings.some((meaning) => meaningsOf(terms).has(meaning))) return SAME_MEANING
  }
  if (term.length < MIN_ALIKE_CHARS) return 0
  let found = 0
  for (const terms of others) for (const other of terms.keys()) found = Math.max(found, alike(term, other))
  return found
}

const meanings = new WeakMap<Terms, ReadonlySet<string>>()

/** What the words of a text mean, found out once. */
function meaningsOf(terms: Terms): ReadonlySet<string> {
  const known = meanings.get(terms)
  if (known !== undefined) return known
  const found = new Set([...terms.keys()].flatMap((term) => wordKnowledge(term)?.meanings ?? []))
  meanings.set(terms, found)
  return found
}

/** How much two terms are spelt the same, from 0 to 1: typing errors and endings. */
function alike(one: string, other: string): number {
  if (other.length < MIN_ALIKE_CHARS || one.charCodeAt(0) !== other.charCodeAt(0)) return 0
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
