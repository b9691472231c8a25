import type { LogStream } from './definition.ts'

/** A log entry on its way to the database. */
export type PendingEntry = { seq: number; stream: LogStream; text: string; at: Date }

/** How much of a job's log is kept: the first `headChars` and the last `tailChars`, in UTF-16 units. */
export type LogCap = { headChars: number; tailChars: number }

/** 8 Mi units of head hold 100,000 lines of 80 characters; the tail is what one needs to see how it ended. */
export const DEFAULT_LOG_CAP: LogCap = { headChars: 8 * 1024 * 1024, tailChars: 1024 * 1024 }

/** One entry holds at most this much, so that a page of the log stays a reasonable answer. */
const MAX_ENTRY_CHARS = 64 * 1024

/**
 * What an attempt has logged and not written yet. Past the head it keeps only the newest text, in a ring of chunks,
 * and writes it at the end behind a line that says how much was left out. Sequence numbers are given out when text is
 * taken for writing, so they have no gaps.
 */
export class LogBuffer {
  #pending: Omit<PendingEntry, 'seq'>[] = []
  #pendingChars = 0
  #tail: Omit<PendingEntry, 'seq'>[] = []
  #tailChars = 0
  #headLeft: number
  #droppedChars = 0
  #lastSeq: number
  readonly #cap: LogCap
  /** Whether something was left out, here or before it came here. */
  truncated = false

  constructor(lastSeq: number, cap: LogCap = DEFAULT_LOG_CAP) {
    this.#lastSeq = lastSeq
    this.#cap = cap
    this.#headLeft = cap.headChars
  }

  get lastSeq(): number {
    return this.#lastSeq
  }

  /** Text that waits to be written, in UTF-16 units. */
  get pendingChars(): number {
    return this.#pendingChars
  }

  append(stream: LogStream, text: string): void {
    // PostgreSQL cannot store NUL in text.
    const clean = text.replaceAll('\u0000', '\ufffd')
    if (stream === 'display') this.#appendPiece(stream, clean)
    else for (const piece of pieces(clean)) this.#appendPiece(stream, piece)
  }

  /** Takes what is to be written now, at most `maxEntries`. */
  take(maxEntries: number): PendingEntry[] {
    const taken = this.#pending.splice(0, maxEntries)
    for (const entry of taken) this.#pendingChars -= entry.text.length
    return taken.map((entry) => ({ ...entry, seq: ++this.#lastSeq }))
  }

  /** Moves the tail behind the head: nothing more will be logged. */
  close(): void {
    if (this.#tail.length === 0) return
    if (this.#droppedChars > 0)
      this.#push('system', `… ${this.#droppedChars.toLocaleString('en')} characters left out …\n`)
    for (const entry of this.#tail) this.#push(entry.stream, entry.text, entry.at)
    this.#tail = []
    this.#tailChars = 0
  }

  #appendPiece(stream: LogStream, text: string): void {
    if (this.#headLeft > 0) {
      this.#headLeft -= text.length
      this.#push(stream, text)
      this.truncated ||= this.#headLeft <= 0
      if (this.#headLeft <= 0)
        this.#push('system', 'The log is full: from here on its end is kept, and shown when the job ends.\n')
      return
    }
    const last = this.#tail.at(-1)
    if (last?.stream === stream && last.text.length + text.length <= MAX_ENTRY_CHARS) last.text += text
    else this.#tail.push({ stream, text, at: new Date() })
    this.#tailChars += text.length
    while (this.#tailChars > this.#cap.tailChars && this.#tail.length > 1) {
      const dropped = this.#tail.shift()?.text.length ?? 0
      this.#tailChars -= dropped
      this.#droppedChars += dropped
    }
  }

  /** Joins text of one stream while it waits: a row per write, not a row per line. Display items stay apart. */
  #push(stream: LogStream, text: string, at = new Date()): void {
    this.#pendingChars += text.length
    const last = this.#pending.at(-1)
    const joins = last?.stream === stream && stream !== 'display' && last.text.length + text.length <= MAX_ENTRY_CHARS
    if (joins) last.text += text
    else this.#pending.push({ stream, text, at })
  }
}

/** Cuts text into entries without cutting a surrogate pair in two. */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + MAX_ENTRY_CHARS, text.length)
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1
    yield text.slice(start, end)
    start = end
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
