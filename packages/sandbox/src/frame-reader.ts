import { BrokenFrame } from './frames.ts'
import { frameBytes } from './limits.ts'

/** A piece of a child's stdout: what the program printed, or the JSON of a frame of the runner. */
export type Piece = { type: 'raw'; bytes: Buffer } | { type: 'frame'; bytes: Buffer }

const newline = 0x0a

/**
 * Splits a child's stdout. A frame begins with a marker that holds 128 secret bits and ends with a line feed; everything else is
 * output. So a program may write to the file descriptor itself, as it likes, and is taken at its word: it printed something.
 */
export function createFrameReader(marker: Buffer) {
  /** What may be the beginning of a marker. */
  let rest: Buffer = Buffer.alloc(0)
  /** The frame that has begun. Its parts are looked at once and joined once: 8 MiB come in 128 chunks and more. */
  let frame: { parts: Buffer[]; length: number } | null = null

  /** Where a marker may have begun at the very end of the bytes; output must not wait longer than that. */
  const heldBack = (bytes: Buffer): number => {
    const from = Math.max(0, bytes.length - marker.length + 1)
    const at = bytes.indexOf(marker[0] ?? 0, from)
    return at >= 0 && marker.subarray(0, bytes.length - at).equals(bytes.subarray(at)) ? at : bytes.length
  }

  /** Throws a BrokenFrame when a frame grows beyond 8 MiB. */
  function* read(chunk: Buffer): Generator<Piece> {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    rest = Buffer.alloc(0)
    for (;;) {
      if (frame) {
        const end = bytes.indexOf(newline)
        const part = end < 0 ? bytes : bytes.subarray(0, end)
        frame.parts.push(part)
        frame.length += part.length
        if (frame.length > frameBytes) throw new BrokenFrame(`A frame is longer than ${frameBytes} bytes`)
        if (end < 0) return
        const whole = Buffer.concat(frame.parts)
        frame = null
        bytes = bytes.subarray(end + 1)
        yield { type: 'frame', bytes: whole }
      }
      const at = bytes.indexOf(marker)
      const rawEnd = at < 0 ? heldBack(bytes) : at
      if (rawEnd > 0) yield { type: 'raw', bytes: bytes.subarray(0, rawEnd) }
      if (at < 0) {
        rest = Buffer.from(bytes.subarray(rawEnd))
        return
      }
      bytes = bytes.subarray(at + marker.length)
      frame = { parts: [], length: 0 }
    }
  }

  return { read }
}
