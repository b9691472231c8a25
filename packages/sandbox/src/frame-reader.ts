import { frameBytes } from './limits.ts'

/** A piece of a child's stdout: what the program printed, or the JSON of a frame of the runner. */
export type Piece = { type: 'raw'; bytes: Buffer } | { type: 'frame'; bytes: Buffer }

const newline = 0x0a

/**
 * Splits a child's stdout. A frame begins with a marker that holds 128 secret bits and ends with a line feed; everything else is
 * output. So a program may write to the file descriptor itself, as it likes, and is taken at its word: it printed something.
 */
export function createFrameReader(marker: Buffer) {
  let rest: Buffer = Buffer.alloc(0)

  /** Where a marker may have begun at the very end of the bytes; output must not wait longer than that. */
  const heldBack = (bytes: Buffer): number => {
    const from = Math.max(0, bytes.length - marker.length + 1)
    const at = bytes.indexOf(marker[0] ?? 0, from)
    return at >= 0 && marker.subarray(0, bytes.length - at).equals(bytes.subarray(at)) ? at : bytes.length
  }

  /** Throws when a frame grows beyond 8 MiB. */
  function* read(chunk: Buffer): Generator<Piece> {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    rest = Buffer.alloc(0)
    for (;;) {
      const at = bytes.indexOf(marker)
      const rawEnd = at < 0 ? heldBack(bytes) : at
      if (rawEnd > 0) yield { type: 'raw', bytes: bytes.subarray(0, rawEnd) }
      bytes = bytes.subarray(rawEnd)
      const end = at < 0 ? -1 : bytes.indexOf(newline)
      if (end < 0) break
      yield { type: 'frame', bytes: bytes.subarray(marker.length, end) }
      bytes = bytes.subarray(end + 1)
    }
    if (bytes.length > frameBytes) throw new Error(`A frame is longer than ${frameBytes} bytes`)
    rest = Buffer.from(bytes)
  }

  return { read }
}
