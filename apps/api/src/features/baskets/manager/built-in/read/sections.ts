import { isTypeHeading } from '../cues/type-labels.ts'
import type { Line } from './read-lines.ts'

const MAX_TITLE_WORDS = 8

/** What has a verb says something; English and German ones that stand in nearly every sentence. */
const VERB =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|need|needs|do|does|don't|did|gets?|got|ist|sind|war|wird|werden|wurde|hat|haben|muss|müssen|soll|sollen|kann|können|braucht|brauchen)\b/i
const DATE_OR_KIND =
  /^(?:(?:meeting|call|weekly|daily|status|standup|stand-up|sync|review|retro(?:spective)?|minutes|notes?|update|brainstorm(?:ing)?|agenda|protokoll|notizen|besprechung|sitzung|telefonat|misc|other|general|sonstiges|allgemein(?:es)?|summary|overview|background|details|results?|ergebnisse|status(?: of)?|call with|meeting with)\b|\d)/i

/** A heading as what it is about, or as what it says that everything below it is. */
export function sectionOf(heading: string): { title: string | null; cue: string | null } {
  const title = heading
    .replace(/[*_#`~]+/g, '')
    .replace(/[\s:!.–-]+$/, '')
    .trim()
  if (isTypeHeading(title)) return { title: null, cue: title }
  return { title: title === '' || DATE_OR_KIND.test(title) || title.length > 60 ? null : title, cue: null }
}

/** Whether a line of plain text is the title of what follows. */
export function isTitleLine(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? ''
  const next = lines[at + 1]
  if (next === undefined || lines.slice(at + 1, at + 3).every(({ kind }) => kind === 'blank')) return false
  const bare = text.replace(/[*_]+/g, '').trim()
  const words = bare.split(/\s+/).length
  if (/[:：]$/.test(bare)) return words <= MAX_TITLE_WORDS
  if (isTypeHeading(bare) || /^(?:\*\*|__)[^*_]+(?:\*\*|__)$/.test(text)) return true
  const before = lines[at - 1]
  const isFirst = lines.slice(0, at).every(({ kind }) => kind === 'blank')
  const standsAlone =
    (before === undefined || before.kind === 'blank') && (next.kind === 'blank' || next.kind === 'item')
  if (!standsAlone && !(isFirst && words <= 5 && isLonger(next, bare))) return false
  return words <= MAX_TITLE_WORDS && !/[.?;,]$/.test(bare) && !VERB.test(bare) && !/^(?:to-?do|\[)/i.test(bare)
}

/** A short line among short ones is one of a list. */
function isLonger({ kind, text }: Line, title: string): boolean {
  return kind === 'blank' || kind === 'item' || text.length > title.length * 1.5
}
