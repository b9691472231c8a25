import type { BlockType } from '@outlast/contract'

/** What a label such as "Decision:" or a heading such as "Open questions" says of what follows. */
export type Label = BlockType | 'done' | 'removed' | 'correction'

/** English and German, as people write them in front of a colon or as a heading. */
const LABELS: readonly [Label, string][] = [
  [
    'decision',
    'decisions?|decided|agreed|agreements?|resolutions?|resolved|beschl(?:uss|üsse)|beschlossen|entscheidung(?:en)?|entschieden',
  ],
  [
    'question',
    '(?:open |offene )?(?:questions?|fragen?)|q|open(?: points| issues)?|unclear|tbd|offen(?:e punkte)?|unklar|to clarify|zu klären',
  ],
  [
    'task',
    'to-?dos?|to do|tasks?|actions?(?: items?| points?)?|next(?: steps?| actions?)?|follow-?ups?|fixme|ai|aufgaben?|nächste schritte?|zu erledigen|zu tun|was tun',
  ],
  [
    'goal',
    '(?:our |unser[e]? )?(?:goals?|objectives?|aims?|targets?|okrs?|ziele?)(?: (?:stays?|remains?|bleibt|bleiben))?',
  ],
  [
    'insight',
    'insights?|learnings?|lessons?(?: learn(?:ed|t))?|findings?|observations?|takeaways?|key takeaways?|ideas?|risks?|erkenntnis(?:se)?|beobachtung(?:en)?|ideen?|risik(?:o|en)|gelernt',
  ],
  ['fact', 'facts?|fyi|info|fakt(?:en)?|zur info|status|background|hintergrund'],
  ['note', 'notes?|notiz(?:en)?|hinweise?|remarks?|nb|ps|p\\.s\\.|anmerkung(?:en)?'],
  ['done', 'done|finished|completed|closed|shipped|erledigt|fertig|abgeschlossen|geschafft'],
  [
    'removed',
    'removed|obsolete|cancell?ed|dropped|scrapped|deleted|gestrichen|entfällt|entfallen|hinfällig|obsolet|abgesagt|nicht mehr nötig',
  ],
  ['correction', 'corrections?|correct|erratum|update|edit|actually|korrektur|berichtigung|neu'],
]

const PATTERNS = LABELS.map(([label, words]) => ({
  label,
  whole: new RegExp(`^(?:${words})$`, 'iu'),
  lead: leadOf(words),
}))

function leadOf(words: string): RegExp {
  return new RegExp(
    `^(?:(?:${words})(?: ?(?:\\([^)]{1,30}\\)|#?\\d{1,3}))?\\s*[:–—]|(?:to-?do|fixme)\\b:?)\\s*(?=\\S)`,
    'iu',
  )
}

/** The label in front of a text, and the text without it. */
export function takeLabel(text: string): { label: Label; rest: string } | null {
  for (const { label, lead } of PATTERNS) {
    const found = lead.exec(text)
    if (found === null) continue
    const isTodo = /^(?:to-?do|fixme)\b/i.test(text)
    return { label: isTodo ? 'task' : label, rest: text.slice(found[0].length) }
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
