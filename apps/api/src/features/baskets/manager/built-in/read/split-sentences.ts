/** A part of a text, from `start` to before `end`. */
export type Span = { start: number; end: number }

/** Beyond it a text without a full stop is cut between words. */
const MAX_SENTENCE_CHARS = 2_000

// Bounded: a line of 100,000 full stops is a text, too.
const END = /[.!?…]{1,20}["'”’)\]*_~]{0,6}(?:\s|$)|[。！？]{1,20}/gu

/** What a full stop follows without ending a sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|mr|mrs|ms|dr|prof|st|vs|approx|ca|etc|incl|excl|no|nr|fig|inc|ltd|co|jr|sr|z\.b|bzw|usw|u\.a|d\.h|ggf|evtl|inkl|zzgl|str|tel|abs|art|p\.m|a\.m|\p{L})\.$/iu
/** "am 14. Juni", "der 3. Stock": a number with a full stop is an ordinal in German. */
const ORDINAL = /(?:^|\s)\d{1,2}\.$/
const MONTH_AFTER = /^(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec|Quartal|Stock|OG|Etage|Klasse)/
/** No sentence begins with a small letter, except the names of things (iOS, npm) that nobody can tell from words. */
const BEGINNING = /^["'“‘„([*_~]*[\p{Lu}\p{Lo}\p{N}@#$€£<]/u

/** The sentences of a text, without the spaces around them. */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  for (const found of text.matchAll(END)) {
    const end = found.index + found[0].length
    if (end < text.length && !endsHere(text, start, found)) continue
    addTrimmed(spans, text, { start, end })
    start = end
  }
  addTrimmed(spans, text, { start, end: text.length })
  return spans
}

function endsHere(text: string, start: number, found: RegExpExecArray): boolean {
  const end = found.index + found[0].length
  // Bounded, for a text without a space not to be copied at each of its full stops.
  const before = text.slice(Math.max(start, found.index - 12), found.index + 1)
  const after = text.slice(end, end + 12)
  if (/^[。！？]/u.test(found[0])) return true
  if (!BEGINNING.test(after)) return false
  if (!found[0].startsWith('.') || found[0].startsWith('..')) return true
  return !ABBREVIATION.test(before) && !(ORDINAL.test(before) && MONTH_AFTER.test(after))
}

function addTrimmed(spans: Span[], text: string, { start, end }: Span): void {
  let [from, to] = [start, end]
  while (from < to && /\s/.test(text.charAt(from))) from += 1
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1
  while (to - from > MAX_SENTENCE_CHARS) {
    const space = text.lastIndexOf(' ', from + MAX_SENTENCE_CHARS)
    const cut = space > from ? space : from + MAX_SENTENCE_CHARS - (isPairAt(text, from + MAX_SENTENCE_CHARS) ? 1 : 0)
    spans.push({ start: from, end: cut })
    from = cut + (space > from ? 1 : 0)
  }
  if (to > from) spans.push({ start: from, end: to })
}

/** Whether a cut here would part the two halves of a character. */
function isPairAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}
