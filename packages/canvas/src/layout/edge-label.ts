import { type Wrapped, wrapBalanced } from '../text/wrap.ts'
import { TEXT } from './typeface.ts'

/** A label that lies on an arrow: short lines, so that the arrow is seen on both sides of it. */
export function labelBox(label: string, typeface: { family: number }, maxWidth = 140): Wrapped {
  return wrapBalanced(label, { family: typeface.family, size: TEXT.small }, maxWidth)
}
