/** Text that PostgreSQL and JSON can hold: well-formed UTF-16, without NUL. Both become U+FFFD. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** 100 levels: deeper than anything people write, shallow enough for every recursive reader after us. */
const maxDepth = 100

/** The same for every string and key of a parsed JSON value. Throws RangeError when it is nested deeper than 100 levels. */
export function cleanJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === maxDepth) throw new RangeError(`JSON nested deeper than ${maxDepth} levels`)
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanJson(item, depth + 1)]))
}
