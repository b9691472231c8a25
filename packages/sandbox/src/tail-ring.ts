import { cleanText } from './clean-text.ts'
import type { OutputChunk } from './run-types.ts'

/** Pieces are gathered up to 16 KiB, so that a flood of single letters doesn't become a ring of a million objects. */
const gatheredBytes = 16_384

/** Keeps the last `tailBytes` of what is put into it, whole pieces where it can, and counts what it forgets. */
export function createTailRing(tailBytes: number) {
  const ring: (OutputChunk & { bytes: number })[] = []
  let kept = 0
  let dropped = 0

  return {
    keep(whole: OutputChunk, wholeBytes: number) {
      const [chunk, bytes] = shorten(whole, wholeBytes, tailBytes)
      dropped += wholeBytes - bytes
      const last = ring.at(-1)
      if (last && last.stream === chunk.stream && chunk.stream !== 'display' && last.bytes < gatheredBytes) {
        last.text += chunk.text
        last.bytes += bytes
      } else ring.push({ ...chunk, bytes })
      kept += bytes
      for (let first = ring[0]; first && kept - first.bytes >= tailBytes; first = ring[0]) {
        ring.shift()
        kept -= first.bytes
        dropped += first.bytes
      }
    },
    take: (): OutputChunk[] => ring.splice(0).map(({ stream, text }) => ({ stream, text })),
    get dropped() {
      return dropped
    },
  }
}

/** The end of a piece that is longer than the whole tail; a display item is one line of JSON and stays whole (it has a cap of its own). */
function shorten(chunk: OutputChunk, bytes: number, tailBytes: number): [OutputChunk, number] {
  if (bytes <= tailBytes || chunk.stream === 'display') return [chunk, bytes]
  const text = cleanText(Buffer.from(chunk.text).subarray(-tailBytes).toString())
  return [{ stream: chunk.stream, text }, tailBytes]
}
