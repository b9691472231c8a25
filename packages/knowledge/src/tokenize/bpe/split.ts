/**
 * Cuts a text by the pattern of an encoding, in windows: over some millions of characters without a space the regex
 * engine overflows its stack.
 *
 * A piece of 16,380 characters or more is cut there (never inside of a character), so that its ids may differ from
 * the reference encoder's; they still decode to the text. Shorter pieces are exactly the pattern's.
 */
export function eachPiece(text: string, pattern: RegExp, visit: (start: number, end: number) => void): void {
  const regex = new RegExp(pattern)
  let from = 0
  while (from < text.length) {
    const isLast = from + WINDOW_UNITS >= text.length
    const window = text.slice(from, from + WINDOW_UNITS)
    const sureEnd = isLast ? window.length : window.length - LOOKAHEAD
    let start = 0
    regex.lastIndex = 0
    while (regex.test(window) && regex.lastIndex <= sureEnd) {
      visit(from + start, from + regex.lastIndex)
      start = regex.lastIndex
    }
    if (start === 0) {
      start = isInsideCharacter(text, from + sureEnd) ? sureEnd - 1 : sureEnd
      visit(from, from + start)
    }
    from += start
  }
}

const WINDOW_UNITS = 16_384
/** What a pattern reads behind a piece: the longest is a contraction such as 'll, or one character that is no space. */
const LOOKAHEAD = 4

function isInsideCharacter(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xdc00
}
