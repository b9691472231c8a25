import { analyze, wordKnowledge } from '@outlast/knowledge'
import { IRREGULAR_VERBS } from '../compare/irregular-verbs.ts'
import { anyOf } from './any-of.ts'
import { isNegated } from './change.ts'

/** What a statement says has happened: the verbs, and what is said beside them. */
export type Happened = { object: string; verbs: ReadonlySet<string> }

const HAVE = anyOf(
  "is, are, was, were, has been, have been, been, got, i've, we've, has, have, had, ist, sind, wurden?, haben, hat",
)
const BETWEEN = anyOf('now, already, all, also, finally, just, both, jetzt, schon, bereits')
const HAPPENED = new RegExp(
  `\\b${HAVE}(?: ${BETWEEN})* (\\p{L}{3,})(?:,? (?:and|und) (\\p{L}{3,}))?(?=[\\s.,;:!()✓]|$)`,
  'giu',
)
/** "Lisa: fixed the crash", "I ordered the cables" */
const BEGINS = /^(?:[\p{L}]+: )?(?:i |we |already |just )?(\p{L}+(?:ed|t|n))\b/iu
/** "Old tyres: sorted", "rabies vaccines reordered": what is short and ends with it. */
const ENDS = /^(?:[^\s.!?]+ ){1,8}(\p{L}+(?:ed|t|n))[.!✓\s]*$/iu

/** "tank 4 cleaned with caustic" */
const MIDDLE = /^(?:[^\s.!?,]+ ){1,4}(\p{L}+ed) (?:with|by|from|at|on|in|to|and|for|last|yesterday|today|this)\b/iu

/** What has happened, if that is what a statement says. "Will be sent" and "not sent" have not. */
export function findHappened(text: string): Happened | null {
  if (isNegated(text)) return null
  // What comes behind the clause with the verb is about something else: "A new auditor was found: Roth & Partner starts in May".
  for (const clause of beginningsOf(text)) {
    const words = [...Array.from(clause.matchAll(HAPPENED), ([, ...verbs]) => verbs).flat(), ...alone(clause)]
    const verbs = words.filter((word) => word !== undefined)
    if (verbs.length > 0) return { object: without(clause, verbs), verbs: new Set(verbs.flatMap(verbTerms)) }
  }
  return null
}

/** A text up to each of its commas, colons and semicolons. */
function beginningsOf(text: string): string[] {
  const ends = Array.from(text.matchAll(/[,:;](?= )/g), ({ index }) => index).slice(0, MAX_CLAUSES)
  return [...ends, text.length].map((end) => text.slice(0, end))
}

const MAX_CLAUSES = 5

function alone(clause: string): string[] {
  return [BEGINS, MIDDLE, ENDS].flatMap((pattern) => pattern.exec(clause)?.[1] ?? []).filter(isPast)
}

/** Past by its form: other words end so, too. "Set" and "put" at the beginning are what is to be done. */
function isPast(word: string): boolean {
  const verb = IRREGULAR_VERBS[word.toLowerCase()]
  return (
    /(?<!e)ed$|^(?:\p{L}{2,3})?ge\p{L}{3,}(?:t|en)$/iu.test(word) || (verb !== undefined && verb !== word.toLowerCase())
  )
}

/** Who did it says nothing about what it was. */
const BY_WHOM = / (?:by|von|durch) \p{Lu}\p{L}*(?: \p{Lu}\p{L}*)?/u

function without(text: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replace(word, ''), text).replace(BY_WHOM, '')
}

/** Whether the verb of a task is among these: the first word in English, the last one in German. */
export function isTaskOf(title: string, verbs: ReadonlySet<string>): boolean {
  const words = [/^\p{L}+/u, /(?<= )\p{L}+(?:en|ern|eln)(?=[.!]?$)/u].flatMap(
    (pattern) => pattern.exec(title)?.[0] ?? [],
  )
  return words.flatMap(verbTerms).some((verb) => verbs.has(verb))
}

/** Of infinitives and participles: "ausbessern", "reinigen", "gereinigt". */
const GERMAN_END = /(?:e?t|en|(?<=e[rl])n)$/

/** The terms of a verb, what it means, and what German forms of it have in common. */
function verbTerms(word: string): string[] {
  const verb = IRREGULAR_VERBS[word.toLowerCase()] ?? word
  const german = verb.toLowerCase().replace(/^((?:an|ab|auf|aus|ein|mit|vor|zu|um)?)ge(?=\p{L}{3})/u, '$1')
  const root = GERMAN_END.test(german) ? [`-${german.replace(GERMAN_END, '')}`] : []
  const terms = [...analyze(verb).terms.keys()]
  return [...terms, ...terms.flatMap((term) => wordKnowledge(term)?.meanings ?? []), ...root]
}
