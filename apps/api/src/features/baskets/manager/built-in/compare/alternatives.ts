import type { Value } from './value.ts'

/**
 * Words of which only one can be true of a thing at a time, so that one in the place of another is a change: groups, and in
 * each the members with the words that mean them.
 */
const GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  direction: {
    north: 'north, northern, nord, nördlich',
    south: 'south, southern, süd, südlich',
    east: 'east, eastern, ost, östlich',
    west: 'west, western, westlich',
  },
  side: {
    left: 'left, left-hand, links',
    right: 'right-hand, rechts',
    front: 'front, vorne',
    rear: 'rear, hinten',
    up: 'upstairs',
    down: 'downstairs',
  },
  season: {
    spring: 'spring, frühling, frühjahr',
    summer: 'summer, sommer',
    autumn: 'autumn, herbst',
    winter: 'winter',
  },
  daytime: {
    morning: 'morning, mornings, vormittag, morgens',
    afternoon: 'afternoon, afternoons, nachmittag, nachmittags',
    evening: 'evening, evenings, abend, abends',
  },
  frequency: {
    hourly: 'hourly, stündlich',
    daily: 'daily, täglich',
    weekly: 'weekly, wöchentlich',
    fortnightly: 'fortnightly, biweekly',
    monthly: 'monthly, monatlich',
    quarterly: 'quarterly, vierteljährlich',
    yearly: 'yearly, annually, jährlich',
  },
  presence: {
    remote: 'remote, remotely, online',
    'on site': 'on site, on-site, onsite, in person, vor ort, in präsenz',
  },
  duty: {
    mandatory: 'mandatory, compulsory, obligatory, verpflichtend, pflicht',
    optional: 'optional, voluntary, freiwillig',
  },
  access: { public: 'public, öffentlich', private: 'private, privat' },
  way: { manual: 'manual, manually, by hand, manuell', automatic: 'automatic, automatically, automatisch' },
  verdict: { approved: 'approved, accepted, genehmigt', rejected: 'rejected, declined, abgelehnt', pending: 'pending' },
  working: { broken: 'out of order, broken, defective, defekt, kaputt', works: 'works again, working again, repaired' },
  openness: { open: 'open, opened, geöffnet', closed: 'closed, shut, geschlossen' },
  speed: { slow: 'slow, langsam', fast: 'fast, quick, schnell' },
  price: { cheap: 'cheap, günstig', expensive: 'expensive, teuer' },
  fullness: { full: 'full, voll', empty: 'empty, leer' },
  moisture: { wet: 'wet, damp, nass, feucht', dry: 'dry, trocken' },
  noise: { loud: 'loud, noisy, laut', quiet: 'quiet, silent, leise, ruhig' },
  level: { high: 'high, hoch', medium: 'medium', low: 'low, niedrig' },
  colour: {
    black: 'black, schwarz',
    white: 'white, weiß',
    red: 'red, rot',
    blue: 'blue, blau',
    green: 'green, grün',
    yellow: 'yellow, gelb',
    grey: 'grey, gray, grau',
    brown: 'brown, braun',
    purple: 'purple, lila',
    pink: 'pink',
    beige: 'beige',
  },
}

const MEMBERS: ReadonlyMap<string, { kind: string; key: string }> = new Map(
  Object.entries(GROUPS).flatMap(([kind, members]) =>
    Object.entries(members).flatMap(([key, words]) => words.split(', ').map((word) => [word, { kind, key }] as const)),
  ),
)
// Longer ones first, for "works again" not to be read as "works".
const WORDS = [...MEMBERS.keys()].sort((a, b) => b.length - a.length)
const PATTERN = new RegExp(`(?<![\\p{L}-])(?:${WORDS.join('|')})(?![\\p{L}-])`, 'giu')

export function findAlternatives(text: string): Value[] {
  return Array.from(text.matchAll(PATTERN)).flatMap(({ 0: word, index: start }): Value[] => {
    const member = MEMBERS.get(word.toLowerCase())
    if (member === undefined) return []
    const end = start + word.length
    // "Closed on Mondays" would have no word left.
    const unitEnd = member.kind === 'openness' ? start : end
    return [{ ...member, of: '', text: word, start, end, unitEnd, roughly: false, isWeak: false }]
  })
}
