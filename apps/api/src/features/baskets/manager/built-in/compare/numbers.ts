import { NUMBER_WORDS, WEAK_NUMBERS, parseNumber } from './number-words.ts'
import { CURRENCIES, UNITS, isUnit, isVerb, thingNamed } from './units.ts'
import type { Value } from './value.ts'

const DIGITS = String.raw`\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?`
const CURRENCY = String.raw`€|\$|£|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|franken)\b`
/** Units that are written without a space; "6B" and "24x" are names. */
const ATTACHED = String.raw`(?:[hmgls]|[ckm]m|kg|ml|ms|min|[kmgt]b|kwh?|px|pt|eur)(?!\p{L})`
const NUMBER = new RegExp(
  String.raw`(?<before>€|\$|£|(?:eur|usd|gbp|chf)(?=\s?\d))?\s?(?<![\p{L}\p{N}.,_-])(?<from>(?:${DIGITS})k?)(?:\s?(?:–|-|to|bis|and|und)\s?(?<to>(?:${DIGITS})k?))?(?![\p{N}_]|(?!${ATTACHED})\p{L})\s?(?<unit>${CURRENCY}|%|percent\b|prozent\b|°\s?[CF]\b)?`,
  'giu',
)
const WORD = new RegExp(`(?<!\\p{L})(?:${[...NUMBER_WORDS.keys()].join('|')})(?!\\p{L})`, 'giu')
const ROUGHLY =
  /(?:\b(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|ca\.?|circa|etwa|rund|ungefähr|fast)|~)\s*$/iu
const AFTER = /^\s?(?:-\s?)?(\p{L}+)/u
const BEFORE = /(\p{L}{2,})\s$/u
const LETTER_LABEL = /(?<![\p{L}\p{N}])(\p{L}{3,}) ([A-Z]|\d{1,3}[A-Z])(?![\p{L}\p{N}'’])/gu

/** Amounts, numbers of things, and what has a number or a letter for its name. */
export function findNumbers(text: string): Value[] {
  return [...(/\d/.test(text) ? inDigits(text) : []), ...inWords(text), ...letterLabels(text)]
}

function inDigits(text: string): Value[] {
  return Array.from(text.matchAll(NUMBER), (found): Value => {
    const { before = '', from = '', to, unit = '' } = found.groups ?? {}
    const start = found.index + found[0].indexOf(before === '' ? from : before)
    const end = found.index + found[0].trimEnd().length
    const key = [from, ...(to === undefined ? [] : [to])].map((each) => String(parseNumber(each))).join('..')
    const roughly = ROUGHLY.test(text.slice(Math.max(0, start - 16), start))
    const exact = { key, text: text.slice(start, end), start, end, unitEnd: end, roughly, isWeak: false }
    const sign = (before || unit).toLowerCase().replace(/\s/g, '')
    if (sign in CURRENCIES) return { ...exact, kind: 'money', of: CURRENCIES[sign] ?? '' }
    if (/^(?:%|percent|prozent)$/.test(sign)) return { ...exact, kind: 'percent', of: '' }
    return { ...exact, ...(sign === '' ? thingOf(text, start, end) : { kind: 'number', of: sign }) }
  })
}

/** What a number counts stands behind it; what it names, in front. */
function thingOf(text: string, start: number, end: number): Pick<Value, 'kind' | 'of' | 'unitEnd'> {
  const after = AFTER.exec(text.slice(end, end + 40))
  const front = BEFORE.exec(text.slice(Math.max(0, start - 40), start))?.[1] ?? ''
  const isName = isVerb(after?.[1] ?? '') && /^\p{Lu}|^(?:room|floor|lab|bed|oven|plot)$/u.test(front)
  const thing = after === null || isName ? null : thingNamed(after[1] ?? '')
  if (after !== null && thing !== null) {
    return { kind: 'number', of: thing, unitEnd: isUnit(after[1] ?? '') ? end + after[0].length : end }
  }
  const before = thingNamed(front, 'in front')
  return before === null ? { kind: 'number', of: '', unitEnd: end } : { kind: 'label', of: before, unitEnd: end }
}

function inWords(text: string): Value[] {
  return Array.from(text.matchAll(WORD)).flatMap((found): Value[] => {
    const [word] = found
    const [start, end] = [found.index, found.index + word.length]
    const key = String(NUMBER_WORDS.get(word.toLowerCase()))
    const after = AFTER.exec(text.slice(end, end + 40))?.[1] ?? ''
    const thing = thingNamed(after)
    if (thing === null) return []
    const isWeak = WEAK_NUMBERS.has(word.toLowerCase()) && !(after.toLowerCase() in UNITS)
    return [{ kind: 'number', of: thing, key, text: word, start, end, unitEnd: end, roughly: false, isWeak }]
  })
}

function letterLabels(text: string): Value[] {
  return Array.from(text.matchAll(LETTER_LABEL), (found): Value => {
    const [whole, of = '', label = ''] = found
    const end = found.index + whole.length
    const named = {
      kind: 'label',
      of: of.toLowerCase(),
      key: label.toLowerCase(),
      text: label,
      roughly: false,
      isWeak: false,
    }
    return { ...named, start: end - label.length, end, unitEnd: end }
  })
}
