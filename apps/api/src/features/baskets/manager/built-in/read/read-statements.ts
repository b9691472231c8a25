import { plainText } from './plain-text.ts'
import { type Line, readLines } from './read-lines.ts'
import { isTitleLine, sectionOf } from './sections.ts'
import { splitSentences } from './split-sentences.ts'

/** One thing that the notes say: a sentence, an item of a list, a line of a chat. */
export type Statement = {
  /** Which of the sources, and where in it. */
  source: number
  start: number
  end: number
  /** Word for word what stands there. */
  quote: string
  /** Its words without marks. */
  text: string
  /** The heading above it; null where there is none, or it says nothing about the matter ("Notes", "3 May"). */
  section: string | null
  /** What the heading says that everything below it is, e.g. "Open questions"; itself as it was written. */
  sectionCue: string | null
  box: Line['box']
  struck: boolean
  isItem: boolean
  /** Goes on with the sentence before it in the same paragraph. */
  continues: boolean
}

/** A run of lines that is read as one: a paragraph that was broken by an editor, or one line. */
type Passage = { start: number; end: number; line: Line }

/** What the notes say, in order. */
export function readStatements(text: string, source: number): Statement[] {
  const statements: Statement[] = []
  let section: { title: string | null; cue: string | null } = { title: null, cue: null }
  const lines = readLines(text)
  for (const passage of passagesOf(lines)) {
    if (passage.line.kind === 'heading') {
      section = sectionOf(passage.line.text)
      continue
    }
    const where = { source, section: section.title, sectionCue: section.cue }
    statements.push(...statementsOf(text, passage).map((said) => ({ ...where, ...said })))
  }
  return statements
}

function passagesOf(lines: Line[]): Passage[] {
  const passages: Passage[] = []
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    const last = passages.at(-1)
    if (line.kind === 'blank') continue
    const isHeading = line.kind === 'text' && isTitleLine(lines, at)
    if (!isHeading && last !== undefined && before !== undefined && goesOn(before, line)) last.end = line.end
    else passages.push({ start: line.start, end: line.end, line: isHeading ? { ...line, kind: 'heading' } : line })
  }
  return passages
}

/** Shorter lines end where somebody ended them. */
const WRAPPED_CHARS = 55

/** Whether an editor has broken the line here, and not the person. */
function goesOn(before: Line, line: Line): boolean {
  if (line.kind === 'code') return before.kind === 'code'
  if (line.kind !== 'text' || (before.kind !== 'text' && before.kind !== 'item')) return false
  if (before.kind === 'item' && line.indent > before.indent) return true
  return (
    before.text.length >= WRAPPED_CHARS &&
    !/[.!?:;…]["'”’)\]*_]*$/.test(before.text) &&
    !/^\[?\d{1,2}:\d\d/.test(line.text)
  )
}

type Said = Omit<Statement, 'source' | 'section' | 'sectionCue'>

function statementsOf(text: string, { start, end, line }: Passage): Said[] {
  const spans = line.kind === 'code' ? [{ start: 0, end: end - start }] : splitSentences(text.slice(start, end))
  const isWhole = spans.length === 1
  return spans.flatMap((span, at): Said[] => {
    const quote = text.slice(start + span.start, start + span.end)
    const { words, struck } = line.kind === 'code' ? { words: quote, struck: false } : plainText(quote)
    if (!/[\p{L}\p{N}]/u.test(words)) return []
    const said = { start: start + span.start, end: start + span.end, quote, text: words, struck }
    const box = isWhole || at === 0 ? line.box : null
    return [{ ...said, box, isItem: line.kind === 'item', continues: at > 0 }]
  })
}
