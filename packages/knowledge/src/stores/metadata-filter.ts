import { KnowledgeError } from '../knowledge-error.ts'
import { type FieldConditions, MAX_IN, type Metadata, type MetadataFilter, type Scalar } from './vector-store.ts'

/** One condition on one field; a filter is a list of them, all of which hold. */
export type Condition =
  | { field: string; operator: 'eq'; value: Scalar }
  | { field: string; operator: 'ne'; value: Scalar }
  | { field: string; operator: Comparison; value: number }
  | { field: string; operator: 'in'; values: Scalar[] }

export type Comparison = 'gt' | 'gte' | 'lt' | 'lte'

const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['gt', 'gte', 'lt', 'lte'])

/** Reads a filter that may come from outside. Throws KnowledgeError('invalid_filter'). */
export function parseFilter(filter: MetadataFilter): Condition[] {
  return Object.entries(filter).flatMap(([field, conditions]) => {
    if (!FIELD_NAME.test(field)) throw invalid(`"${field}" is not the name of a metadata field.`)
    if (isScalar(conditions)) return [{ field, operator: 'eq' as const, value: conditions }]
    return parseConditions(field, conditions)
  })
}

/** Whether metadata satisfies all conditions: the rule that every store follows in its own language. */
export function matches(metadata: Metadata, conditions: Condition[]): boolean {
  return conditions.every((condition) => {
    const value = Object.hasOwn(metadata, condition.field) ? metadata[condition.field] : undefined
    if (condition.operator === 'eq') return value === condition.value
    if (condition.operator === 'ne') return value !== condition.value
    if (condition.operator === 'in') return condition.values.some((wanted) => wanted === value)
    return typeof value === 'number' && compare(value, condition.operator, condition.value)
  })
}

/** Throws KnowledgeError('invalid_metadata') for what some store could not hold. */
export function checkMetadata(metadata: Metadata): void {
  for (const [field, value] of Object.entries(metadata)) {
    if (!FIELD_NAME.test(field)) {
      throw new KnowledgeError(
        'invalid_metadata',
        `"${field}" is not the name of a metadata field: letters, digits, _ . and -, at most 64, not starting with a digit.`,
      )
    }
    if (!isScalar(value)) {
      throw new KnowledgeError(
        'invalid_metadata',
        `The metadata field "${field}" is neither well-formed text, a finite number nor true or false.`,
      )
    }
  }
}

function parseConditions(field: string, conditions: FieldConditions): Condition[] {
  if (typeof conditions !== 'object' || conditions === null || Array.isArray(conditions)) {
    throw invalid(`The condition on "${field}" is neither a value nor an object of conditions.`)
  }
  const entries: [string, unknown][] = Object.entries(conditions).filter(([, value]) => value !== undefined)
  if (entries.length === 0) throw invalid(`There is no condition on "${field}".`)
  return entries.map(([operator, value]) => parseCondition(field, operator, value))
}

function parseCondition(field: string, operator: string, value: unknown): Condition {
  if (operator === 'in') {
    if (Array.isArray(value) && value.length <= MAX_IN && value.every(isScalar)) {
      return { field, operator, values: [...new Set(value)] }
    }
    throw invalid(`"in" on "${field}" needs a list of at most ${MAX_IN} texts, numbers, true or false.`)
  }
  if (isComparison(operator)) {
    if (typeof value === 'number' && isScalar(value)) return { field, operator, value }
    throw invalid(`"${operator}" on "${field}" needs a number.`)
  }
  if (operator !== 'eq' && operator !== 'ne') throw invalid(`"${operator}" on "${field}" is not a condition.`)
  if (isScalar(value)) return { field, operator, value }
  throw invalid(`"${operator}" on "${field}" needs a text, a finite number, true or false.`)
}

/** PostgreSQL's jsonb holds no U+0000, and no UTF-8 a lone surrogate. */
function isScalar(value: unknown): value is Scalar {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function isComparison(operator: string): operator is Comparison {
  return COMPARISONS.has(operator)
}

function compare(value: number, operator: Comparison, bound: number): boolean {
  if (operator === 'gt') return value > bound
  if (operator === 'gte') return value >= bound
  return operator === 'lt' ? value < bound : value <= bound
}

function invalid(message: string): KnowledgeError {
  return new KnowledgeError('invalid_filter', message)
}
