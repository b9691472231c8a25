import type { BlockWriter } from './block-writer.ts'
import { type Line, dropRunningTitles } from './pdf-lines.ts'

/** A heading's letters are at least this much larger than those of the running text. */
const HEADING_SCALE = 1.15
const MAX_HEADING_CHARS = 200
const MAX_LEVELS = 6

/** Writes lines as headings and paragraphs; a page's number is its place in `pages`. */
export function writePages(pages: readonly Line[][], write: BlockWriter): void {
  const kept = dropRunningTitles(pages)
  const sizes = headingSizes(kept)
  for (const [at, lines] of kept.entries()) {
    const gap = usualGap(lines)
    let open: Line[] = []
    const flush = (): void => {
      const [first] = open
      if (first === undefined) return
      const level = sizes.indexOf(first.size) + 1
      const text = joinLines(open.map((line) => line.text))
      if (level > 0 && isHeading(text)) write.heading(Math.min(level, MAX_LEVELS), text, at + 1)
      else write.add('paragraph', text, at + 1)
      open = []
    }
    for (const line of lines) {
      const previous = open.at(-1)
      if (
        previous !== undefined &&
        startsBlock(previous, line, {
          left: leftOf(open),
          reach: sizes.includes(line.size) ? 1.6 * line.size : 1.3 * gap,
        })
      )
        flush()
      open.push(line)
    }
    flush()
  }
}

/** The sizes of headings, largest first: level 1. The running text has the size that most characters have. */
function headingSizes(pages: readonly Line[][]): number[] {
  const characters = new Map<number, number>()
  for (const { size, text } of pages.flat()) characters.set(size, (characters.get(size) ?? 0) + text.length)
  const [body = 0] = [...characters].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])
  return [...characters.keys()].filter((size) => size >= body * HEADING_SCALE).sort((a, b) => b - a)
}

/** Not an initial, a number or a formula set large. */
function isHeading(text: string): boolean {
  return text.length <= MAX_HEADING_CHARS && /\p{L}{2}|\p{Lo}/u.test(text)
}

/** The distance between baselines within paragraphs: the lower quartile, because pages of short ones have as many gaps between them. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines
    .slice(1)
    .map((line, at) => ({ line, above: lines[at] ?? line }))
    .filter(({ line, above }) => line.size === above.size && above.y > line.y && above.y - line.y < 3 * line.size)
    .map(({ line, above }) => above.y - line.y)
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 4)] ?? Infinity
}

/** Where the lines of a paragraph begin once its indented first line is over. */
function leftOf(lines: readonly Line[]): number {
  return Math.min(...lines.slice(-8).map(({ x }) => x))
}

/** `reach`: how far below a line of the same paragraph may stand; `left`: where that paragraph's lines begin. */
function startsBlock(previous: Line, line: Line, { reach, left }: { reach: number; left: number }): boolean {
  if (Math.abs(line.size - previous.size) > 0.1 * previous.size) return true
  if (/^(?:[•‣◦▪●–-]|\(?\d{1,3}[.)])\s/.test(line.text)) return true
  const distance = previous.y - line.y
  // Upwards: the next column, in which a sentence may go on.
  if (distance < 0) return !/[\p{Ll},-]$/u.test(previous.text) || !/^\p{Ll}/u.test(line.text)
  if (distance > reach) return true
  return line.x - left > line.size && previous.x - left < line.size / 2
}

/** One paragraph: words that were divided at the end of a line are whole again. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line
    const isDivided = /\p{L}[-\u00AD\u2010]$/u.test(text) && /^\p{Ll}/u.test(line)
    if (isDivided) return text.slice(0, -1) + line
    // Chinese and Japanese have no spaces between words.
    const isUnspaced =
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。]$/u.test(text) &&
      /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(line)
    return isUnspaced ? text + line : `${text} ${line}`
  }, '')
}
