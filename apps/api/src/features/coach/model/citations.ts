import type { Citation } from '@outlast/contract'
import type { FoundPassage } from './coach-models.ts'

/** The passages that a text cites as [1], in the order of their numbers. Numbers without a passage stay text. */
export function citationsIn(text: string, passages: readonly FoundPassage[]): Citation[] {
  const numbers = new Set(
    [...withoutCode(text).matchAll(/(?<!\\)\[(\d{1,3})\](?![(:])/g)].map(([, number]) => Number(number)),
  )
  return passages.flatMap(({ text, fileId, name, page, pageEnd, headings }, at) =>
    numbers.has(at + 1) ? [{ number: at + 1, text, file_id: fileId, name, page, page_end: pageEnd, headings }] : [],
  )
}

/** Without what Markdown shows as code, where `items[1]` cites nothing. Linear, whatever a model sends. */
function withoutCode(text: string): string {
  const kept: string[] = []
  let fence: string | null = null
  for (const line of text.split('\n')) {
    const mark: string | undefined = /^ {0,3}(```+|~~~+)/.exec(line)?.[1]
    if (fence === null && mark === undefined) kept.push(withoutCodeSpans(line))
    else if (fence === null) fence = mark ?? null
    else if (mark?.startsWith(fence) === true) fence = null
  }
  return kept.join('\n')
}

/** Runs of backticks that are looked at for the one that closes a span. */
const MAX_LOOK_AHEAD = 50

function withoutCodeSpans(line: string): string {
  const runs = [...line.matchAll(/`+/g)]
  let kept = ''
  let from = 0
  for (let at = 0; at < runs.length; at += 1) {
    const open = runs[at]
    const distance = runs.slice(at + 1, at + 1 + MAX_LOOK_AHEAD).findIndex(([run]) => run === open?.[0])
    const close = runs[at + 1 + distance]
    if (open === undefined || distance < 0 || close === undefined) continue
    kept += line.slice(from, open.index)
    from = close.index + close[0].length
    at += 1 + distance
  }
  return kept + line.slice(from)
}
