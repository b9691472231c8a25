import type { Collection, FilterValue } from 'weaviate-client'
import type { Condition } from './metadata-filter.ts'
import type { Scalar } from './vector-store.ts'

export type Weaviate = typeof import('weaviate-client')

/** A condition in Weaviate's language: `pairs` for equality, a property of its own for the order of a field's numbers. */
export function toFilter({ Filters }: Weaviate, { filter }: Collection, condition: Condition): FilterValue {
  const { field, operator } = condition
  const pairs = filter.byProperty('pairs')
  if (operator === 'eq') return pairs.containsAny([pair(field, condition.value)])
  if (operator === 'ne') return Filters.not(pairs.containsAny([pair(field, condition.value)]))
  if (operator === 'in') return pairs.containsAny(condition.values.map((value) => pair(field, value)))
  const number = filter.byProperty(numberProperty(field))
  if (operator === 'gt') return number.greaterThan(condition.value)
  if (operator === 'gte') return number.greaterOrEqual(condition.value)
  return operator === 'lt' ? number.lessThan(condition.value) : number.lessOrEqual(condition.value)
}

/** A field and its value as one term, which keeps 1, '1' and true apart. */
export const pair = (field: string, value: Scalar): string => JSON.stringify([field, value])

/** Names of properties are letters, digits and _ only. */
export const numberProperty = (field: string): string =>
  `number_${field.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)}`
