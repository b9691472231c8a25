import type { Described } from '../change/describe-drawing.ts'
import { DrawingError, list } from '../drawing-error.ts'
import { unquote } from './source.ts'

/** Excuses before a name: "the box called …", "node …". */
const BEFORE =
  /^(?:the|a|an|step|node|box|shape|element|card|item|der|die|das|den)\s+(?:(?:called|named|labell?ed)\s+)?/iu
const AFTER = /\s+(?:step|node|box|shape|element|card)$/iu

/** The element with this label: the same words, else the only one that has them in it. Throws `unknown_id`. */
export function findByLabel(name: string, drawing: readonly Described[]): Described {
  const found = lookUp(name, drawing)
  if (found) return found
  const labels = drawing.map(({ label }) => label).filter((label) => label !== '')
  const there = labels.length > 0 ? ` There is: ${list(labels)}.` : ' The drawing has no labels.'
  throw new DrawingError('unknown_id', `Nothing in the drawing is labelled "${unquote(name)}".${there}`, {
    ids: [unquote(name)],
  })
}

export function lookUp(name: string, drawing: readonly Described[]): Described | undefined {
  const plain = unquote(name)
  const tries = [
    plain,
    plain.replace(BEFORE, ''),
    plain.replace(AFTER, ''),
    plain.replace(BEFORE, '').replace(AFTER, ''),
  ]
  for (const text of tries.map(fold)) {
    const exact = drawing.find(({ label }) => fold(label) === text)
    if (exact) return exact
  }
  for (const text of tries.map(fold)) {
    const containing = text.length < 3 ? [] : drawing.filter(({ label }) => fold(label).includes(text))
    if (containing.length === 1) return containing[0]
  }
  return undefined
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[?!.]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
