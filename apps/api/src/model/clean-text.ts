/** Makes pieces of a text storable wherever a server cut it: characters whole, no half ones, no NUL (PostgreSQL has none). */
export function createTextCleaner(): { push(piece: string): string; end(): string } {
  let half = ''
  return {
    push(piece) {
      const text = half + piece
      half = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : ''
      return clean(half === '' ? text : text.slice(0, -1))
    },
    end() {
      const text = clean(half)
      half = ''
      return text
    },
  }
}

export function clean(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}

/** The first `maxChars` UTF-16 units, or one fewer where a character would be cut in two. */
export function headOf(text: string, maxChars: number): string {
  return text.slice(0, isHighSurrogate(text.charCodeAt(maxChars - 1)) ? maxChars - 1 : maxChars)
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
