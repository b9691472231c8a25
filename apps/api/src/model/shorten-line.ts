import { headOf } from './clean-text.ts'

/** One line of at most `maxChars`, cut between words where it has to be. */
export function shortenLine(text: string, maxChars: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= maxChars) return line
  const head = headOf(line, maxChars - 1)
  const lastSpace = head.lastIndexOf(' ')
  return `${(lastSpace > maxChars / 2 ? head.slice(0, lastSpace) : head).replace(/[\s,;:.–-]+$/, '')}…`
}
