import { ColumnsBuilder } from './columns.ts'
import { eachGrapheme } from './graphemes.ts'
import { isSpaceAt, kindOf } from './kind-of.ts'
import { segmentWindows } from './segment-windows.ts'
import { KIND } from './tokenizer.ts'
import { eachWord } from './words.ts'

/** `space`: runs of white space, and runs of anything else. */
export function cutSpaces(text: string): ColumnsBuilder {
  const columns = new ColumnsBuilder(text.length)
  for (let start = 0; start < text.length;) {
    const isSpace = isSpaceAt(text, start)
    let end = start + 1
    while (end < text.length && isSpaceAt(text, end) === isSpace) end += 1
    columns.push(start, end, isSpace ? KIND.space : KIND.word)
    start = end
  }
  return columns
}

/** `word`: words by UAX #29 and each piece in between. */
export function cutWords(text: string): ColumnsBuilder {
  const columns = new ColumnsBuilder(text.length)
  eachWord(text, { from: 0, to: text.length }, (start, end) => columns.push(start, end, kindOf(text, start, end)))
  return columns
}

/** `char`: grapheme clusters by UAX #29. */
export function cutGraphemes(text: string): ColumnsBuilder {
  const columns = new ColumnsBuilder(text.length)
  eachGrapheme(text, { from: 0, to: text.length }, (start, end) => columns.push(start, end, KIND.grapheme))
  return columns
}

/** `sentence`: sentences by UAX #29; the space after one belongs to it. */
export function cutSentences(text: string): ColumnsBuilder {
  const columns = new ColumnsBuilder(text.length)
  segmentWindows(sentences, { text, from: 0, to: text.length }, (start, end) => columns.push(start, end, KIND.sentence))
  return columns
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
