/**
 * The passage of a source that a model quotes, word for word as it stands there: models change spaces, quotation marks and
 * dashes, and leave out marks of Markdown. Null where it does not stand there.
 */
export function findVerbatim(source: string, quote: string): string | null {
  if (source.includes(quote)) return quote
  const words = quote.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0 || words.length > MAX_WORDS) return null
  const [first = '', ...others] = words
  const rest = others.map((word) => new RegExp(`[^\\p{L}\\p{N}]{1,${MAX_GAP}}${word}(?![\\p{L}\\p{N}])`, 'iuy'))
  for (let at = indexOfWord(source, first, 0); at >= 0; at = indexOfWord(source, first, at + 1)) {
    let end = at + first.length
    const stands = rest.every((pattern) => {
      pattern.lastIndex = end
      const found = pattern.exec(source)
      if (found !== null) end += found[0].length
      return found !== null
    })
    if (stands) return source.slice(at, end)
  }
  return null
}

const MAX_WORDS = 400
/** Signs between two words of a quote at most. */
const MAX_GAP = 12

function indexOfWord(source: string, word: string, from: number): number {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'giu')
  pattern.lastIndex = from
  return pattern.exec(source)?.index ?? -1
}
