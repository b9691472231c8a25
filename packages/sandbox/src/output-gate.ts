import { cleanText } from './clean-text.ts'
import type { OutputChunk } from './run-types.ts'
import { createTailRing } from './tail-ring.ts'

type GateLimits = { outputBytes: number; tailBytes: number; floodBytesPerS: number }
/** What a piece counts beyond its text: a flood of single letters has to reach the cap as well. */
const pieceBytes = 64
/** What it counts in a flood: reading a frame costs the host 12 µs, as much as reading a KiB or more of plain output. */
const floodPieceBytes = 1_024

type Emit = (chunk: OutputChunk) => void | Promise<void>

/**
 * Forwards output up to a cap, then keeps only the last of it in a ring for the end. The cap is no error: the program runs on, held
 * back to a rate at which reading its flood costs the host next to nothing.
 */
export function createOutputGate(limits: GateLimits, emit: Emit) {
  const tail = createTailRing(limits.tailBytes)
  let forwarded = 0
  let full = false
  let owedMs = 0

  return {
    /** Takes a piece of output; the promise, if there is one, is what the program has to wait for. */
    write(chunk: OutputChunk): void | Promise<unknown> {
      const clean = { stream: chunk.stream, text: cleanText(chunk.text) }
      const bytes = Buffer.byteLength(clean.text) + pieceBytes
      full ||= forwarded + bytes > limits.outputBytes
      if (!full) {
        forwarded += bytes
        return emit(clean)
      }
      tail.keep(clean, bytes)
      owedMs += ((bytes + floodPieceBytes) / limits.floodBytesPerS) * 1_000
      if (owedMs < 4) return
      const ms = owedMs
      owedMs = 0
      return new Promise((resolve) => setTimeout(resolve, ms))
    },
    /** Delivers what was kept, after a sentence that says how much was not. */
    async end(): Promise<void> {
      if (tail.dropped > 0)
        await emit({
          stream: 'system',
          text: `${tail.dropped.toLocaleString('en')} bytes of output were left out here.\n`,
        })
      for (const chunk of tail.take()) await emit(chunk)
    },
    get truncated() {
      return tail.dropped > 0
    },
  }
}
