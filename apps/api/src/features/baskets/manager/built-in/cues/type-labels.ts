import type { BlockType } from '@outlast/contract'
import { anyOf } from './any-of.ts'

/** What a label such as "Decision:" or a heading such as "Open questions" says of what follows. */
export type Label = BlockType | 'done' | 'removed' | 'correction'

/** English and German, as people write them in front of a colon or as a heading. */
const LABELS: readonly { label: Label; words: string }[] = [
  {
    label: 'decision',
    words: `
      decisions?, decided, agreed, agreements?, resolutions?, resolved, beschl(?:uss|üsse), beschlossen, entscheidung(?:en)?,
      entschieden
    `,
  },
  {
    label: 'question',
    words: `
      (?:open |offene )?(?:questions?|fragen?), q, open(?: points| issues)?, unclear, tbd, to clarify, offen(?:e punkte)?, unklar,
      zu klären
    `,
  },
  {
    label: 'task',
    words: `
      to-?dos?, to do, tasks?, actions?(?: items?| points?)?, next(?: steps?| actions?)?, follow-?ups?, fixme, ai, aufgaben?,
      nächste schritte?, zu erledigen, zu tun
    `,
  },
  {
    label: 'goal',
    words:
      '(?:our |unsere? )?(?:goals?|objectives?|aims?|targets?|okrs?|ziele?)(?: (?:stays?|remains?|bleibt|bleiben))?',
  },
  {
    label: 'insight',
    words: `
      insights?, learnings?, lessons?(?: learn(?:ed|t))?, findings?, observations?, (?:key )?takeaways?, ideas?, risks?,
      erkenntnis(?:se)?, beobachtung(?:en)?, ideen?, risik(?:o|en), gelernt
    `,
  },
  { label: 'fact', words: 'facts?, fyi, info, status, background, fakt(?:en)?, zur info, hintergrund' },
  { label: 'note', words: 'notes?, remarks?, nb, ps, p\\.s\\., notiz(?:en)?, hinweise?, anmerkung(?:en)?' },
  { label: 'done', words: 'done, finished, completed, closed, shipped, erledigt, fertig, abgeschlossen, geschafft' },
  {
    label: 'removed',
    words: `
      (?:please |to )?(?:remove|delete), (?:please )?(?:drop|scrap|strike|cancel|discard), removed, obsolete(?: now)?, outdated,
      deprecated, cancell?ed, dropped, scrapped, deleted, (?:no longer|not) (?:needed|required|relevant|valid)(?: any ?more)?,
      (?:bitte |zu )?(?:streichen|löschen|entfernen), gestrichen, gelöscht, entfernt, entfällt, entfallen, hinfällig, obsolet,
      veraltet, abgesagt, nicht mehr (?:nötig|aktuell|gültig|relevant)
    `,
  },
  {
    label: 'correction',
    words: 'corrections?, correct, erratum, update, edit, actually, korrektur, berichtigung, neu',
  },
]

const NUMBER = String.raw`(?: ?(?:\([^)]{1,30}\)|#?\d{1,3}))?`
const PATTERNS = LABELS.map(({ label, words }) => ({
  label,
  whole: new RegExp(`^${anyOf(words)}$`, 'iu'),
  lead: new RegExp(`^${anyOf(words)}${NUMBER}\\s*[:–—]\\s*(?=\\S)`, 'iu'),
}))
/** "TODO call Ana" has no colon. */
const TODO = /^(?:to-?do|fixme)\b:?\s*(?=\S)/i

/** "?? who pays" */
const ASKED = /^[?？]{1,5}\s*(?=\S)/

/** The label in front of a text, and the text without it. */
export function takeLabel(text: string): { label: Label; rest: string } | null {
  const todo = TODO.exec(text)
  if (todo !== null) return { label: 'task', rest: text.slice(todo[0].length) }
  const asked = ASKED.exec(text)
  if (asked !== null) return { label: 'question', rest: text.slice(asked[0].length) }
  for (const { label, lead } of PATTERNS) {
    const found = lead.exec(text)
    if (found !== null) return { label, rest: text.slice(found[0].length) }
  }
  return null
}

/** What a heading says that everything below it is. */
export function labelOfHeading(heading: string): Label | null {
  const bare = heading
    .replace(/^[\d.\s]+/, '')
    .replace(/[\s:!.]+$/, '')
    .trim()
  return PATTERNS.find(({ whole }) => whole.test(bare))?.label ?? null
}

export function isTypeHeading(heading: string): boolean {
  return labelOfHeading(heading) !== null
}
