import { anyOf } from './any-of.ts'

/** What a statement says is no longer so: "oak instead of granite", "on Thursday, not Tuesday", "from 24 to 12 months". */
export type Swap = {
  /** The statement without the words that name the old. */
  kept: string
  /** The old, in the words of the note. */
  replaced: string[]
}

/** The old, up to where the next thought begins. */
const OLD = String.raw`([^,.;:!?()]{1,60}?)`
const STOP = String.raw`(?=\s*(?:[,.;!?)]|$|\b(?:because|since|as|after|for|and|but|weil|da|und|aber)\b))`
const NAME = String.raw`\p{Lu}[\p{L}.'-]+`

const IN_PLACE_OF = anyOf('instead of, rather than, in place of, as opposed to, anstatt, anstelle von, anstelle, statt')
const NO_LONGER = anyOf('not, no longer, nicht(?: mehr)?, kein(?:e|en)?')
/** "Not because", "not yet": nothing old is named. */
const NAMES_NOTHING = anyOf('only, just, even, because, all, sure, yet, discontinued, nur')
const BEFORE = anyOf('previously, formerly, before that, was before, used to be, vorher, bisher, zuvor, ehemals')
const SUCCEEDS = anyOf(`
  replaces, replacing, swapped with, swaps with, takes over from, took over from, succeeds, ersetzt, übernimmt von
`)
const HAS_LEFT = anyOf(`
  left, quit, resigned, moved on, stepped down, retires, is (?:retiring|leaving|out|away|ill),
  is on (?:parental |maternity |sick |annual )?leave, ist nicht mehr dabei, hat gekündigt
`)
const ARTICLE = '(?:the|a|an|on|at|in|der|die|des|dem|den|am|um|im|aus)'

/** The first group is the old; all that is matched is left out. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`,? ?\\(?\\b${IN_PLACE_OF} (?:${ARTICLE} )?${OLD}\\)?${STOP}`, 'giu'),
  new RegExp(
    `(?:,| –| -| \\() ?(?:and |but |und )?${NO_LONGER} (?!${NAMES_NOTHING}\\b)(?:${ARTICLE} )?${OLD}\\)?(?: any ?more| any longer)?${STOP}`,
    'giu',
  ),
  new RegExp(`\\b(?:nicht|not) (?:mehr )?(?:${ARTICLE} )?${OLD},? (?=sondern|but)`, 'giu'),
  new RegExp(`\\(?\\b${BEFORE} ${OLD}\\)?${STOP}`, 'giu'),
  new RegExp(`\\b${SUCCEEDS} (?:the |our )?${OLD}${STOP}`, 'giu'),
  new RegExp(
    `,? ?(?:\\band )?\\b(${NAME}(?: ${NAME})?) (?:has |have )?${HAS_LEFT}(?: the (?:team|company|project))?`,
    'gu',
  ),
  // "55,000, 60,000 was too optimistic"
  /, (?:the |der |die |den )?(\d[^;:!?()]{0,30}?) (?:was|were|is|are|war|waren|ist|sind) (?:too|not|no longer|zu|nicht|taken|belegt)[^;!?]*/giu,
]

/** "reduced from 24 months to 12": what stands behind "to" is what is kept. */
const FROM_TO = /\b(?:from|von|vom) ([^,.;:!?()]{1,40}?) (?=(?:to|down to|up to|auf|zu|nach) )/giu
const MOVES = new RegExp(
  `\\b${anyOf(`
    mov, chang, reduc, increas, rais, lower, cut, drop, grow, grew, rose, rise, went, goes, go, fell, fall, postpon, shift, extend,
    shorten, switch, migrat, verschoben, verschieb, geänder, erhöh, gesenk, wechsel, steig, sink, von [^.;]+? auf
  `)}`,
  'iu',
)

export function findSwap(text: string): Swap {
  const replaced: string[] = []
  const leaveOut = (whole: string, old: string): string => {
    if (!/[\p{L}\p{N}]/u.test(old) || isBeginning(old)) return whole
    replaced.push(old.trim())
    return ''
  }
  let kept = text
  for (const pattern of PATTERNS) kept = kept.replace(pattern, leaveOut)
  if (MOVES.test(text)) kept = kept.replace(FROM_TO, leaveOut)
  return { kept: tidy(kept), replaced }
}

/** "from June on", "from now on": when it begins, and nothing old. */
function isBeginning(old: string): boolean {
  return /^(?:now|then|here|jetzt|da)\b/i.test(old) || /\bon$/i.test(old)
}

function tidy(text: string): string {
  return text
    .replace(/\bsondern\b ?/i, '')
    .replace(/\s+([,.;!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
