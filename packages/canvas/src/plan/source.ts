/** Instructions as the rules of the planner read them. */
export type Source = {
  text: string
  lines: Line[]
}
/** `indent` in columns, a tab counts four; `text` is without bullet, `raw` with it. */
export type Line = { indent: number; text: string; raw: string; bullet: boolean; number: number | undefined }

const BULLET = /^(?:[-*+•‣▪–]|\[[ xX]\])\s+(?:\[[ xX]\]\s+)?/u
const NUMBER = /^(?:step\s+)?(\d{1,3})\s*[.):]\s+(?=\S)/iu

export function readSource(text: string): Source {
  const plain = text.replace(/\r\n?/g, '\n').replace(/^```\w*\s*$/gmu, '')
  const lines = plain
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine)
  return { text: plain.trim(), lines }
}

function readLine(line: string): Line {
  const columns = line.replaceAll('\t', '    ')
  const raw = columns.trim()
  const number = NUMBER.exec(raw)
  const bullet = BULLET.test(raw)
  return {
    indent: columns.length - columns.trimStart().length,
    raw,
    text: raw
      .replace(BULLET, '')
      .replace(number ? NUMBER : /^/u, '')
      .trim(),
    bullet,
    number: number?.[1] === undefined ? undefined : Number(number[1]),
  }
}

/** Splits at commas, semicolons and "and", not inside parentheses or quotes. */
export function splitList(text: string): string[] {
  return splitOutside(text, /^(?:\s*[,;、，；]\s*(?:and\s+|und\s+|et\s+|y\s+)?|\s+(?:and|und|et|y|&)\s+)/iu)
}

export function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = []
  let [part, depth, quoted] = ['', 0, false]
  for (let at = 0; at < text.length;) {
    const match = depth === 0 && !quoted ? separator.exec(text.slice(at, at + 24)) : null
    if (match && match[0].length > 0) {
      parts.push(part)
      part = ''
      at += match[0].length
      continue
    }
    const character = text[at] ?? ''
    if ('([{'.includes(character)) depth += 1
    if (')]}'.includes(character)) depth = Math.max(0, depth - 1)
    if ('"“”'.includes(character)) quoted = !quoted
    part += character
    at += 1
  }
  return [...parts, part].map((piece) => piece.trim()).filter((piece) => piece !== '')
}

/** Without the quotes and full stop around a name. */
export function unquote(text: string): string {
  return text
    .trim()
    .replace(/^["'“”‘’«»`]+|["'“”‘’«»`]+$/gu, '')
    .replace(/[.;,:]+$/u, '')
    .trim()
}
