import type { Block } from './document.ts'

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const words = new Intl.Segmenter('en', { granularity: 'word' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Segmenters see this much more than fits, to judge the last boundary; with all the rest, a text would take quadratic time. */
const LOOKAHEAD = 40

/** A boundary counts when it leaves at least this much of the room used; otherwise the next finer kind is tried. */
const MIN_FILL = 0.4

/**
 * Where to cut a block that does not fit: the last boundary in `from < cut ≤ from + room`, between paragraphs or records, lines,
 * sentences, words, graphemes, in this order. Only a grapheme longer than the room is cut itself, between code points.
 */
export function findCut(text: string, kind: Block['kind'], { from, room }: { from: number; room: number }): number {
  const window = text.slice(from, from + room + LOOKAHEAD)
  const isLined = kind === 'code' || kind === 'table' || kind === 'list'
  const finders = isLined ? [lastOf('\n\n'), lastOf('\n'), lastSpace] : [lastSentence, lastSpace]
  for (const find of finders) {
    const cut = find(window, room)
    if (cut >= room * MIN_FILL) return from + cut
  }
  const word = boundaryBefore(words, window, room)
  if (word >= room * MIN_FILL) return from + word
  return from + (boundaryBefore(graphemes, window, room) || codePointBefore(window, room))
}

/**
 * Where the text that a following chunk repeats begins, in `next - size .. next`: at a line for what consists of lines, otherwise
 * at a sentence, or at a word where no sentence begins there.
 */
export function findOverlap(text: string, kind: Block['kind'], { next, size }: { next: number; size: number }): number {
  if (size === 0) return next
  const window = text.slice(next - size, next)
  const first = kind === 'paragraph' || kind === 'heading' ? firstBoundary(window) : window.indexOf('\n') + 1
  const start = first <= 0 ? next : next - size + first
  return start + (/^\s*/.exec(text.slice(start, next))?.[0].length ?? 0)
}

function firstBoundary(window: string): number {
  const sentence = sentences.segment(unbroken(window)).containing(0)?.segment.length ?? 0
  if (sentence > 0 && sentence < window.length) return sentence
  return window.search(/\s/) + 1
}

function lastOf(separator: string): (window: string, room: number) => number {
  return (window, room) => window.lastIndexOf(separator, room)
}

function lastSentence(window: string, room: number): number {
  return boundaryBefore(sentences, unbroken(window), room)
}

/** A line that was broken to fit a screen ends no sentence. */
function unbroken(text: string): string {
  return text.replaceAll('\n', ' ')
}

function lastSpace(window: string, room: number): number {
  for (let at = room; at > 0; at -= 1) if (/\s/.test(window.charAt(at))) return at
  return 0
}

/** The start of the segment that position `room` is in: 0 when it began with the window. */
function boundaryBefore(segmenter: Intl.Segmenter, window: string, room: number): number {
  return segmenter.segment(window).containing(room)?.index ?? 0
}

function codePointBefore(window: string, room: number): number {
  const isInside = /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(window.slice(room - 1, room + 1))
  return isInside ? room - 1 : room
}
