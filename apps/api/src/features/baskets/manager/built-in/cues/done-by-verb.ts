import { analyze } from '@outlast/knowledge'
import { isNegated } from './swaps.ts'
import { firstVerb } from './type-words.ts'

/** Participles that are not their verb with "-ed". */
const IRREGULAR: Readonly<Record<string, string>> = {
  sent: 'send',
  bought: 'buy',
  written: 'write',
  rewritten: 'rewrite',
  found: 'find',
  got: 'get',
  made: 'make',
  taken: 'take',
  chosen: 'choose',
  paid: 'pay',
  told: 'tell',
  given: 'give',
  brought: 'bring',
  built: 'build',
  met: 'meet',
  sold: 'sell',
  hung: 'hang',
  drawn: 'draw',
  run: 'run',
  set: 'set',
  cut: 'cut',
  put: 'put',
  split: 'split',
  read: 'read',
  shut: 'shut',
  done: 'do',
  spoken: 'speak',
}

const HAPPENED =
  /\b(?:is|are|was|were|has been|have been|been|got|i've|we've|has|have|had|ist|sind|wurden?|haben|hat)(?: (?:now|already|all|also|finally|just|both|jetzt|schon|bereits))* (\p{L}{3,})(?=[\s.,;!✓]|$)/giu
/** "Lisa: fixed the crash" */
const BEGINS = /^(?:[\p{L}]+: )?(?:i |we |already |just )?(\p{L}+(?:ed|t|n))\b/iu

/** The verbs of which a statement says that they have happened, as terms. "Will be sent" and "not sent" are none. */
export function doneVerbs(text: string): ReadonlySet<string> {
  if (isNegated(text)) return NONE
  const words = Array.from(text.matchAll(HAPPENED), ([, word = '']) => word)
  const first = BEGINS.exec(text)?.[1]
  const all = first === undefined ? words : [...words, first]
  return new Set(all.flatMap((word) => verbTerms(IRREGULAR[word.toLowerCase()] ?? word)))
}

const NONE: ReadonlySet<string> = new Set()

/** The verb of a task, as a term: the first word in English, the last one in German. */
export function taskVerb(title: string): readonly string[] {
  const verb = firstVerb(title) ?? /(\p{L}+en)[.!]?$/u.exec(title)?.[1]
  return verb === undefined || verb === null ? [] : verbTerms(verb)
}

function verbTerms(verb: string): string[] {
  const german = verb.toLowerCase().replace(/^((?:an|ab|auf|aus|ein|mit|vor|zu|um)?)ge(?=\p{L}{3})/u, '$1')
  const root = /(?:t|en)$/.test(german) ? [`-${german.replace(/(?:e?t|en)$/, '')}`] : []
  return [...analyze(verb).terms.keys(), ...root]
}
