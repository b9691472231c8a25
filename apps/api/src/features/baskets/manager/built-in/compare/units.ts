/** Signs and words for money. */
export const CURRENCIES: Readonly<Record<string, string>> = spellings({
  eur: '€ eur euro euros',
  usd: '$ usd dollar dollars',
  gbp: '£ gbp pound pounds',
  chf: 'chf franken',
})

/** Words for what is measured, however they are written. */
export const UNITS: Readonly<Record<string, string>> = spellings({
  second: 's sec secs second seconds sekunde sekunden',
  minute: 'min mins minute minutes minuten',
  hour: 'h hr hrs hour hours stunde stunden std',
  day: 'day days tag tage tagen',
  week: 'week weeks woche wochen',
  month: 'month months monat monate monaten',
  year: 'year years jahr jahre jahren',
  person: 'person persons people personen leute leuten',
  time: 'time times mal',
  copy: 'copy copies',
  piece: 'piece pieces stück',
  track: 'track tracks',
  litre: 'l litre litres liter liters',
  m: 'm metre metres meter meters',
  km: 'km kilometre kilometres kilometer kilometers',
  kg: 'kg kilo kilos',
  g: 'g gram grams gramm',
  mb: 'mb',
  gb: 'gb',
  ms: 'ms',
})

/** What is counted and also says what a text is about stays a word of the text. */
const ALSO_WORDS = new Set(['person', 'time', 'copy', 'piece', 'track'])

export function isUnit(word: string): boolean {
  const unit = UNITS[word.toLowerCase()]
  return unit !== undefined && !ALSO_WORDS.has(unit)
}

/** No things: what may stand behind a number that stands for itself. */
const NO_THING = wordSet(`
  and or to of in on at for per a an the from until till by with is are was were has have not no more less than but because
  since after before each every now up down so as also already instead long away ago off i we you he she they it our their
  this that which who und oder bis von im in am an auf für pro der die das den dem ist sind nicht mehr weniger als warm kalt
`)
/** Behind these a number is no name: "is 15", "costs 40". */
const NO_NAME = wordSet(`
  be had about around over under only cost costs seat seats take takes hold holds need needs stay stays hat haben mit um rund
  etwa kostet beträgt fasst dauert order buy print add invite jetzt least most all first last next another these those my its
  call read collect find get send pay
`)

/** "Visit 3 takes place", "Oven 2 works": a name and what it does. */
const DOES = wordSet(`
  takes works needs runs holds seats costs starts opens closes leaves suffers stays gets goes moves fits serves reports ends
  begins uses shows gives sends passes fails breaks leaks hängt läuft kostet braucht beginnt endet öffnet schließt
`)

export function isVerb(word: string): boolean {
  return DOES.has(word.toLowerCase())
}

/** The thing that a word beside a number names, in one spelling; null if it names none. */
export function thingNamed(word: string, where: 'behind' | 'in front' = 'behind'): string | null {
  const small = word.toLowerCase()
  if (small === '' || NO_THING.has(small) || (where === 'in front' && NO_NAME.has(small))) return null
  return UNITS[small] ?? (small.length > 3 ? small.replace(/(?<!s)s$/, '') : small)
}

/** By each of its spellings, what is meant. */
export function spellings(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([unit, written]) => written.split(' ').map((each) => [each, unit])),
  )
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/))
}
