import type { LogEntry, LogStream } from '@outlast/contract'
import { AnsiReader, unfinishedEscape, type Segment } from './ansi.ts'
import { parseDisplay, type Display } from './display.ts'

/** A row of the log view. Never changed in place: a line that goes on is replaced, so a row can be memoised by identity. */
export type LogRow =
  | { type: 'line'; stream: LogStream; text: string; segments: Segment[] | null }
  | { type: 'display'; display: Display }

/** Longer lines are shown in pieces: the browser lays out a line of a megabyte in seconds, a piece of this in no time. */
export const MAX_ROW_CHARS = 4_000

interface OpenLine {
  row: number
  /** The raw line so far, escape sequences included; what a `\r` starts over. */
  text: string
  segments: Segment[] | null
}

interface StreamState {
  ansi: AnsiReader
  /** Text that waits for its rest: an escape sequence or a `\r` at the end of a chunk, or half a display line. */
  held: string
  open: OpenLine | null
}

/**
 * A job's log, growing in place. Appending costs only the new text, whatever is there already: 100,000 lines are split
 * and coloured once. Entries may come twice (a request that was cut and asked again); the second time they are ignored.
 */
export class LogBuffer {
  readonly rows: LogRow[] = []
  /** `after` of the next request. */
  nextAfter = 0
  private lastSeq = -1
  private readonly output: string[] = []
  private readonly streams = new Map<LogStream, StreamState>()

  append(entries: readonly LogEntry[], nextAfter: number): void {
    for (const entry of entries) {
      if (entry.seq <= this.lastSeq) continue
      this.lastSeq = entry.seq
      this.appendEntry(entry)
    }
    this.nextAfter = Math.max(this.nextAfter, nextAfter)
  }

  /** Nothing will follow: what was held back for its rest is shown as it is. */
  close(): void {
    for (const [stream, state] of this.streams) {
      if (state.held === '') continue
      const rest = state.held
      state.held = ''
      this.appendLines(stream, state, rest.replace(/\r$/, ''))
    }
  }

  /** What the program printed, as it printed it: stdout and stderr in the order of their arrival. */
  text(): string {
    return this.output.join('')
  }

  get isEmpty(): boolean {
    return this.rows.length === 0
  }

  private appendEntry({ stream, text }: LogEntry): void {
    const state = this.stateOf(stream)
    if (stream === 'stdout' || stream === 'stderr') this.output.push(text)
    if (stream === 'display') return this.appendDisplays(state, text)
    const all = state.held + text
    const hold = all.endsWith('\r') ? 1 : unfinishedEscape(all)
    state.held = hold === 0 ? '' : all.slice(-hold)
    this.appendLines(stream, state, hold === 0 ? all : all.slice(0, -hold))
    // A system message is complete in itself, with or without a newline.
    if (stream === 'system') state.open = null
  }

  private appendLines(stream: LogStream, state: StreamState, text: string): void {
    let from = 0
    while (from < text.length) {
      const end = text.indexOf('\n', from)
      const line = text.slice(from, end === -1 ? undefined : end)
      this.appendToLine(stream, state, line.endsWith('\r') ? line.slice(0, -1) : line)
      if (end === -1) return
      state.open = null
      from = end + 1
    }
  }

  private appendToLine(stream: LogStream, state: StreamState, raw: string): void {
    // `\r` goes back to the start of the line: only what came after the last one is left to see.
    const back = raw.lastIndexOf('\r')
    if (back !== -1 && state.open !== null) state.open = { ...state.open, text: '', segments: null }
    const { text, segments } = state.ansi.read(back === -1 ? raw : raw.slice(back + 1))
    if (state.open !== null && state.open.text.length + text.length > MAX_ROW_CHARS) state.open = null
    if (text.length > MAX_ROW_CHARS) return this.appendLongLine(stream, state, text)
    const open = state.open ?? { row: this.rows.length, text: '', segments: null }
    const next = { row: open.row, text: open.text + text, segments: joinSegments(open, { text, segments }) }
    this.rows[open.row] = { type: 'line', stream, text: next.text, segments: next.segments }
    state.open = next
  }

  /** Colours are given up for such a line; nobody reads it for them. */
  private appendLongLine(stream: LogStream, state: StreamState, text: string): void {
    for (let from = 0; from < text.length; from += MAX_ROW_CHARS) {
      const piece = text.slice(from, from + MAX_ROW_CHARS)
      state.open = { row: this.rows.length, text: piece, segments: null }
      this.rows.push({ type: 'line', stream, text: piece, segments: null })
    }
  }

  private appendDisplays(state: StreamState, text: string): void {
    const lines = (state.held + text).split('\n')
    const last = lines.pop() ?? ''
    const complete = parseDisplay(last)
    state.held = complete === null ? last : ''
    for (const line of lines.filter((part) => part !== '')) {
      const display = parseDisplay(line)
      this.rows.push(
        display === null
          ? { type: 'line', stream: 'display', text: line, segments: null }
          : { type: 'display', display },
      )
    }
    if (complete !== null) this.rows.push({ type: 'display', display: complete })
  }

  private stateOf(stream: LogStream): StreamState {
    const known = this.streams.get(stream)
    if (known !== undefined) return known
    const fresh: StreamState = { ansi: new AnsiReader(), held: '', open: null }
    this.streams.set(stream, fresh)
    return fresh
  }
}

type Styled = { text: string; segments: Segment[] | null }

function joinSegments(before: Styled, after: Styled): Segment[] | null {
  if (before.segments === null && after.segments === null) return null
  return [...plain(before), ...plain(after)]
}

function plain({ text, segments }: Styled): Segment[] {
  return segments ?? (text === '' ? [] : [{ text, className: '' }])
}
