import { findDates } from './dates.ts'
import { NUMBER_WORDS, WEAK_NUMBERS, parseNumber } from './number-words.ts'

/** Something exact in a text: a date, an amount, a number of things. Two values of a kind that differ contradict each other. */
export type Value = {
  /** `date`, `time`, `money`, `percent`, `number`, or `label` for what has a number as its name (room 2, plot C). */
  kind: string
  /** What is counted, or what bears the label: a word in small letters; '' where it is not said. */
  of: string
  /** The same however it is written. */
  key: string
  /** As it is written. */
  text: string
  start: number
  end: number
  /** "about 40,000" */
  roughly: boolean
}

const CURRENCIES: Record<string, string> = {
  '€': 'eur',
  eur: 'eur',
  euro: 'eur',
  euros: 'eur',
  $: 'usd',
  usd: 'usd',
  dollar: 'usd',
  dollars: 'usd',
  '£': 'gbp',
  gbp: 'gbp',
  pound: 'gbp',
  pounds: 'gbp',
  chf: 'chf',
  franken: 'chf',
}
const UNITS: Record<string, string> = {
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  hours: 'hour',
  stunde: 'hour',
  stunden: 'hour',
  std: 'hour',
  min: 'minute',
  mins: 'minute',
  minutes: 'minute',
  minuten: 'minute',
  sec: 'second',
  secs: 'second',
  seconds: 'second',
  s: 'second',
  days: 'day',
  tag: 'day',
  tage: 'day',
  tagen: 'day',
  weeks: 'week',
  woche: 'week',
  wochen: 'week',
  months: 'month',
  monat: 'month',
  monate: 'month',
  monaten: 'month',
  years: 'year',
  jahr: 'year',
  jahre: 'year',
  jahren: 'year',
  l: 'litre',
  liter: 'litre',
  litres: 'litre',
  liters: 'litre',
  people: 'person',
  persons: 'person',
  leute: 'person',
  leuten: 'person',
  personen: 'person',
  kilometres: 'km',
  kilometers: 'km',
  metres: 'm',
  meters: 'm',
  meter: 'm',
}

const DIGITS = String.raw`\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?`
const CURRENCY = String.raw`€|\$|£|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|franken)\b`
/** Units that are written without a space; "6B" and "24x" are names. */
const ATTACHED = String.raw`(?:[hmgls]|[ckm]m|kg|ml|ms|min|[kmgt]b|kwh?|px|pt|eur)(?!\p{L})`
const NUMBER = new RegExp(
  String.raw`(?<before>€|\$|£)?\s?(?<![\p{L}\p{N}.,_-])(?<from>(?:${DIGITS})k?)(?:\s?(?:–|-|to|bis|and|und)\s?(?<to>(?:${DIGITS})k?))?(?![\p{N}_]|(?!${ATTACHED})\p{L})\s?(?<unit>${CURRENCY}|%|percent\b|prozent\b|°\s?[CF]\b)?`,
  'giu',
)
const WORD = /[\p{L}]+/gu
const ROUGHLY =
  /(?:\b(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|ca\.?|circa|etwa|rund|ungefähr|fast)|~)\s*$/iu
const AFTER = /^\s?(?:-\s?)?([\p{L}]+)/u
const BEFORE = /([\p{L}]{2,})\s$/u
const LETTER_LABEL = /(?<![\p{L}\p{N}])(\p{L}{3,}) ([A-Z]|\d{1,3}[A-Z])(?![\p{L}\p{N}'’])/gu

/** No things: what stands between a number and what is counted, or behind a number that stands for itself. */
const NO_THING =
  /^(?:and|or|to|of|in|on|at|for|per|a|an|the|from|until|till|by|with|is|are|was|were|has|have|not|no|more|less|than|but|because|since|after|before|each|every|und|oder|bis|von|im|in|am|an|auf|für|pro|der|die|das|den|dem|ist|sind|nicht|mehr|weniger|als|warm|kalt|now|up|down|so|as|also|already|instead|long|away|ago|off|i|we|you|he|she|they|it|our|their|this|that|which|who)$/i
/** Behind these a number is no name: "is 15", "costs 40". */
const NO_LABEL =
  /^(?:is|are|was|were|be|has|have|had|to|at|of|from|about|around|by|in|on|and|or|than|over|under|only|costs?|seats?|takes?|holds?|needs?|for|with|the|a|an|until|till|per|up|down|stays?|ist|sind|hat|haben|auf|von|bis|um|mit|für|rund|etwa|kostet|beträgt|fasst|dauert|order|buy|print|add|invite|now|jetzt|least|most|all|first|last|next|another|these|those|our|my|their|its|not|no)$/i

/** What a text says exactly. */
export function findValues(text: string): Value[] {
  const values: Value[] = findDates(text).map(({ kind, key, start, end }) => ({
    kind,
    of: '',
    key,
    text: text.slice(start, end),
    start,
    end,
    roughly: false,
  }))
  const rest = blanked(text, values)
  values.push(...numbersIn(rest), ...wordsIn(rest), ...labelsIn(rest))
  return values.sort((a, b) => a.start - b.start)
}

/** The text with spaces in place of these parts, so that all others stay where they are. */
export function blanked(text: string, parts: readonly { start: number; end: number }[]): string {
  let rest = text
  for (const { start, end } of parts) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  return rest
}

function numbersIn(text: string): Value[] {
  return Array.from(text.matchAll(NUMBER), (found) => {
    const { before = '', from = '', to, unit = '' } = found.groups ?? {}
    const start = found.index + (before === '' ? found[0].indexOf(from) : found[0].indexOf(before))
    const end = found.index + found[0].trimEnd().length
    const key = [from, ...(to === undefined ? [] : [to])].map((each) => String(parseNumber(each))).join('..')
    const sign = (before || unit).toLowerCase().replace(/\s/g, '')
    const exact = {
      text: text.slice(start, end),
      start,
      end,
      roughly: ROUGHLY.test(text.slice(Math.max(0, start - 16), start)),
    }
    if (sign in CURRENCIES) return { ...exact, kind: 'money', of: CURRENCIES[sign] ?? '', key }
    if (/^(?:%|percent|prozent)$/.test(sign)) return { ...exact, kind: 'percent', of: '', key }
    if (sign.startsWith('°')) return { ...exact, kind: 'number', of: sign, key }
    return { ...exact, key, ...thingOf(text, start, end) }
  })
}

/** What a number counts stands behind it; what it names, in front. */
function thingOf(text: string, start: number, end: number): { kind: 'number' | 'label'; of: string } {
  const after = AFTER.exec(text.slice(end, end + 40))?.[1] ?? ''
  if (after !== '' && !NO_THING.test(after)) return { kind: 'number', of: unitOf(after) }
  const before = BEFORE.exec(text.slice(Math.max(0, start - 40), start))?.[1] ?? ''
  if (before !== '' && !NO_LABEL.test(before) && !NO_THING.test(before))
    return { kind: 'label', of: before.toLowerCase() }
  return { kind: 'number', of: '' }
}

function unitOf(word: string): string {
  const small = word.toLowerCase()
  return UNITS[small] ?? (small.length > 3 ? small.replace(/(?<!s)s$/, '') : small)
}

function wordsIn(text: string): Value[] {
  return Array.from(text.matchAll(WORD))
    .flatMap((found): Value[] => {
      const small = found[0].toLowerCase()
      const number = NUMBER_WORDS.get(small)
      if (number === undefined) return []
      const [start, end] = [found.index, found.index + found[0].length]
      const thing = AFTER.exec(text.slice(end, end + 40))?.[1] ?? ''
      if (thing === '' || NO_THING.test(thing)) return []
      return [{ kind: 'number', of: unitOf(thing), key: String(number), text: found[0], start, end, roughly: false }]
    })
    .filter(({ text, of }) => !WEAK_NUMBERS.has(text.toLowerCase()) || COUNTED.has(of))
}

/** Where "one" is a number and no article. */
const COUNTED: ReadonlySet<string> = new Set([
  'person',
  'hour',
  'day',
  'week',
  'month',
  'year',
  'minute',
  'track',
  'copy',
  'time',
  'piece',
])

function labelsIn(text: string): Value[] {
  return Array.from(text.matchAll(LETTER_LABEL), (found) => {
    const start = found.index + (found[1]?.length ?? 0) + 1
    const key = (found[2] ?? '').toLowerCase()
    const of = (found[1] ?? '').toLowerCase()
    return { kind: 'label', of, key, text: found[2] ?? '', start, end: start + key.length, roughly: false }
  })
}
