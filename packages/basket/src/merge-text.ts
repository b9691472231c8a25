import { type TextEdit, textEdits } from './text-edits.ts'
import { hasWord } from './tokens.ts'

/**
 * Puts two changes of one text together. Null where they touch: where they meet, or nothing but spaces and punctuation
 * lies between them. Of "40 EUR" one may have changed the number and the other the currency, and nobody meant both.
 */
export function mergeText(base: string, ours: string, theirs: string): string | null {
  const edits = together(base, textEdits(base, ours), textEdits(base, theirs))
  if (edits === null) return null
  let [merged, from] = ['', 0]
  for (const { start, end, text } of edits) {
    merged += base.slice(from, start) + text
    from = end
  }
  return merged + base.slice(from)
}

function together(base: string, ours: readonly TextEdit[], theirs: readonly TextEdit[]): TextEdit[] | null {
  const edits: TextEdit[] = []
  for (let [a, b] = [0, 0]; a < ours.length || b < theirs.length;) {
    const [our, their] = [ours[a], theirs[b]]
    if (our !== undefined && their !== undefined && !isSame(our, their) && touch(base, our, their)) return null
    const next = earlier(our, their)
    if (next === undefined) break
    edits.push(next)
    const isBoth = our !== undefined && their !== undefined && isSame(our, their)
    if (isBoth || next === our) a += 1
    if (isBoth || next === their) b += 1
  }
  return edits
}

function earlier(one: TextEdit | undefined, other: TextEdit | undefined): TextEdit | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one.start <= other.start ? one : other
}

function isSame(one: TextEdit, other: TextEdit): boolean {
  return one.start === other.start && one.end === other.end && one.text === other.text
}

function touch(base: string, one: TextEdit, other: TextEdit): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one]
  return second.start <= first.end || !hasWord(base.slice(first.end, second.start))
}
