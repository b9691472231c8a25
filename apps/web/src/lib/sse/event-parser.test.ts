import { describe, expect, test } from 'vitest'
import { EventParser, type ServerEvent } from './event-parser.ts'

const STREAM =
  ': hello\n\nid: 1\nevent: text\ndata: {"text":"Grüße "}\n\nid: 2\r\nevent: text\r\ndata: {"text":\r\ndata: "🙂"}\r\n\r\n' +
  'event: restart\rdata: {}\r\rdata\n\nevent: nothing\n\nid: 3\nevent: text\ndata: cut off\n'

function parse(pieces: Iterable<string>): ServerEvent[] {
  const parser = new EventParser()
  return [...pieces].flatMap((piece) => parser.push(piece))
}

describe('server-sent events', () => {
  const whole = [
    { id: '1', type: 'text', data: '{"text":"Grüße "}' },
    { id: '2', type: 'text', data: '{"text":\n"🙂"}' },
    { id: '2', type: 'restart', data: '{}' },
    { id: '2', type: 'message', data: '' },
  ]

  test('comments, all three line ends, several data lines; what is cut off is not told', () => {
    expect(parse([STREAM])).toEqual(whole)
  })

  test('the same events come out however the stream was cut into pieces', () => {
    for (let size = 1; size < 20; size++) {
      const pieces = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, at) =>
        STREAM.slice(at * size, (at + 1) * size),
      )
      expect(parse(pieces)).toEqual(whole)
    }
  })

  test('a byte order mark is skipped once, an id with NUL is not taken', () => {
    expect(parse(['', '\uFEFFid: a\ndata: 1\n\nid: b\0\ndata: \uFEFF2\n\n'])).toEqual([
      { id: 'a', type: 'message', data: '1' },
      { id: 'a', type: 'message', data: '\uFEFF2' },
    ])
  })
})
