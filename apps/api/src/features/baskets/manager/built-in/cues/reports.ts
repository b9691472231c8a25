import { anyOf } from './any-of.ts'

const SAYS = anyOf(`
  confirm(?:ed|s)?, report(?:ed|s)?, said, says, told us, noted, announce[ds]?, mention(?:ed|s)?, explain(?:ed|s)?, agree[ds]?,
  decide[ds]?, learned, found out, bestätigt(?:e)?, berichtet(?:e)?, sagt(?:e)?, beschlossen, erklärt(?:e)?
`)
/** "The chair reported that", "It was also decided to": who says it, and not what is said. */
const REPORT = new RegExp(`^(?:(?!and |und )[\\p{L}'’]+,? ){1,8}?${SAYS} (?:that|to|dass),? `, 'iu')

/** What a statement says, without who says so. */
export function withoutReport(text: string): string {
  const rest = text.replace(REPORT, '')
  return /\p{L}{2}.*\s.*\p{L}{2}/u.test(rest) ? rest : text
}
