import type { MessageView } from '@outlast/contract'
import { ApiProblem, isPassing, toApiProblem } from '../../lib/api-problem.ts'
import { EventParser } from '../../lib/sse/event-parser.ts'
import { answerEventOf, answerEventsOfView, isOnItsWay, seqAfter, type AnswerEvent } from './state.ts'

/** How an answer is read; as arguments, so that the rules can be tested without a network and without time. */
export interface FollowDeps {
  /** The stream of events after a piece, as text in any pieces. Throws an ApiProblem, also when it is silent for too long. */
  open: (after: number, signal: AbortSignal) => AsyncIterable<string>
  /** The polling twin, held by the server. */
  poll: (after: number, signal: AbortSignal) => Promise<MessageView>
  /** Resolves after this long, or as soon as there is a reason to hope, e.g. the network is back. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}

/** From where to follow, and who is told. */
export interface Following {
  after: number
  /** Events that came together are told together. */
  tell: (events: readonly AnswerEvent[]) => void
  signal: AbortSignal
}

/** Streams that brought nothing before they were cut, in a row, until they are given up for a while. */
export const CUTS_BEFORE_POLLING = 3
/**
 * Held requests until streams are given another chance: one at first, since a server that starts again cuts streams as well,
 * then twice as many each time, up to some minutes.
 */
export const MOST_POLLS_BEFORE_STREAMING = 16
/** Between two polls: a server or a proxy that does not hold them must not be asked without end. */
const POLL_SPACING_MS = 250
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 8_000

/**
 * Follows an answer to its end: as a stream, again from where it was cut, and by polling where streams do not work. Ends
 * with an `end` event, with a link that is lost, or when the signal is aborted. Never throws.
 */
export async function followAnswer(deps: FollowDeps, { tell, signal, after }: Following): Promise<void> {
  const reader = new Reader(deps, after, signal)
  for (;;) {
    try {
      for await (const events of reader.read()) {
        tell(events)
        if (events.some(({ type }) => type === 'end')) return
      }
    } catch (error) {
      if (signal.aborted) return
      const problem = toApiProblem(error)
      if (!isPassing(problem)) return tell([{ type: 'link', link: { link: 'lost', problem } }])
      tell([{ type: 'link', link: { link: 'retrying' } }])
      await deps.pause(reader.pauseMs(), signal).catch(() => undefined)
    }
    if (signal.aborted) return
  }
}

/** Remembers where it is and how connections went. */
class Reader {
  readonly #deps: FollowDeps
  readonly #signal: AbortSignal
  #after: number
  #cuts = 0
  #polls = 0
  #pollsWanted = 1
  #failures = 0

  constructor(deps: FollowDeps, after: number, signal: AbortSignal) {
    this.#deps = deps
    this.#after = after
    this.#signal = signal
  }

  pauseMs(): number {
    return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, this.#failures - 1), LONGEST_PAUSE_MS)
  }

  async *read(): AsyncGenerator<AnswerEvent[]> {
    this.#failures += 1
    if (this.#cuts < CUTS_BEFORE_POLLING) return yield* this.#stream()
    if (this.#polls > 0) await this.#deps.pause(POLL_SPACING_MS, this.#signal)
    this.#polls += 1
    yield await this.#poll()
    if (this.#polls < this.#pollsWanted) return
    this.#polls = 0
    this.#pollsWanted = Math.min(this.#pollsWanted * 2, MOST_POLLS_BEFORE_STREAMING)
    // One more chance.
    this.#cuts = CUTS_BEFORE_POLLING - 1
  }

  async *#stream(): AsyncGenerator<AnswerEvent[]> {
    const parser = new EventParser()
    this.#cuts += 1
    for await (const piece of this.#deps.open(this.#after, this.#signal)) {
      const events = parser.push(piece).flatMap((event) => answerEventOf(event) ?? [])
      if (events.some(({ type }) => type !== 'state')) this.#works()
      this.#failures = 0
      yield this.#took([{ type: 'link', link: { link: 'live' } }, ...events])
    }
    this.#failures = Math.max(1, this.#failures)
    throw new ApiProblem({ code: 'unreachable', title: 'The stream was cut before the answer ended' })
  }

  /** Streams do. */
  #works(): void {
    this.#cuts = 0
    this.#pollsWanted = 1
  }

  async #poll(): Promise<AnswerEvent[]> {
    const view = await this.#deps.poll(this.#after, this.#signal)
    this.#failures = 0
    const events = this.#took([{ type: 'link', link: { link: 'live' } }, ...answerEventsOfView(view)])
    if (isOnItsWay(view.message)) this.#after = Math.max(this.#after, view.next_after)
    return events
  }

  #took(events: AnswerEvent[]): AnswerEvent[] {
    this.#after = seqAfter(events, this.#after)
    return events
  }
}
