import { anyOf } from './any-of.ts'

const DAY_OR_MONTH = anyOf(`
  monday, tuesday, wednesday, thursday, friday, saturday, sunday,
  january, february, march, april, may, june, july, august, september, october, november, december
`)

const CHANGED = anyOf(`
  now, moves?, moved, postponed, delayed, brought forward, rescheduled, changed?, changes, goes (?:up|down), went (?:up|down),
  up to, down to, (?:is|are) (?:up|down), back (?:up|to), raised, rises, reduced, lowered, increased, extended, shortened,
  from now on, from ${DAY_OR_MONTH}, since (?:the|last|yesterday|this|\\d|${DAY_OR_MONTH}), as of, starting, effective, after all,
  takes? over, took over, replaced by, no longer, any ?more, instead, meanwhile, new(?:ly)?, works again, switch(?:ed|es)?,
  gave, handed, passed on, later, earlier, correction, update, actually,
  jetzt, nun, verschiebt, verschoben, verlegt, geändert, ab sofort, künftig, inzwischen, doch, stattdessen, nicht mehr,
  neu(?:er|e|es)?, erhöht, gesenkt, verlängert, wechselt, korrektur
`)
const CHANGE = new RegExp(`\\b${CHANGED}\\b`, 'iu')

/** Whether a statement says that something is not as it was. */
export function saysChange(text: string): boolean {
  return CHANGE.test(text)
}

const NOT = anyOf(`
  not, no, never, none, nobody, nothing, neither, nor, without, cannot, can't, won't, don't, doesn't, isn't, aren't, wasn't,
  weren't, didn't, hasn't, haven't, shouldn't, mustn't, kein(?:e|en|er|em|es)?, nicht, nie, niemand, nichts, ohne
`)
/** They have such a word in them and deny nothing. */
const NO_NEGATION = anyOf(`
  not only, no later than, no more than, not least, no problem, no doubt, no\\. ?\\d, why not, if not, no need, nicht nur
`)
const NEGATION = new RegExp(`\\b${NOT}\\b`, 'giu')
const HARMLESS = new RegExp(`\\b${NO_NEGATION}\\b`, 'giu')

/** Whether it says that something is not so. Two negations in one sentence say nothing. */
export function isNegated(text: string): boolean {
  const found = text.replaceAll('’', "'").replace(HARMLESS, ' ').match(NEGATION) ?? []
  return found.length % 2 === 1
}
