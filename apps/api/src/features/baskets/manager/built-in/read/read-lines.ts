/** A line of notes without its marker. `start` and `end` are offsets in the source, in UTF-16 units. */
export type Line = {
  kind: 'blank' | 'heading' | 'item' | 'text' | 'code'
  start: number
  end: number
  text: string
  /** Spaces before it; a tab counts as four. */
  indent: number
  box: 'open' | 'done' | null
  /** It begins with `>`. */
  isQuoted: boolean
}

const HEADING = /^#{1,6}[ \t]+/
const RULE = /^([-=*_])(?:[ \t]*\1){2,}[ \t]*$/
const QUOTED = /^(?:>[ \t]?)+/
const BULLET = /^(?:[-*+•‣▪◦–—→][ \t]+|\(?\d{1,3}[.)][ \t]+|\(?[a-z]\)[ \t]+)/
const BOX = /^(?:\[([ xX✓✔]?)\]|([☐□])|([☑☒✅✔✓]))[ \t]*/
/** "14. Juni" begins a sentence and no list. */
const ORDINAL_DATE = /^\d{1,2}\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/

/** The lines of a source in their order. Linear, whatever is in it. */
export function readLines(source: string): Line[] {
  const lines: Line[] = []
  let inCode = false
  for (let at = 0; at <= source.length;) {
    const next = source.indexOf('\n', at)
    const end = next < 0 ? source.length : next
    const raw = source.slice(at, end)
    const isFence = /^\s*(?:```|~~~)/.test(raw)
    if (isFence) inCode = !inCode
    lines.push(isFence ? blank(at) : inCode ? codeLine(raw, at) : readLine(raw, at))
    at = end + 1
  }
  return lines
}

function blank(at: number): Line {
  return { kind: 'blank', start: at, end: at, text: '', indent: 0, box: null, isQuoted: false }
}

function codeLine(raw: string, at: number): Line {
  return raw.trim() === ''
    ? blank(at)
    : { kind: 'code', start: at, end: at + raw.length, text: raw, indent: 0, box: null, isQuoted: false }
}

function readLine(raw: string, at: number): Line {
  const lead = /^\s*/.exec(raw)?.[0] ?? ''
  let rest = raw.slice(lead.length).trimEnd()
  let start = at + lead.length
  const take = (marker: RegExp): RegExpExecArray | null => {
    const found = marker.exec(rest)
    if (found === null) return null
    start += found[0].length
    rest = rest.slice(found[0].length)
    return found
  }
  const isQuoted = take(QUOTED) !== null
  if (rest === '' || RULE.test(rest)) return blank(at)
  const isHeading = take(HEADING) !== null
  const isItem = !isHeading && !ORDINAL_DATE.test(rest) && take(BULLET) !== null
  const box = boxOf(take(BOX))
  const kind = isHeading ? 'heading' : isItem || box !== null ? 'item' : 'text'
  return { kind, start, end: start + rest.length, text: rest, indent: widthOf(lead), box, isQuoted }
}

function boxOf(found: RegExpExecArray | null): Line['box'] {
  if (found === null) return null
  return found[3] !== undefined || /[xX✓✔]/.test(found[1] ?? '') ? 'done' : 'open'
}

function widthOf(lead: string): number {
  let width = 0
  for (const character of lead) width += character === '\t' ? 4 : 1
  return width
}
