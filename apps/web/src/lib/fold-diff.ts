import type { DiffPart } from '@outlast/contract'

/** A part of a diff as it is shown, or a run of words that stayed and is too long to be read again. */
export type ShownPart = DiffPart | { op: 'gap'; text: string }

/** A run of this many characters that stayed is shown in full: folding it would save less than it hides. */
const SHOWN_IN_FULL = 320
/** Characters that are shown on each side of a change. */
const AROUND = 120

/** Leaves out the middle of long runs that stayed, and their far ends at the beginning and the end of the text. */
export function foldDiff(parts: readonly DiffPart[]): ShownPart[] {
  if (parts.every(({ op }) => op === 'equal')) return [...parts]
  return parts.flatMap((part, index): ShownPart[] => {
    if (part.op !== 'equal' || part.text.length <= SHOWN_IN_FULL) return [part]
    const start = index === 0 ? 0 : endOfWord(part.text, AROUND)
    const end = index === parts.length - 1 ? part.text.length : startOfWord(part.text, part.text.length - AROUND)
    const folded: ShownPart[] = [
      { op: 'equal', text: part.text.slice(0, start) },
      { op: 'gap', text: part.text.slice(start, end) },
      { op: 'equal', text: part.text.slice(end) },
    ]
    return folded.filter(({ text }) => text !== '')
  })
}

/** Where the word ends that is at a place; the place itself where there are no words. */
function endOfWord(text: string, at: number): number {
  const found = text.slice(at, at + AROUND).search(/\s/)
  return found === -1 ? at : at + found
}

function startOfWord(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - AROUND), at)
  const found = before.search(/\s\S*$/)
  return found === -1 ? at : at - before.length + found + 1
}
