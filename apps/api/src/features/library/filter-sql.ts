import type { MetadataFilter } from '@outlast/contract'

export type FilterSql = { text: string; values: unknown[] }

type Scalar = string | number | boolean

const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/**
 * A metadata filter as a condition on `i.metadata`, with parameters after `$given`; an empty text for no condition.
 * A field that is missing is not equal to anything, and not less or greater: only `ne` takes it.
 */
export function filterSql(filter: MetadataFilter, given: number): FilterSql {
  const values: unknown[] = []
  const parameter = (value: unknown, type: string): string => `$${given + values.push(value)}::${type}`
  const holds = (key: string, value: Scalar): string =>
    `i.metadata @> ${parameter(JSON.stringify({ [key]: value }), 'jsonb')}`
  const conditions = Object.entries(filter).flatMap(([key, condition]) => {
    if (typeof condition !== 'object') return [holds(key, condition)]
    return Object.entries(condition).map(([operator, value]) => {
      if (operator === 'in' && Array.isArray(value)) return `(${value.map((one) => holds(key, one)).join(' OR ')})`
      if (operator === 'eq') return holds(key, toScalar(value))
      if (operator === 'ne') return `NOT ${holds(key, toScalar(value))}`
      const sign = COMPARISONS[toComparison(operator)]
      const field = `i.metadata->${parameter(key, 'text')}`
      // CASE, since AND promises no order: a text would be cast before it is known to be no number.
      return `CASE WHEN jsonb_typeof(${field}) = 'number' THEN (${field})::float8 ${sign} ${parameter(value, 'float8')} ELSE false END`
    })
  })
  return { text: conditions.join(' AND '), values }
}

function toScalar(value: unknown): Scalar {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new Error('The contract lets no other value into a filter.')
}

function toComparison(operator: string): keyof typeof COMPARISONS {
  if (operator === 'gt' || operator === 'gte' || operator === 'lt' || operator === 'lte') return operator
  throw new Error(`The contract lets no ${operator} into a filter.`)
}
