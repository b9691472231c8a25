import type { LogEntry, LogStream } from '@outlast/contract'
import { describe, expect, it } from 'vitest'
import { LogBuffer, MAX_ROW_CHARS, type LogRow } from './log-buffer.ts'

const at = '2026-01-01T00:00:00.000Z'

function bufferOf(...chunks: [LogStream, string][]): LogBuffer {
  const buffer = new LogBuffer()
  chunks.forEach(([stream, text], index) => buffer.append([{ seq: index + 1, stream, text, at }], index + 1))
  return buffer
}

const lines = (buffer: LogBuffer) =>
  buffer.rows.map((row) => (row.type === 'line' ? `${row.stream}: ${row.text}` : row.display.kind))

function lineAt(buffer: LogBuffer, index: number): Extract<LogRow, { type: 'line' }> {
  const row = buffer.rows[index]
  if (row?.type !== 'line') throw new Error(`row ${index} is not a line`)
  return row
}

describe('lines', () => {
  it('a line that comes in pieces is one row', () => {
    expect(lines(bufferOf(['stdout', 'hel'], ['stdout', 'lo\nwor'], ['stdout', 'ld\n']))).toEqual([
      'stdout: hello',
      'stdout: world',
    ])
  })

  it('empty lines are kept and a newline at the end starts no row', () => {
    expect(lines(bufferOf(['stdout', 'a\n\nb\n']))).toEqual(['stdout: a', 'stdout: ', 'stdout: b'])
  })

  it('a newline cut from its line in the next chunk ends that line', () => {
    expect(lines(bufferOf(['stdout', 'a'], ['stdout', '\nb\n']))).toEqual(['stdout: a', 'stdout: b'])
  })

  it('stderr in the middle of a stdout line does not break the line', () => {
    expect(lines(bufferOf(['stdout', '10 %'], ['stderr', 'careful\n'], ['stdout', ' done\n']))).toEqual([
      'stdout: 10 % done',
      'stderr: careful',
    ])
  })

  it('a carriage return starts the line over, a Windows line end does not', () => {
    expect(lines(bufferOf(['stdout', '10 %\r20 %\r30 %\nnext\r\n']))).toEqual(['stdout: 30 %', 'stdout: next'])
    expect(lines(bufferOf(['stdout', '10 %\r'], ['stdout', '20 %\r'], ['stdout', '\ndone']))).toEqual([
      'stdout: 20 %',
      'stdout: done',
    ])
  })
})

describe('rows', () => {
  it('a line that went on is a new row object, so that a memoised row notices', () => {
    const buffer = bufferOf(['stdout', 'a'])
    const before = buffer.rows[0]
    buffer.append([{ seq: 2, stream: 'stdout', text: 'b', at }], 2)
    expect(buffer.rows[0]).not.toBe(before)
    expect(lines(buffer)).toEqual(['stdout: ab'])
  })

  it('a system message ends with its entry', () => {
    expect(lines(bufferOf(['system', 'attempt 1'], ['system', 'attempt 2']))).toEqual([
      'system: attempt 1',
      'system: attempt 2',
    ])
  })

  it('a very long line is cut into rows and whole in the text', () => {
    const long = 'x'.repeat(MAX_ROW_CHARS * 2 + 10)
    const buffer = bufferOf(['stdout', `${long}\nnext\n`])
    expect(buffer.rows.map((row) => (row.type === 'line' ? row.text.length : 0))).toEqual([
      MAX_ROW_CHARS,
      MAX_ROW_CHARS,
      10,
      4,
    ])
    expect(buffer.text()).toBe(`${long}\nnext\n`)
  })
})

describe('entries', () => {
  it('an entry that comes twice is there once', () => {
    const entry: LogEntry = { seq: 1, stream: 'stdout', text: 'once\n', at }
    const buffer = new LogBuffer()
    buffer.append([entry], 1)
    buffer.append([entry, { ...entry, seq: 2, text: 'then\n' }], 2)
    expect(lines(buffer)).toEqual(['stdout: once', 'stdout: then'])
    expect(buffer.nextAfter).toBe(2)
  })

  it('the text is what the program printed, colours included, and nothing of ours', () => {
    const buffer = bufferOf(
      ['system', 'started'],
      ['stdout', '\u001b[31mred'],
      ['stderr', 'oops'],
      ['display', '{"kind":"text","data":"x"}'],
    )
    expect(buffer.text()).toBe('\u001b[31mredoops')
  })

  it('what is appended to 100,000 lines leaves them as they are', () => {
    const buffer = new LogBuffer()
    const text = Array.from({ length: 100_000 }, (_, index) => `line ${index}\n`).join('')
    buffer.append([{ seq: 1, stream: 'stdout', text, at }], 1)
    const before = [...buffer.rows]
    buffer.append([{ seq: 2, stream: 'stdout', text: 'one more\n', at }], 2)
    expect(buffer.rows).toHaveLength(100_001)
    expect(before.every((row, index) => row === buffer.rows[index])).toBe(true)
  })
})

describe('colours', () => {
  it('a colour stays on across chunks, lines and entries until it is switched off', () => {
    const buffer = bufferOf(['stdout', '\u001b[31mred\nstill'], ['stdout', ' red\u001b[0m plain\nplain\n'])
    expect(lineAt(buffer, 0).segments).toEqual([{ text: 'red', className: 'ansi-red' }])
    expect(lineAt(buffer, 1).segments?.map(({ text, className }) => [text, className])).toEqual([
      ['still', 'ansi-red'],
      [' red', 'ansi-red'],
      [' plain', ''],
    ])
    expect(lineAt(buffer, 2).segments).toBeNull()
  })

  it('an escape sequence cut by a chunk is put together again', () => {
    const buffer = bufferOf(['stdout', 'a\u001b'], ['stdout', '[3'], ['stdout', '2mgreen\u001b[0m\n'])
    expect(lineAt(buffer, 0).text).toBe('agreen')
    expect(lineAt(buffer, 0).segments?.at(-1)).toEqual({ text: 'green', className: 'ansi-green' })
  })

  it('stderr does not take over the colour of stdout', () => {
    const buffer = bufferOf(['stdout', '\u001b[31mred'], ['stderr', 'plain\n'])
    expect(lineAt(buffer, 1).segments).toBeNull()
  })

  it('true colours and the 256-colour palette become CSS colours', () => {
    const buffer = bufferOf(['stdout', '\u001b[38;2;1;2;3mtrue\u001b[0m\u001b[38;5;196mred\u001b[0m\n'])
    expect(lineAt(buffer, 0).segments?.map(({ color }) => color)).toEqual(['rgb(1, 2, 3)', 'rgb(255, 0, 0)'])
  })
})

describe('displays', () => {
  it('a display is shown as what it is, also when it comes in pieces', () => {
    const buffer = bufferOf(['display', '{"kind":"svg","da'], ['display', 'ta":"<svg/>"}\n{"kind":"text","data":"hi"}'])
    expect(buffer.rows).toEqual([
      { type: 'display', display: { kind: 'svg', source: '<svg/>' } },
      { type: 'display', display: { kind: 'text', text: 'hi' } },
    ])
  })

  it('what claims to be a display and is not is shown as text once the job has ended', () => {
    const buffer = bufferOf(['display', 'not json'])
    expect(buffer.rows).toEqual([])
    buffer.close()
    expect(lines(buffer)).toEqual(['display: not json'])
  })
})
