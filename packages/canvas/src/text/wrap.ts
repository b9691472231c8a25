import { measureLine, measureLines } from './measure.ts'

export type Font = { family: number; size: number }
export type Wrapped = { lines: string[]; width: number; height: number }

/** Lines of at most `maxWidth`, broken at spaces, and inside a word or between ideographs where it is needed. */
export function wrap(text: string, font: Font, maxWidth: number): Wrapped {
  const lines: string[] = []
  let line = ''
  for (const token of tokens(text)) {
    const longer = line + token
    if (measureLine(longer.trimEnd(), font.family, font.size) <= maxWidth) {
      line = longer
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = ''
    for (const part of breakWord(token.trimStart(), font, maxWidth)) {
      if (line !== '') lines.push(line)
      line = part
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return { lines, ...measureLines(lines, font.family, font.size) }
}

/**
 * Like `wrap`, with lines of about equal length: the narrowest width that needs no more lines than `maxWidth` does, so
 * that no label ends in a line of one word.
 */
export function wrapBalanced(text: string, font: Font, maxWidth: number): Wrapped {
  const widest = wrap(text, font, maxWidth)
  if (widest.lines.length < 2) return widest
  let best = widest
  let low = Math.max(1, Math.floor(maxWidth / 3))
  let high = maxWidth
  while (high - low > 4) {
    const middle = (low + high) / 2
    const tried = wrap(text, font, middle)
    // A narrower width that breaks a word gives more lines, or the same number with a split word: both are worse.
    if (tried.lines.length <= widest.lines.length && !splitsWord(tried.lines, text)) {
      best = tried
      high = middle
    } else low = middle
  }
  return best
}

function splitsWord(lines: readonly string[], text: string): boolean {
  const words = new Set(text.split(/\s+/))
  return lines.some((line) => line.split(' ').some((word) => !words.has(word) && !IDEOGRAPHIC.test(word)))
}

const IDEOGRAPHIC = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/u
const BREAKS = /(?<=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef])|(?<=\s)(?=\S)|(?<=[-/])(?=\p{L})/u

function tokens(text: string): string[] {
  return text.split(BREAKS)
}

function breakWord(word: string, font: Font, maxWidth: number): string[] {
  if (measureLine(word.trimEnd(), font.family, font.size) <= maxWidth) return [word]
  const parts: string[] = []
  let part = ''
  for (const { segment } of graphemes(word)) {
    if (part !== '' && measureLine(part + segment, font.family, font.size) > maxWidth) {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return [...parts, part]
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const graphemes = (word: string): Intl.Segments => segmenter.segment(word)
