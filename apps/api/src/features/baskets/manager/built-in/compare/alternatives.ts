import type { Value } from './values.ts'

/** Words of which only one can be true of a thing at a time, so that one in the place of another is a change. */
const GROUPS: Readonly<Record<string, string>> = {
  direction: 'north|south|east|west|northern|southern|eastern|western|nord|süd|ost|nördlich|südlich|östlich|westlich',
  side: 'left|right-hand|left-hand|front|rear|upstairs|downstairs|links|rechts|vorne|hinten',
  season: 'spring|summer|autumn|winter|frühling|frühjahr|sommer|herbst',
  daytime:
    'morning|mornings|noon|afternoon|afternoons|evening|evenings|vormittag|nachmittag|abend|morgens|abends|nachmittags',
  frequency:
    'hourly|daily|weekly|fortnightly|biweekly|monthly|quarterly|yearly|annually|täglich|wöchentlich|monatlich|vierteljährlich|jährlich',
  presence: 'remote|remotely|on site|on-site|onsite|in person|online|vor ort|in präsenz',
  duty: 'mandatory|compulsory|obligatory|optional|voluntary|verpflichtend|freiwillig|pflicht',
  access: 'public|private|öffentlich|privat',
  way: 'manual|manually|automatic|automatically|by hand|manuell|automatisch',
  verdict: 'approved|rejected|accepted|declined|pending|genehmigt|abgelehnt',
  working: 'out of order|broken|defective|works again|working again|repaired|defekt|kaputt',
  openness: 'open|opened|closed|shut|geöffnet|geschlossen',
  level: 'high|medium|low|hoch|niedrig',
}

/** Words that mean the same member of a group. */
const SAME: Readonly<Record<string, string>> = {
  northern: 'north',
  nord: 'north',
  nördlich: 'north',
  southern: 'south',
  süd: 'south',
  südlich: 'south',
  eastern: 'east',
  ost: 'east',
  östlich: 'east',
  western: 'west',
  westlich: 'west',
  links: 'left',
  'left-hand': 'left',
  rechts: 'right-hand',
  vorne: 'front',
  hinten: 'rear',
  frühling: 'spring',
  frühjahr: 'spring',
  sommer: 'summer',
  herbst: 'autumn',
  mornings: 'morning',
  vormittag: 'morning',
  morgens: 'morning',
  afternoons: 'afternoon',
  nachmittag: 'afternoon',
  nachmittags: 'afternoon',
  evenings: 'evening',
  abend: 'evening',
  abends: 'evening',
  täglich: 'daily',
  wöchentlich: 'weekly',
  monatlich: 'monthly',
  vierteljährlich: 'quarterly',
  annually: 'yearly',
  jährlich: 'yearly',
  fortnightly: 'biweekly',
  remotely: 'remote',
  online: 'remote',
  'on-site': 'on site',
  onsite: 'on site',
  'in person': 'on site',
  'vor ort': 'on site',
  'in präsenz': 'on site',
  compulsory: 'mandatory',
  obligatory: 'mandatory',
  verpflichtend: 'mandatory',
  pflicht: 'mandatory',
  voluntary: 'optional',
  freiwillig: 'optional',
  öffentlich: 'public',
  privat: 'private',
  manually: 'manual',
  'by hand': 'manual',
  manuell: 'manual',
  automatically: 'automatic',
  automatisch: 'automatic',
  accepted: 'approved',
  genehmigt: 'approved',
  declined: 'rejected',
  abgelehnt: 'rejected',
  broken: 'out of order',
  defective: 'out of order',
  defekt: 'out of order',
  kaputt: 'out of order',
  'working again': 'works again',
  repaired: 'works again',
  opened: 'open',
  geöffnet: 'open',
  shut: 'closed',
  geschlossen: 'closed',
  hoch: 'high',
  niedrig: 'low',
}

const PATTERN = new RegExp(
  `(?<![\\p{L}-])(?:${Object.entries(GROUPS)
    .map(([group, words]) => `(?<${group}>${words})`)
    .join('|')})(?![\\p{L}-])`,
  'giu',
)

export function findAlternatives(text: string): Value[] {
  return Array.from(text.matchAll(PATTERN), (found): Value => {
    const [word] = found
    const small = word.toLowerCase()
    const kind = Object.entries(found.groups ?? {}).find(([, matched]) => matched !== undefined)?.[0] ?? ''
    const end = found.index + word.length
    // "Closed on Mondays" would have no word left.
    const unitEnd = kind === 'openness' ? found.index : end
    return {
      kind,
      of: '',
      key: SAME[small] ?? small,
      text: word,
      start: found.index,
      end,
      unitEnd,
      roughly: false,
      isWeak: false,
    }
  })
}
