/** Called with each segment's offsets in the whole text. */
export type Visit = (start: number, end: number) => void

/**
 * Segments of `text.slice(from, to)` by Intl.Segmenter, in windows: one call over 5 MB copies 10 MB and keeps it.
 * The last segments of a window are cut again in the next one, because what follows may change them. Rules look one
 * segment ahead, so for them windows change nothing; the dictionaries of scripts without spaces (Thai, Chinese) weigh
 * a whole run, of which 32 segments leave enough: a run of more than a window could differ in theory.
 */
export function segmentWindows(segmenter: Intl.Segmenter, { text, ...range }: Part, visit: Visit): void {
  let { from } = range
  let windowUnits = WINDOW_UNITS
  while (from < range.to) {
    const to = Math.min(range.to, from + windowUnits)
    const starts = startsOf(segmenter, text.slice(from, to))
    const isLast = to === range.to
    const trusted = isLast ? starts.length : starts.length - UNTRUSTED
    if (trusted < UNTRUSTED && !isLast) {
      // So few segments so long: a wider window, else the same text would be cut over and over.
      windowUnits *= 4
      continue
    }
    for (let i = 0; i < trusted; i += 1) visit(from + (starts[i] ?? 0), from + (starts[i + 1] ?? to - from))
    from = isLast ? to : from + (starts[trusted] ?? 0)
    windowUnits = WINDOW_UNITS
  }
}

/** UTF-16 offsets in a text. */
export type Range = { from: number; to: number }

type Part = Range & { text: string }

const WINDOW_UNITS = 65_536
const UNTRUSTED = 32

/** Iterates and never spreads: a spread keeps every segment object at once. */
function startsOf(segmenter: Intl.Segmenter, text: string): number[] {
  const starts: number[] = []
  for (const { index } of segmenter.segment(text)) starts.push(index)
  return starts
}
