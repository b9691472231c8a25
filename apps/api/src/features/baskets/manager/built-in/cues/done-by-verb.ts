import { analyze } from '@outlast/knowledge'
import { IRREGULAR_VERBS } from '../compare/irregular-verbs.ts'
import { isNegated } from './change.ts'

const HAPPENED =
  /\b(?:is|are|was|were|has been|have been|been|got|i've|we've|has|have|had|ist|sind|wurden?|haben|hat)(?: (?:now|already|all|also|finally|just|both|jetzt|schon|bereits))* (\p{L}{3,})(?:,? (?:and|und) (\p{L}{3,}))?(?=[\s.,;:!()✓]|$)/giu
/** "Lisa: fixed the crash" */
const BEGINS = /^(?:[\p{L}]+: )?(?:i |we |already |just )?(\p{L}+(?:ed|t|n))\b/iu

/** "Old tyres: sorted", "rabies vaccines reordered": what is short and ends with it. */
const ENDS = /^(?:[^\s.!?]+ ){1,6}(\p{L}+(?:ed|t|n))[.!✓\s]*$/iu

/** Verbs as they were written, and as terms. */
export type DoneVerbs = { words: readonly string[]; terms: ReadonlySet<string> }

/** The verbs of which a statement says that they have happened, as terms. "Will be sent" and "not sent" are none. */
export function doneVerbs(text: string): DoneVerbs {
  if (isNegated(text)) return { words: [], terms: NONE }
  const words = Array.from(text.matchAll(HAPPENED), ([, ...verbs]) => verbs.filter((verb) => verb !== undefined)).flat()
  const alone = [BEGINS, ENDS].flatMap((pattern) => pattern.exec(text)?.[1] ?? []).filter(isPast)
  const all = [...words, ...alone]
  return { words: all, terms: new Set(all.flatMap((word) => verbTerms(IRREGULAR_VERBS[word.toLowerCase()] ?? word))) }
}

const NONE: ReadonlySet<string> = new Set()

/** Past by its form: other words end so, too. */
function isPast(word: string): boolean {
  return /ed$|^(?:\p{L}{2,3})?ge\p{L}{3,}(?:t|en)$/iu.test(word) || word.toLowerCase() in IRREGULAR_VERBS
}

/** What may be the verb of a task, as terms: the first word in English, the last one in German. */
export function taskVerb(title: string): readonly string[] {
  const words = [/^\p{L}+/u.exec(title)?.[0] ?? [], /(\p{L}+en)[.!]?$/u.exec(title)?.[1] ?? []].flat()
  return words.flatMap(verbTerms)
}

function verbTerms(verb: string): string[] {
  const german = verb.toLowerCase().replace(/^((?:an|ab|auf|aus|ein|mit|vor|zu|um)?)ge(?=\p{L}{3})/u, '$1')
  const root = /(?:t|en)$/.test(german) ? [`-${german.replace(/(?:e?t|en)$/, '')}`] : []
  return [...analyze(verb).terms.keys(), ...root]
}
