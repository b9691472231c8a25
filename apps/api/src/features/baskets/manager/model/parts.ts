import { estimateTokens } from '../../../../model/estimate-tokens.ts'
import type { SourceText } from '../types.ts'

/** With the instructions and an answer of the same length it stays below 16,000, which is what small models read. */
const PART_TOKENS = 4_000

/** A part of a source that is read at once. */
export type Part = { source: number; name: string; text: string }

/** The sources in parts that fit into a request, cut between paragraphs where there are any. */
export function partsOf(sources: readonly SourceText[]): Part[] {
  return sources.flatMap(({ name, text }, source) =>
    cut(text, PART_TOKENS).map((part): Part => ({ source, name, text: part })),
  )
}

function cut(text: string, maxTokens: number): string[] {
  if (text.trim() === '') return []
  if (estimateTokens(text) <= maxTokens) return [text]
  const parts: string[] = []
  for (let rest = text; rest !== '';) {
    const end = estimateTokens(rest) <= maxTokens ? rest.length : endOfPart(rest, charsFor(rest, maxTokens))
    if (rest.slice(0, end).trim() !== '') parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return parts
}

/** How many characters of a text have so many tokens, at least one. */
function charsFor(text: string, maxTokens: number): number {
  const head = text.slice(0, maxTokens * 4)
  return Math.max(1, Math.floor((head.length * maxTokens) / estimateTokens(head)))
}

/** The last good place to cut before `max`: a blank line, a line, a sentence, a word, in the second half of the part. */
function endOfPart(text: string, max: number): number {
  for (const separator of ['\n\n', '\n', '. ', ' ']) {
    const at = text.lastIndexOf(separator, max - separator.length)
    if (at > max / 2) return at + separator.length
  }
  const code = text.charCodeAt(max)
  return code >= 0xdc00 && code <= 0xdfff && max > 1 ? max - 1 : max
}
