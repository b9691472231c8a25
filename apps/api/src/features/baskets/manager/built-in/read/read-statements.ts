import { plainText } from './plain-text.ts'
import { type Line, readLines } from './read-lines.ts'
import { isTitleLine, sectionOf } from './sections.ts'
import { splitSentences } from './split-sentences.ts'
import { wrappedLines } from './wrapped-lines.ts'

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

/** What the notes say, in order, as it is asked for. */
export function* readStatements(text: string, source: number): Generator<Statement> {
  let section: { title: string | null; cue: string | null } = { title: null, cue: null }
  const lines = readLines(text)
  for (const passage of passagesOf(text, lines)) {
    if (passage.line.kind === 'heading') {
      section = sectionOf(passage.line.text)
      continue
    }
    const where = { source, section: section.title, sectionCue: section.cue }
    for (const said of statementsOf(text, passage)) yield { ...where, ...said }
  }
}

function passagesOf(text: string, lines: readonly Line[]): Passage[] {
  const passages: Passage[] = []
  const isMail = MAIL.test(text.slice(0, 5_000))
  let wrapped: ReadonlySet<number> = new Set()
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1]
    const last = passages.at(-1)
    if (line.kind === 'blank' || (isMail && line.isQuoted)) continue
    if (line.kind === 'text' && before?.kind !== 'text') wrapped = wrappedLines(lines, at)
    const isFirst = passages.length === 0
    const isHeading = line.kind === 'text' && isTitleLine({ before, line, next: lines[at + 1], isFirst })
    const isMore = before !== undefined && (wrapped.has(at) || goesOn(before, line))
    if (!isHeading && last !== undefined && isMore) last.end = line.end
    else passages.push({ start: line.start, end: line.end, line: isHeading ? { ...line, kind: 'heading' } : line })
  }
  return passages
}

/** In a mail, what is quoted was said before. */
const MAIL = /^(?:from|subject|von|betreff|on .{5,80} wrote|am .{5,80} schrieb):? ?/im

/** Whether a line belongs to the one before whatever its length. */
function goesOn(before: Line, line: Line): boolean {
  if (line.kind === 'code') return before.kind === 'code'
  return line.kind === 'text' && before.kind === 'item' && line.indent > before.indent
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
