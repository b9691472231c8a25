/** Where the letters of a font, or some of them, come from. */
export interface FontSource {
  family: string
  /** As a style sheet says it: `url(…) format(…)`. */
  source: string
  /** As a style sheet says it: `U+20-7E, U+A0`. */
  unicodeRange: string
}

/** The parts of a font's source that this origin serves. */
export function ownSourcesOf(source: string, origin: string): string {
  const parts = source.split(/,\s*(?=url\(|local\()/)
  return parts.filter((part) => !isElsewhere(part, origin)).join(', ')
}

function isElsewhere(part: string, origin: string): boolean {
  const [, address = ''] = /^url\(["']?(https?:[^"')]+)/.exec(part) ?? []
  return address !== '' && new URL(address).origin !== origin
}

/** The sources that a text in one of these families needs. */
export function sourcesFor(text: string, families: readonly string[], all: readonly FontSource[]): FontSource[] {
  const points = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0)
  return all.filter(({ family, unicodeRange }) => {
    if (!families.includes(unquoted(family))) return false
    const ranges = rangesOf(unicodeRange)
    return points.some((point) => ranges.some(([from, to]) => point >= from && point <= to))
  })
}

/** The families in the value of a `font-family`. */
export function familiesOf(value: string): string[] {
  return value.split(',').map((family) => unquoted(family.trim()))
}

function unquoted(family: string): string {
  return family.replace(/^["'](.*)["']$/, '$1')
}

/** `U+4??` is all that begin with 4. */
function rangesOf(unicodeRange: string): [from: number, to: number][] {
  return [...unicodeRange.matchAll(/U\+([0-9a-f]*)(\?*)(?:-([0-9a-f]+))?/gi)].map(([, from = '', wild = '', to]) => [
    Number.parseInt(from + wild.replaceAll('?', '0') || '0', 16),
    Number.parseInt(to ?? (from + wild.replaceAll('?', 'F') || '0'), 16),
  ])
}
