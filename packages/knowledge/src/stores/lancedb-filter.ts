import type { Condition } from './metadata-filter.ts'
import type { Scalar } from './vector-store.ts'

const SQL_OPERATOR = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

/**
 * Conditions in LanceDB's SQL, which filters before it ranks. Field names hold nothing that would need escaping; text
 * stands in '…' with its quotes doubled, the only escape that this SQL knows.
 */
export function toLanceFilter(conditions: Condition[]): string {
  return conditions.map((condition) => `(${toSql(condition)})`).join(' AND ')
}

function toSql(condition: Condition): string {
  if (condition.operator === 'eq') return equals(condition.field, [condition.value])
  if (condition.operator === 'ne') return `(${equals(condition.field, [condition.value])}) IS NOT TRUE`
  if (condition.operator === 'in') return equals(condition.field, condition.values)
  return `${asNumber(condition.field)} ${SQL_OPERATOR[condition.operator]} ${condition.value}`
}

/**
 * Numbers compare as numbers, since the JSON of one number can be written in two ways. Text compares as JSON text,
 * quotes and all, so that 1, '1' and true stay three things: LanceDB writes its JSON as `JSON.stringify` does.
 */
function equals(field: string, values: Scalar[]): string {
  const numbers = values.filter((value) => typeof value === 'number')
  const others = values.filter((value) => typeof value !== 'number')
  const alternatives = [
    ...(numbers.length === 0 ? [] : [`${asNumber(field)} IN (${numbers.join(', ')})`]),
    ...(others.length === 0 ? [] : [`${asJson(field)} IN (${others.map(literal).join(', ')})`]),
  ]
  return alternatives.join(' OR ')
}

const asJson = (field: string): string => `json_extract(metadata, '$["${field}"]')`

/** `json_get_float` would end the whole query at the first value that is no number. */
const asNumber = (field: string): string => `try_cast(${asJson(field)} AS double)`

const literal = (value: string | boolean): string => `'${JSON.stringify(value).replaceAll("'", "''")}'`
