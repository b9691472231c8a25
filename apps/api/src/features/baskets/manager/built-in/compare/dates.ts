import { spellings } from './units.ts'

/** A point in time that a text names. `key` is the same however it is written. */
export type When = {
  kind: 'date' | 'month' | 'weekday' | 'time' | 'quarter' | 'year'
  key: string
  start: number
  end: number
}

const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN: Record<string, string> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' }
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)\\b\\.?)(?!\\p{L})'
const DAY = '(\\d{1,2})(?:st|nd|rd|th|\\.)?'
const JOIN = '\\s*(?:and|&|to|until|till|through|-|–|—|und|bis(?: zum)?|/)\\s*'
const DAYS = spellings({
  mo: 'monday mondays mon montag montags',
  tu: 'tuesday tuesdays tue tues dienstag dienstags',
  we: 'wednesday wednesdays wed mittwoch mittwochs',
  th: 'thursday thursdays thu thur thurs donnerstag donnerstags',
  fr: 'friday fridays fri freitag freitags',
  sa: 'saturday saturdays samstag samstags sonnabend',
  su: 'sunday sundays sonntag sonntags',
})

type Rule = { kind: When['kind']; pattern: RegExp; keyOf(found: RegExpExecArray): string | null }

const two = (value: string | number | undefined): string => String(value ?? '').padStart(2, '0')

function monthOf(word = ''): string {
  const head = word.slice(0, 3).toLowerCase()
  return two(MONTHS.indexOf(GERMAN[head] ?? head) + 1)
}

const yearOf = (year: string | undefined): string => (year === undefined ? '' : `${year}-`)

/** Those that take more words stand first: what one has taken no other sees. */
const RULES: readonly Rule[] = [
  { kind: 'date', pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/g, keyOf: ([, y, m, d]) => `${y}-${m}-${d}` },
  {
    kind: 'date',
    pattern: new RegExp(`\\b${DAY}${JOIN}${DAY}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+(\\d{4}))?`, 'giu'),
    keyOf: ([, from, to, month, year]) => `${yearOf(year)}${monthOf(month)}-${two(from)}..${two(to)}`,
  },
  {
    kind: 'date',
    pattern: new RegExp(`\\b${DAY}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+(\\d{4}))?`, 'giu'),
    keyOf: ([, day, month, year]) => `${yearOf(year)}${monthOf(month)}-${two(day)}`,
  },
  {
    kind: 'date',
    pattern: new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[:.]\\d)(?:,?\\s+(\\d{4}))?`, 'giu'),
    keyOf: ([, month, day, year]) => `${yearOf(year)}${monthOf(month)}-${two(day)}`,
  },
  {
    kind: 'date',
    pattern: /\b(\d{1,2})\.(\d{1,2})\.(?:(\d{4}|\d{2})\b)?/g,
    keyOf: ([, d, m, y]) => (Number(m) > 12 ? null : `${yearOf(y?.length === 2 ? `20${y}` : y)}${two(m)}-${two(d)}`),
  },
  {
    kind: 'time',
    pattern: /\b(\d{1,2})[:.](\d{2})\s*(?:(uhr)|([ap])\.?m\b\.?)|\b(\d{1,2}):(\d{2})\b(?!:)/gi,
    keyOf: ([, h, m, , half, h24, m24]) => clock(h ?? h24, m ?? m24, half),
  },
  { kind: 'time', pattern: /\b(\d{1,2})\s*(?:([ap])\.?m\b\.?|uhr\b)/gi, keyOf: ([, h, half]) => clock(h, '00', half) },
  {
    kind: 'time',
    pattern: /\b(noon|midday|midnight)\b/gi,
    keyOf: ([, word]) => (/midnight/i.test(word ?? '') ? '00:00' : '12:00'),
  },
  { kind: 'quarter', pattern: /\bq([1-4])\b(?:\s*\/?\s*(\d{4}))?/gi, keyOf: ([, q]) => `q${q}` },
  {
    kind: 'month',
    pattern: new RegExp(`\\b${MONTH}(?:\\s+(\\d{4}))?`, 'giu'),
    keyOf: ([, month, year]) => `${yearOf(year)}${monthOf(month)}`,
  },
  {
    kind: 'weekday',
    pattern: new RegExp(`\\b(?:${Object.keys(DAYS).join('|')})\\b`, 'giu'),
    keyOf: ([day = '']) => DAYS[day.toLowerCase()] ?? null,
  },
  {
    kind: 'year',
    pattern: /(?<![\d.,])(?:19|20)\d{2}(?![\d.,]\d|\d|\s*(?:€|\$|£|eur\b|%))/gi,
    keyOf: ([year]) => year,
  },
]

const NEEDS_DIGIT: ReadonlySet<When['kind']> = new Set(['date', 'quarter', 'year'])

/** "may" is a verb more often than a month, "mar", "sun" and "sat" are words. */
const ONLY_CAPITAL = /^(?:may|mar|jan|sat|sun|mon|wed|mai|dec)$/

/** The points in time that a text names, in no particular order. */
export function findDates(text: string): When[] {
  const found: When[] = []
  let rest = text
  const hasDigit = /\d/.test(text)
  for (const { kind, pattern, keyOf } of RULES) {
    if (!hasDigit && NEEDS_DIGIT.has(kind)) continue
    pattern.lastIndex = 0
    rest = rest.replace(pattern, (...args: unknown[]) => {
      const whole = String(args[0])
      const at = args.findIndex((arg) => typeof arg === 'number')
      const start = Number(args[at])
      const key = keyOf(args.slice(0, at) as unknown as RegExpExecArray)
      if (key === null || ONLY_CAPITAL.test(whole)) return whole
      found.push({ kind, key, start, end: start + whole.trimEnd().length })
      return ' '.repeat(whole.length)
    })
  }
  return found
}

function clock(hours = '0', minutes = '00', half?: string): string | null {
  const h = (Number(hours) % (half === undefined ? 24 : 12)) + (half?.toLowerCase() === 'p' ? 12 : 0)
  return Number(hours) > 24 || Number(minutes) > 59 ? null : `${two(h)}:${minutes}`
}
