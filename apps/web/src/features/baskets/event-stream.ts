import { BasketEvent } from '@outlast/contract'
import { isPassing, toApiProblem } from '../../lib/api-problem.ts'
import { EventParser } from '../../lib/sse/event-parser.ts'

/** How a stream is read; as arguments, so that the rules can be tested without a network and without time. */
export interface StreamDeps {
  /** The stream of events after one, as text in any pieces. Throws an ApiProblem. */
  open: (signal: AbortSignal) => AsyncIterable<string>
  /** Resolves after this long, or as soon as there is a reason to hope, e.g. the network is back. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  tell: (events: readonly BasketEvent[]) => void
  /** Whether the stream is open: as long as it is, nobody has to poll. */
  onOpen: (isOpen: boolean) => void
}

const FIRST_PAUSE_MS = 1_000
/** Polling goes on meanwhile: a stream that does not come through is no hurry. */
const LONGEST_PAUSE_MS = 60_000

/**
 * Keeps a stream of events open until the signal is aborted. Gives up for good where another attempt would be no better,
 * e.g. at an event that it does not understand: whoever polls meanwhile says what is wrong. Never throws.
 */
export async function keepStreaming({ open, pause, tell, onOpen }: StreamDeps, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const parser = new EventParser()
      for await (const piece of open(signal)) {
        failures = 0
        onOpen(true)
        const events = parser.push(piece).map(({ data }) => BasketEvent.parse(JSON.parse(data)))
        if (events.length > 0) tell(events)
      }
    } catch (error) {
      if (!isPassing(toApiProblem(error))) return
    } finally {
      onOpen(false)
    }
    if (!signal.aborted) await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), signal)
  }
}
