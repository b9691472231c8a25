import { analyze } from '@outlast/knowledge'
import type { FoundPassage } from './coach-models.ts'
import { escapeMarkdown, sentencesOf } from './own-words.ts'
import { pagesOf } from './pages.ts'
import { shortenLine } from '../../../model/shorten-line.ts'

const MAX_QUOTE_CHARS = 320
/** The handbook is general: one who asks about a file wants the file. */
const MAX_FROM_HANDBOOK = 2

type Quote = { number: number; text: string; passage: FoundPassage }

/** The best passages that have words of the question, as block quotes with their numbers. */
export function quotesFor(question: string, passages: readonly FoundPassage[], limit: number): string[] {
  const asked = new Set(analyze(question).terms.keys())
  const quotes: Quote[] = []
  for (const [at, passage] of passages.entries()) {
    const { text, name, headings, fileId } = passage
    // The handbook was searched by more words than it shows; a file's neighbour in meaning may be about something else.
    const isNear = fileId === null || sharedTerms([name, ...headings, text].join('\n'), asked) > 0
    const fromHandbook = quotes.filter(({ passage }) => passage.fileId === null).length
    if (!isNear || (fileId === null && fromHandbook === MAX_FROM_HANDBOOK)) continue
    quotes.push({ number: at + 1, text: bestOf(text, asked), passage })
  }
  return quotes.slice(0, limit).map(writeQuote)
}

function writeQuote({ number, text, passage }: Quote): string {
  const { name, headings } = passage
  const place = [name, headings.at(-1) ?? '', pagesOf(passage)].filter((part) => part !== '')
  return `> ${escapeMarkdown(text)} [${number}]\n>\n> — *${escapeMarkdown(place.join(', '))}*`
}

/** Sentences that make no sense without the one before. */
const GOES_ON = /^(?:it|its|this|that|these|those|they|he|she|then|but|and|so|or|there|if not|both|such|otherwise)\b/i

/** The sentences that answer best, as many as fit, in their order and without a gap. */
function bestOf(text: string, asked: ReadonlySet<string>): string {
  const sentences = sentencesOf(withoutMarks(text)).map((text) => ({ text, shared: sharedTerms(text, asked) }))
  let best = { text: '', value: -1 }
  for (const [from, { text }] of sentences.entries()) {
    if (from > 0 && GOES_ON.test(text)) continue
    const run = runFrom(sentences.slice(from))
    if (run !== null && run.value > best.value) best = run
  }
  return best.value < 0 ? shortenLine(withoutMarks(text), MAX_QUOTE_CHARS) : best.text
}

type Run = { text: string; value: number }

function runFrom(sentences: readonly { text: string; shared: number }[]): Run | null {
  const run: Run = { text: '', value: 0 }
  for (const { text, shared } of sentences) {
    const longer = run.text === '' ? text : `${run.text} ${text}`
    if (longer.length > MAX_QUOTE_CHARS) break
    run.text = longer
    run.value += shared
  }
  return run.text === '' ? null : run
}

/** Lists and emphasis read as sentences. */
function withoutMarks(text: string): string {
  return text
    .replace(/^\s*(?:[-*•>]|\d+[.)]|#+)\s+/gm, '')
    .replace(/\*\*|__/g, '')
    .replace(/(?<![.!?:;…])\n(?=\S)/g, ' ')
    .trim()
}

function sharedTerms(text: string, asked: ReadonlySet<string>): number {
  const { terms } = analyze(text)
  return [...asked].filter((term) => terms.has(term)).length
}
