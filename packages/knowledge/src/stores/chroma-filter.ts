import type { Where } from 'chromadb'
import { type Comparison, type Condition, matches } from './metadata-filter.ts'
import type { Scalar } from './vector-store.ts'

/** Conditions (one at least) in Chroma's language. */
export function toWhere(conditions: Condition[]): Where {
  return allOf(conditions.map(toPart))
}

function toPart(condition: Condition): Where {
  const { field, operator } = condition
  // Its $in takes values of one type only, and 1 and 1.5 are of two.
  if (operator === 'in') return anyOf(condition.values.map((value) => toPart({ field, operator: 'eq', value })))
  const { value } = condition
  const part = compare(field, operator, value)
  if (typeof value !== 'number' || Number.isInteger(value)) return part
  // Chroma keeps whole numbers apart and compares those with the value cut to a whole number: to it 1 is not less than
  // 1.5, and 0 equals 1e-7. So the one whole number that it gets wrong is let in or kept out by name.
  const whole = Math.trunc(value)
  return matches({ [field]: whole }, [condition])
    ? anyOf([part, compare(field, 'eq', whole)])
    : allOf([part, compare(field, 'ne', whole)])
}

function compare(field: string, operator: 'eq' | 'ne' | Comparison, value: Scalar): Where {
  if (operator === 'eq') return { [field]: { $eq: value } }
  if (operator === 'ne') return { [field]: { $ne: value } }
  if (operator === 'gt') return { [field]: { $gt: value } }
  if (operator === 'gte') return { [field]: { $gte: value } }
  return operator === 'lt' ? { [field]: { $lt: value } } : { [field]: { $lte: value } }
}

// A list of one is refused.
const allOf = (parts: Where[]): Where => only(parts) ?? { $and: parts }
const anyOf = (parts: Where[]): Where => only(parts) ?? { $or: parts }
const only = (parts: Where[]): Where | undefined => (parts.length === 1 ? parts[0] : undefined)
