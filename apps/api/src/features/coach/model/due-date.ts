/** A day that was named, `YYYY-MM-DD`, and the words that name it: `by Friday`. */
export type Due = { due: string; start: number; end: number }

type Rule = { pattern: RegExp; dayOf: (found: RegExpExecArray, today: Date) => Date | null }

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const BEFORE = String.raw`(?:\b(?:starting|beginning)\s+)?(?:\b(?:by|until|till|before|on|due|no later than|at|from)\s+)?(?:the\s+)?`
const MONTH = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?`

/** The first rule that fits is the one: the most particular ones stand first. */
const RULES: Rule[] = [
  rule(String.raw`(\d{4})-(\d{2})-(\d{2})\b`, ([, y, m, d]) => dayAt(Number(y), Number(m) - 1, Number(d))),
  rule(String.raw`(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH}(?:,?\s+(\d{4}))?\b`, ([, d, m, y], today) =>
    monthDay(today, { month: m, day: d, year: y }),
  ),
  rule(String.raw`\b${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?\b`, ([, m, d, y], today) =>
    monthDay(today, { month: m, day: d, year: y }),
  ),
  rule(String.raw`\bday after tomorrow\b`, (_, today) => plus(today, 2)),
  rule(String.raw`\btomorrow(?:\s+(?:morning|afternoon|evening|night))?\b`, (_, today) => plus(today, 1)),
  rule(String.raw`\b(?:today|tonight|this\s+(?:morning|afternoon|evening))\b`, (_, today) => today),
  rule(
    String.raw`\b(?:in|within)\s+(\d{1,3}|an?|${NUMBERS.join('|')})\s+(day|week|month)s?\b`,
    ([, count = '', unit], today) => later(today, countOf(count), unit),
  ),
  rule(String.raw`\bend\s+of\s+(?:the\s+|this\s+)?(next\s+)?(week|month|year)\b`, ([, next, unit], today) =>
    endOf(today, unit, next !== undefined),
  ),
  rule(String.raw`\bnext\s+(week|month|year)\b`, ([, unit], today) => endOf(today, unit, true)),
  rule(String.raw`\b(?:this\s+)?(week)end\b`, ([, unit], today) => endOf(today, unit, false)),
  rule(
    String.raw`\b(next\s+|this\s+|coming\s+)?(${DAYS.join('|')})(?:\s+(?:morning|afternoon|evening|night))?\b`,
    (found, today) => weekday(today, found[2] ?? '', /next/i.test(found[1] ?? '')),
  ),
]

/**
 * The day by which something is to be done, in English words or as an ISO date; a period counts to its end. Days are those
 * of UTC: where the person is, nobody has said.
 */
export function findDue(text: string, now: Date): Due | null {
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
  for (const { pattern, dayOf } of RULES) {
    const found = pattern.exec(text)
    const day = found === null ? null : dayOf(found, today)
    if (found === null || day === null) continue
    return { due: day.toISOString().slice(0, 10), start: found.index, end: found.index + found[0].length }
  }
  return null
}

function rule(source: string, dayOf: Rule['dayOf']): Rule {
  return { pattern: new RegExp(BEFORE + source, 'i'), dayOf }
}

function plus(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000)
}

/** Null for a day that there is not, such as 30 February. */
function dayAt(year: number, month: number, day: number): Date | null {
  const at = new Date(Date.UTC(year, month, day))
  return at.getUTCMonth() === month && at.getUTCDate() === day ? at : null
}

/** Without a year, the next one that comes. */
function monthDay(
  today: Date,
  { month = '', day, year }: Record<'month' | 'day' | 'year', string | undefined>,
): Date | null {
  const at = (year: number) => dayAt(year, MONTHS.indexOf(month.slice(0, 3).toLowerCase()), Number(day))
  if (year !== undefined) return at(Number(year))
  const thisYear = at(today.getUTCFullYear())
  return thisYear !== null && thisYear < today ? at(today.getUTCFullYear() + 1) : thisYear
}

function countOf(count: string): number {
  if (/^an?$/i.test(count)) return 1
  return /^\d/.test(count) ? Number(count) : NUMBERS.indexOf(count.toLowerCase())
}

function later(today: Date, count: number, unit = 'day'): Date {
  if (/^day/i.test(unit)) return plus(today, count)
  if (/^week/i.test(unit)) return plus(today, 7 * count)
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() + count]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(today.getUTCDate(), lastDay)))
}

/** A week ends with its Sunday. */
function endOf(today: Date, unit = 'week', next: boolean): Date {
  const more = next ? 1 : 0
  if (/^week/i.test(unit)) return plus(today, ((7 - today.getUTCDay()) % 7) + 7 * more)
  if (/^year/i.test(unit)) return new Date(Date.UTC(today.getUTCFullYear() + more, 11, 31))
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1 + more, 0))
}

/** The next day of that name after today; "next" is the one in the week that begins on Monday. */
function weekday(today: Date, name: string, next: boolean): Date {
  const wanted = DAYS.indexOf(name.toLowerCase())
  if (!next) return plus(today, ((wanted - today.getUTCDay() + 6) % 7) + 1)
  const monday = plus(endOf(today, 'week', false), 1)
  return plus(monday, (wanted + 6) % 7)
}
