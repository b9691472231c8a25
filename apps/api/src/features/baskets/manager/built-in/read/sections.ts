import { isSmallTalk } from '../cues/instructions.ts'
import { isTypeHeading } from '../cues/type-labels.ts'
import type { Line } from './read-lines.ts'

const MAX_TITLE_WORDS = 8
const MAX_TITLE_CHARS = 60
/** No title, and not worth looking at. */
const MAX_LINE_CHARS = 120

/** What has a verb says something; English and German ones that stand in nearly every sentence. */
const VERB =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|need|needs|do|does|don't|did|gets?|got|ist|sind|war|wird|werden|wurde|hat|haben|muss|müssen|soll|sollen|kann|können|braucht|brauchen)\b/i
const DATE_OR_KIND =
  /^(?:(?:meeting|call|weekly|daily|status|standup|stand-up|sync|review|retro(?:spective)?|minutes|notes?|update|brainstorm(?:ing)?|agenda|protokoll|notizen|besprechung|sitzung|telefonat|misc|other|general|sonstiges|allgemein(?:es)?|summary|overview|background|details|results?|ergebnisse|status(?: of)?|call with|meeting with)\b|\d)|(?:sitzung|besprechung|runde|treffen|protokoll|meeting|telefonat|notizen)$/i

/** A heading as what it is about, or as what it says that everything below it is. */
export function sectionOf(heading: string): { title: string | null; cue: string | null } {
  const title = heading
    .slice(0, MAX_TITLE_CHARS + 1)
    .replace(/[*_#`~]+/g, '')
    .replace(/[\s:!.–-]+$/, '')
    .trim()
  if (isTypeHeading(title)) return { title: null, cue: title }
  return { title: title === '' || DATE_OR_KIND.test(title) || title.length > MAX_TITLE_CHARS ? null : title, cue: null }
}

/** A line between its neighbours; `isFirst`: nothing but blank lines stands before it. */
export type Place = { before: Line | undefined; line: Line; next: Line | undefined; isFirst: boolean }

/** Whether a line of plain text is the title of what follows. */
export function isTitleLine({ before, line: { text }, next, isFirst }: Place): boolean {
  if (next === undefined || text.length > MAX_LINE_CHARS) return false
  const bare = text.replace(/[*_]+/g, '').trim()
  const words = bare.split(/\s+/).length
  if (/[:：]$/.test(bare)) return words <= MAX_TITLE_WORDS
  if (
    isTypeHeading(bare) ||
    (/^[^\p{Ll}]*\p{Lu}{3,}[^\p{Ll}]*$/u.test(bare) && words <= MAX_TITLE_WORDS) ||
    /^(?:\*\*|__)[^*_]+(?:\*\*|__)$/.test(text)
  )
    return true
  if (isSmallTalk(bare)) return false
  const isApart = (before === undefined || before.kind === 'blank') && (next.kind === 'blank' || next.kind === 'item')
  if (!isApart && !(isFirst && words <= 5 && isLonger(next, bare) && !bare.includes(': '))) return false
  return (
    words <= MAX_TITLE_WORDS && !/[.?;,]$/.test(bare.replace(DATE_AT_END, '')) && !VERB.test(bare) && !TASK.test(bare)
  )
}

/** "Projektrunde 5.5." */
const DATE_AT_END = /\d{1,2}\.(?:\d{1,2}\.)?$/
const TASK = /^(?:to-?do|\[)/i

/** A short line among short ones is one of a list. */
function isLonger({ kind, text }: Line, title: string): boolean {
  return kind === 'blank' || kind === 'item' || /[.!?]$/.test(text) || text.length > title.length * 1.5
}
