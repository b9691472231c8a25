import { analyze, wordKnowledge } from '@outlast/knowledge'
import { findSwap, isNegated, saysChange } from '../cues/swaps.ts'
import { GERMAN_FUNCTION_WORDS, LIGHT_TERMS } from './light-terms.ts'
import { type Value, blanked, findValues } from './values.ts'

/** What of a text is compared. */
export type Features = {
  text: string
  /** Its terms (those of `analyze`), each with how much it says, without values. */
  terms: ReadonlyMap<string, number>
  values: readonly Value[]
  negated: boolean
}

/** What of a statement is compared. */
export type StatementFeatures = Features & {
  /** Terms of the heading above it: they help to find what it is about, and need not be found. */
  context: ReadonlyMap<string, number>
  /** What it says is no longer so. */
  replaced: readonly Features[]
  /** It says that something is not as it was. */
  changes: boolean
}

const WEIGHT = 1
/** Words that stand in texts about anything. */
const LIGHT_WEIGHT = 0.3
/** Names tell things apart better than words. */
const NAME_WEIGHT = 1.25

export function featuresOf(text: string): Features {
  const values = findValues(text)
  return { text, values, terms: termsOf(blanked(text, values)), negated: isNegated(text) }
}

export function statementFeatures(text: string, section: string | null): StatementFeatures {
  const { kept, replaced } = findSwap(text)
  return {
    ...featuresOf(kept),
    context: section === null ? NONE : termsOf(section),
    replaced: replaced.map(featuresOf),
    changes: replaced.length > 0 || saysChange(text),
  }
}

const NONE: ReadonlyMap<string, number> = new Map()

/** Capitals behind another word. */
const NAME = /(?<=[\p{L}\p{N},;:'’)] )\p{Lu}[\p{L}\p{N}.'’-]*/gu

function termsOf(text: string): Map<string, number> {
  const names = analyze((text.match(NAME) ?? []).join(' ')).terms
  const terms = new Map<string, number>()
  for (const term of analyze(text).terms.keys()) {
    if (GERMAN_FUNCTION_WORDS.has(term) || /^\d+$/.test(term)) continue
    const isLight = LIGHT_TERMS.has(term) || wordKnowledge(term)?.light === true
    terms.set(term, isLight ? LIGHT_WEIGHT : names.has(term) ? NAME_WEIGHT : WEIGHT)
  }
  return terms
}
