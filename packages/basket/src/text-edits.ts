import { type Edit, shortestEdit } from './shortest-edit.ts'
import { linesOf, wordsOf } from './tokens.ts'

/** A part of a text, from `start` to before `end` in UTF-16 units, that another text has replaced. */
export type TextEdit = { start: number; end: number; text: string }

/** 500 words and spaces that come or go take 2 ms; whoever changes more has written it anew, and lines show that better. */
const MAX_EDITS = 500

/** How one text becomes another, by words; where too many differ, by lines; where too many of those do, as a whole. */
export function textEdits(before: string, after: string): TextEdit[] {
  if (before === after) return []
  return (
    editsOf(wordsOf(before), wordsOf(after)) ??
    editsOf(linesOf(before), linesOf(after)) ?? [{ start: 0, end: before.length, text: after }]
  )
}

function editsOf(a: string[], b: string[]): TextEdit[] | null {
  const edits = shortestEdit(a, b, MAX_EDITS)
  if (edits === null) return null
  const offsets = offsetsOf(a)
  return edits.map(({ fromA, toA, fromB, toB }: Edit) => ({
    start: offsets[fromA] ?? 0,
    end: offsets[toA] ?? 0,
    text: b.slice(fromB, toB).join(''),
  }))
}

/** Where each token begins, and where the last one ends. */
function offsetsOf(tokens: readonly string[]): number[] {
  const offsets = [0]
  for (const token of tokens) offsets.push((offsets.at(-1) ?? 0) + token.length)
  return offsets
}
