import { ApiProblem, problemOfAnswer } from '../api-problem.ts'

/** A stream says something at once, and a heartbeat every 15 s; after this long in silence it is dead, e.g. after sleep. */
const SILENCE_MS = 40_000
/** A proxy that keeps a stream back until it ends lets nothing through at all. */
const FIRST_BYTES_MS = 10_000

/**
 * The text of a stream of server-sent events, in whatever pieces it comes. Throws an ApiProblem, also when the stream is
 * silent for too long; reading no further ends the connection.
 */
export async function* readStream(
  signal: AbortSignal,
  open: (watched: AbortSignal) => Promise<Response>,
): AsyncGenerator<string> {
  const watch = new Watch(signal)
  try {
    watch.expect(FIRST_BYTES_MS)
    const answer = await open(watch.signal)
    if (!answer.ok) throw problemOfAnswer(answer.status, await answer.json().catch(() => null))
    if (answer.body === null) throw cut(null)
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      watch.expect(SILENCE_MS)
      yield value
    }
  } catch (error) {
    throw error instanceof ApiProblem ? error : cut(error)
  } finally {
    watch.stop() // also ends the connection where nobody reads on
  }
}

/** Every failure of fetch and of reading is the same to us: the connection is gone, the answer is not. */
function cut(cause: unknown): ApiProblem {
  return new ApiProblem({ code: 'unreachable', title: 'The stream was cut', cause })
}

/** Ends a connection that has been silent for too long. */
class Watch {
  readonly #silence = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly signal: AbortSignal

  constructor(signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.#silence.signal])
  }

  /** Something has to come within this time. */
  expect(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#silence.abort(), ms)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#silence.abort()
  }
}
