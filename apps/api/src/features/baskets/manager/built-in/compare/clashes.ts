import type { Value } from './value.ts'

/** A value that a statement gives another one for. */
export type Clash = {
  old: Value
  now: Value
  /** "about 40,000" became "41,318": the same, said more exactly. */
  refines: boolean
}

export type ValueComparison = {
  clashes: Clash[]
  /** Values of the statement that the block does not have. */
  gained: Value[]
  /** Values of the block that the statement neither has nor changes. */
  kept: Value[]
  /** They bear different labels: room 2 and room 3. */
  otherThing: boolean
}

/** Two numbers this far apart are no more exact than one another. */
const ROUGHLY = 0.25
/** What stands so many words from the beginning says which thing is meant, and not what is said of it. */
const HEAD_WORDS = 2
/** Of these a different one means a different thing, where it stands at the beginning. */
const SAID_OF = /:|\b(?:is|are|was|were|stays?|remains?|will|ist|sind|war|waren|wird|werden|bleibt)\b/i
const ARTICLE = /^(?:the|a|an|our|in|on|at|der|die|das|im|am)\s+/i
const NAMING: ReadonlySet<string> = new Set(['label', 'direction', 'side', 'season', 'daytime', 'weekday', 'colour'])

type Side = { values: readonly Value[]; text: string; terms: ReadonlyMap<string, number> }

export function compareValues(
  { values: statement, ...said }: Side,
  { values: block, ...there }: Side,
): ValueComparison {
  const terms = { statement: said.terms, block: there.terms }
  const gained = statement.filter((value) => !block.some((other) => isSame(value, other)) && counts(value, block))
  const lost = distinct(
    block.filter((value) => counts(value, statement) && !statement.some((other) => isSame(value, other))),
  )
  const clashes: Clash[] = []
  const taken = new Set<Value>()
  let otherThing = false
  for (const now of gained) {
    const old = lost.find((value) => !taken.has(value) && isOfOneKind(value, now, terms))
    if (old === undefined) continue
    if (NAMING.has(now.kind) && isHead(now, said.text)) otherThing = true
    taken.add(old)
    clashes.push({ old, now, refines: isRefinement(old, now) })
  }
  // Red mugs and another number of them: other mugs.
  if (clashes.length > 1 && clashes.some(({ now }) => now.kind === 'colour')) otherThing = true
  return { clashes, gained, kept: lost.filter((value) => !taken.has(value)), otherThing }
}

/** "One monitor" is a number where the other side counts monitors, too. */
function counts({ isWeak, of }: Value, others: readonly Value[]): boolean {
  return !isWeak || others.some((other) => other.kind === 'number' && other.of === of)
}

/** The terms on both sides: a number without a thing may count what the other side names. */
type Terms = { statement: ReadonlyMap<string, number>; block: ReadonlyMap<string, number> }

function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'date' && other.kind === 'date') return isSameDate(one.key, other.key)
  const isNumber = (value: Value): boolean => value.kind === 'number' || value.kind === 'label'
  if (isNumber(one) && isNumber(other)) return one.key === other.key
  return one.kind === other.kind && one.key === other.key && (one.of === other.of || one.kind !== 'money')
}

/** A date without a year is any year's. */
function isSameDate(one: string, other: string): boolean {
  return one === other || one.endsWith(`-${other}`) || other.endsWith(`-${one}`)
}

function isOfOneKind(old: Value, now: Value, terms: Terms): boolean {
  if (old.kind !== now.kind) return isMonthOfDate(old, now)
  if (old.kind !== 'number' && old.kind !== 'label') return true
  if (old.of === now.of) return true
  // "seats 12" and "12 seats" are told apart only by where the thing stands.
  return (
    old.kind === 'number' &&
    (old.of === '' || now.of === '') &&
    (mentions(terms.statement, old.of) || mentions(terms.block, now.of))
  )
}

function isMonthOfDate(old: Value, now: Value): boolean {
  const [one, other] = [old.kind, now.kind].sort()
  return one === 'date' && other === 'month'
}

function mentions(terms: ReadonlyMap<string, number>, thing: string): boolean {
  return thing === '' || [...terms.keys()].some((term) => thing.startsWith(term) || term.startsWith(thing))
}

function isHead({ start }: Value, text: string): boolean {
  const before = text.slice(0, start)
  if (SAID_OF.test(before)) return false
  return before.trim().replace(ARTICLE, '').split(/\s+/).length <= HEAD_WORDS
}

function isRefinement(old: Value, now: Value): boolean {
  if (old.kind === 'month' && now.kind === 'date') return now.key.includes(`${old.key.slice(-2)}-`)
  if (!old.roughly) return false
  const [one, other] = [Number(old.key), Number(now.key)]
  return Number.isFinite(one) && Number.isFinite(other) && Math.abs(one - other) <= Math.abs(one) * ROUGHLY
}

function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, at) => values.findIndex((other) => isSame(value, other)) === at)
}
