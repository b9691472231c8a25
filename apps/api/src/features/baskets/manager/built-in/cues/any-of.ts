/**
 * A list of words and phrases, separated by commas, as the source of a regular expression that matches any of them. They may
 * have signs of regular expressions in them, but no comma outside of a set.
 */
export function anyOf(list: string): string {
  const phrases = list.split(/,(?![^[]*\])/).map((phrase) => phrase.trim().replace(/\s+/g, ' '))
  return `(?:${phrases.filter((phrase) => phrase !== '').join('|')})`
}
