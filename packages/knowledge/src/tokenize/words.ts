import { type Range, type Visit, segmentWindows } from './segment-windows.ts'

/**
 * Segments of words by UAX #29, the same as `new Intl.Segmenter('en', { granularity: 'word' })` gives, which yields
 * 20 MB/s: characters of the table below are cut here, whatever is near another character goes to the segmenter.
 */
export function eachWord(text: string, range: Range, visit: Visit): void {
  let start = range.from
  while (start < range.to) {
    const end = endOfWord(text, start, range.to)
    if (end !== UNSURE) {
      visit(start, end)
      start = end
      continue
    }
    const hardBreak = findHardBreak(text, start, range.to)
    segmentWindows(words, { text, from: start, to: hardBreak }, visit)
    start = hardBreak
  }
}

const words = new Intl.Segmenter('en', { granularity: 'word' })
const UNSURE = -1

// Classes of Word_Break (UAX #29, table 3) as far as the table goes; 0 is a character that it does not know.
const LETTER = 1
const DIGIT = 2
const UNDERSCORE = 3
const MID_LETTER = 4
const MID_NUMBER = 5
const MID_BOTH = 6
const SPACE = 7
const CR = 8
const NEWLINE = 9
const OTHER = 10

const classes = buildClasses()

/** ASCII, Latin letters, Cyrillic letters, and the quotes and dashes that typeset text has. */
function buildClasses(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  table.fill(OTHER, 0, 0x80)
  const letters: [number, number][] = [
    [0x41, 0x5a],
    [0x61, 0x7a],
    [0xc0, 0xd6],
    [0xd8, 0xf6],
    [0xf8, 0x24f],
    [0x400, 0x481],
    [0x48a, 0x52f],
  ]
  for (const [first, last] of letters) table.fill(LETTER, first, last + 1)
  table.fill(DIGIT, 0x30, 0x3a)
  table.fill(NEWLINE, 0x0a, 0x0d)
  for (const unit of [0xa3, 0xa7, 0xab, 0xb0, 0xb1, 0xbb, 0xd7, 0xf7]) table[unit] = OTHER
  // – — ― ‖, “ ” „, † ‡ •: not the one that joins (U+203F), nor those that are white space.
  for (const unit of [0x2013, 0x2014, 0x2015, 0x2016, 0x201c, 0x201d, 0x201e, 0x2020, 0x2021, 0x2022, 0x2026]) {
    table[unit] = OTHER
  }
  table[0x5f] = UNDERSCORE
  table[0x3a] = MID_LETTER
  table[0x2c] = MID_NUMBER
  table[0x3b] = MID_NUMBER
  for (const unit of [0x2e, 0x27, 0x2018, 0x2019]) table[unit] = MID_BOTH
  table[0x20] = SPACE
  table[0x0d] = CR
  return table
}

/** Where the segment that starts here ends, or UNSURE if an unknown character has a say in it. */
function endOfWord(text: string, start: number, to: number): number {
  const first = classAt(text, start, to)
  if (first >= LETTER && first <= UNDERSCORE) return endOfLetters(text, start, to)
  let end = start + 1
  if (first === NEWLINE) return end
  if (first === CR) return text.charCodeAt(end) === 0x0a && end < to ? end + 1 : end
  if (first === SPACE) while (classAt(text, end, to) === SPACE) end += 1
  return first === 0 || classAt(text, end, to) === 0 ? UNSURE : end
}

/** WB5 to WB13: letters, digits and underscores join; `.` and the like only between two letters or two digits. */
function endOfLetters(text: string, start: number, to: number): number {
  let end = start + 1
  let before = classAt(text, start, to)
  for (;;) {
    const here = classAt(text, end, to)
    if (here === 0) return UNSURE
    if (here <= UNDERSCORE) {
      before = here
      end += 1
      continue
    }
    const joins =
      here === MID_BOTH
        ? before === LETTER || before === DIGIT
        : (here === MID_LETTER && before === LETTER) || (here === MID_NUMBER && before === DIGIT)
    const after = joins ? classAt(text, end + 1, to) : OTHER
    // A mark or a letter of another script: the segmenter knows.
    if (after === 0) return UNSURE
    if (after !== before) return end
    end += 2
  }
}

function classAt(text: string, index: number, to: number): number {
  return index < to ? (classes[text.charCodeAt(index)] ?? 0) : OTHER
}

/** Known characters in a row after which the segmenter has no more to do: each call of it costs 2 µs. */
const CALM_UNITS = 24

/** The next place where a segment ends whatever stands around: after a newline, or after a space and before a known character. */
function findHardBreak(text: string, from: number, to: number): number {
  let found = -1
  for (let i = from + 1; i < to; i += 1) {
    const here = classAt(text, i, to)
    const before = classAt(text, i - 1, to)
    if (here === 0) found = -1
    else if (found === -1 && ((before === SPACE && here !== SPACE) || before === NEWLINE)) found = i
    if (found !== -1 && i - found >= CALM_UNITS) return found
  }
  return to
}
