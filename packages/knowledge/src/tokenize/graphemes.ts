import { type Range, type Visit, segmentWindows } from './segment-windows.ts'

/**
 * Grapheme clusters by UAX #29, the same as `new Intl.Segmenter('en', { granularity: 'grapheme' })` gives: plain
 * characters are cut here, whatever is near another one goes to the segmenter.
 */
export function eachGrapheme(text: string, range: Range, visit: Visit): void {
  const { to } = range
  let start = range.from
  while (start < to) {
    const here = classAt(text, start)
    const after = start + 1 < to ? classAt(text, start + 1) : CONTROL
    if (here === CR && start + 1 < to && text.charCodeAt(start + 1) === LF) {
      visit(start, start + 2)
      start += 2
    } else if (here >= CONTROL || (here === PLAIN && after !== 0)) {
      visit(start, start + 1)
      start += 1
    } else {
      const hardBreak = findHardBreak(text, start, to)
      segmentWindows(graphemes, { text, from: start, to: hardBreak }, visit)
      start = hardBreak
    }
  }
}

/** Whether each UTF-16 unit here is a grapheme, whatever stands around it but marks: no need to segment. */
export function isPlain(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (classAt(text, i) !== PLAIN) return false
  return true
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const LF = 0x0a
// 0 is a character that may join its neighbours.
/** Never joins another plain one. */
const PLAIN = 1
/** Never joins anything. */
const CONTROL = 2
/** Joins a line feed only. */
const CR = 3

/** First and last of ranges whose Grapheme_Cluster_Break is Other and that are no pictographs. */
const PLAIN_RANGES: [number, number][] = [
  [0x20, 0x7e],
  [0xa0, 0xa8],
  [0xaa, 0xac],
  [0xaf, 0x2ff],
  [0x370, 0x482],
  [0x48a, 0x590],
  [0x5d0, 0x5ea],
  [0x620, 0x64a],
  [0x2010, 0x2027],
  [0x20a0, 0x20bf],
  [0x3000, 0x3029],
  [0x3041, 0x3096],
  [0x309b, 0x30ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xff01, 0xff9d],
]

const classes = buildClasses()

function buildClasses(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  table.fill(CONTROL, 0, 0x20)
  table[0x7f] = CONTROL
  table[0x0d] = CR
  for (const [first, last] of PLAIN_RANGES) table.fill(PLAIN, first, last + 1)
  return table
}

function classAt(text: string, index: number): number {
  return classes[text.charCodeAt(index)] ?? 0
}

/** Plain characters in a row after which the segmenter has no more to do: each call of it costs 2 µs. */
const CALM_UNITS = 16

/** The next place where two characters never join. */
function findHardBreak(text: string, from: number, to: number): number {
  let found = -1
  for (let i = from + 1; i < to; i += 1) {
    const here = classAt(text, i)
    if (here === 0) found = -1
    else if (found === -1 && classAt(text, i - 1) !== 0 && !isCrLf(text, i)) found = i
    if (found !== -1 && i - found >= CALM_UNITS) return found
  }
  return found === -1 ? to : found
}

function isCrLf(text: string, index: number): boolean {
  return text.charCodeAt(index) === LF && text.charCodeAt(index - 1) === 0x0d
}
