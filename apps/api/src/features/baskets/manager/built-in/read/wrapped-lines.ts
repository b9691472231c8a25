import { isChatLine } from './plain-text.ts'
import type { Line } from './read-lines.ts'

/** Shorter lines end where somebody ended them. */
const MIN_WIDTH = 55

/**
 * Of the run of text lines that begins at `from`, those that go on with the line before because an editor has broken it there:
 * where the next word would not have fitted.
 */
export function wrappedLines(lines: readonly Line[], from: number): Set<number> {
  let to = from
  while (lines[to]?.kind === 'text') to += 1
  const run = lines.slice(from, to).map(({ text }) => text)
  const width = run.reduce((most, { length }) => Math.max(most, length), 0)
  if (run.length < 2 || width < MIN_WIDTH) return new Set()
  // Who begins with a small letter does so with each line.
  if (!/^\p{Lu}/u.test(run[0] ?? '')) return new Set()
  const isFull = run.map((line, at) => line.length + 1 + firstWord(run[at + 1] ?? '').length > width)
  const small = run.filter((line) => /^\p{Ll}/u.test(line)).length
  const isParagraph = run.length > 2 && isFull.slice(0, -1).every(Boolean) && small >= (run.length - 1) / 2
  const wrapped = new Set<number>()
  for (const [at, line] of run.entries()) {
    const before = run[at - 1]
    if (before === undefined || !isFull[at - 1] || /[.!?:;…]["'”’)\]*_]*$/.test(before) || isChatLine(line)) continue
    if (isParagraph || /^\p{Ll}/u.test(line)) wrapped.add(from + at)
  }
  return wrapped
}

function firstWord(line: string): string {
  return /^\S+/.exec(line)?.[0] ?? ''
}
