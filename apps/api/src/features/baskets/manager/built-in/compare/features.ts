import { analyze, wordKnowledge } from '@outlast/knowledge'
import { isNegated, saysChange } from '../cues/change.ts'
import { findSwap } from '../cues/swaps.ts'
import { IRREGULAR_VERBS } from './irregular-verbs.ts'
import { LIGHT_TERMS, silentIn } from './light-terms.ts'
import type { Value } from './value.ts'
import { blanked, findValues } from './values.ts'

/** What of a text is compared. */
export type Features = {
  text: string
  /** Its terms (those of `analyze`), each with how much it says, without values. */
  terms: ReadonlyMap<string, number>
  /** Those of its terms that may be names. */
  names: ReadonlySet<string>
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
  /** It says who or what something is: "Product owner: Oskar", "The chef is Mei". There is one of that. */
  isRole: boolean
}

const WEIGHT = 1
/** Words that stand in texts about anything. */
const LIGHT_WEIGHT = 0.3
/** Names tell things apart better than words. */
const NAME_WEIGHT = 1.25

/** What stands behind it in a longer text (code, a table) is not compared. */
const MAX_COMPARED_CHARS = 4_000

export function featuresOf(text: string): Features {
  const compared = text.slice(0, MAX_COMPARED_CHARS)
  const values = findValues(compared)
  return { text, values, ...termsOf(blanked(compared, values)), negated: isNegated(compared) }
}

export function statementFeatures(text: string, section: string | null): StatementFeatures {
  const { kept, replaced } = findSwap(text)
  return {
    ...featuresOf(kept),
    context: section === null ? NONE : termsOf(section).terms,
    replaced: replaced.map(featuresOf),
    changes: replaced.length > 0 || saysChange(text),
    isRole: ROLE.test(kept),
  }
}

const NONE: ReadonlyMap<string, number> = new Map()

const ROLE =
  /^[^:.]{3,40}: \p{Lu}|^(?:the|our|der|die|das|unser[e]?) [^.,]{3,60} (?:is|are|ist|sind)(?: now| jetzt)? \p{Lu}/iu

/** "MIT" is no German "mit". */
const ACRONYM = /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu
/** Terms of irregular forms, and of their verbs. */
const PRESENT = new Map(Object.entries(IRREGULAR_VERBS).map(([form, verb]) => [termOf(form), termOf(verb)]))

/** Capitals behind another word. */
const NAME = /(?<=[\p{L}\p{N},;:'’)] )\p{Lu}[\p{L}\p{N}.'’-]*/gu
/** A capital that begins a sentence: a name, unless it is a word. */
const FIRST = /^\p{Lu}\p{L}+(?=,? \p{Ll})/u

function termsOf(text: string): Pick<Features, 'terms' | 'names'> {
  const behind = analyze((text.match(NAME) ?? []).join(' ')).terms
  const first = [...analyze(FIRST.exec(text)?.[0] ?? '').terms.keys()].filter(
    (term) => wordKnowledge(term) === undefined,
  )
  const terms = new Map<string, number>()
  const written = analyze(text).terms
  const acronyms = analyze((text.match(ACRONYM) ?? []).join(' ')).terms
  const isSilent = silentIn(written.keys())
  for (const form of written.keys()) {
    if ((isSilent(form) && !acronyms.has(form)) || /^\d+$/.test(form)) continue
    const term = PRESENT.get(form) ?? form
    const isLight = LIGHT_TERMS.has(term) || wordKnowledge(term)?.light === true
    terms.set(term, isLight ? LIGHT_WEIGHT : behind.has(term) ? NAME_WEIGHT : WEIGHT)
  }
  return { terms, names: new Set([...behind.keys(), ...first].filter((term) => terms.has(term))) }
}

function termOf(word: string): string {
  return [...analyze(word).terms.keys()][0] ?? word
}
