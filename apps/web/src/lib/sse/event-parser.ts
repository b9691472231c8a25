/** One server-sent event. */
export interface ServerEvent {
  /** Of this event or of the last one that had one; null before there is any. */
  id: string | null
  type: string
  data: string
}

/**
 * Takes a stream of server-sent events apart, in whatever pieces it comes (WHATWG HTML, 9.2.6). An event that is not
 * ended by an empty line is never told: the connection was cut in the middle of it.
 */
export class EventParser {
  #rest = ''
  #lastId: string | null = null
  #type = ''
  #data: string[] = []
  #isFirst = true

  /** The events that are complete with this piece. */
  push(piece: string): ServerEvent[] {
    let text = this.#rest + piece
    if (this.#isFirst && text !== '') {
      this.#isFirst = false
      text = text.replace(/^\uFEFF/, '')
    }
    // A CR at the very end may be the first half of a CRLF.
    const end = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, end).split(/\r\n|\n|\r/)
    this.#rest = (lines.pop() ?? '') + text.slice(end)
    return lines.flatMap((line) => this.#takeLine(line) ?? [])
  }

  #takeLine(line: string): ServerEvent | null {
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return null // a comment: the heartbeat
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#type = value
    else if (field === 'id' && !value.includes('\0')) this.#lastId = value
    return null
  }

  #dispatch(): ServerEvent | null {
    const event = { id: this.#lastId, type: this.#type === '' ? 'message' : this.#type, data: this.#data.join('\n') }
    const isEmpty = this.#data.length === 0
    this.#type = ''
    this.#data = []
    return isEmpty ? null : event
  }
}
