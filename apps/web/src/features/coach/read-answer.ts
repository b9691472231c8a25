import { ApiProblem, problemOfAnswer } from '../../lib/api-problem.ts'
import type { Api, Authorised } from '../../lib/client.tsx'
import { HELD_WAIT_S } from '../../lib/polling.ts'
import { ofSession } from './api.ts'
import type { AnswerAt } from './live-answers.ts'
import type { FollowDeps } from './stream.ts'

/** Where answers are read, and as whom. */
export interface ReadDeps {
  api: Api
  apiUrl: string
  authorised: Authorised
}

/** A stream says something at once, and a heartbeat every 15 s; after this long in silence it is dead, e.g. after sleep. */
const SILENCE_MS = 40_000
/** A proxy that keeps a stream back until it ends lets nothing through at all. */
const FIRST_BYTES_MS = 10_000

/** How this browser reads the answer at an address. */
export function readersOf({ api, apiUrl, authorised }: ReadDeps, at: AnswerAt): FollowDeps {
  const { sessionId, threadId, messageId } = at
  const params = { thread_id: threadId, message_id: messageId }
  const url = `${apiUrl}/api/threads/${threadId}/messages/${messageId}/stream`
  return {
    open: (after, signal) =>
      readStream(signal, (watched) =>
        authorised((token) =>
          fetch(url, {
            headers: {
              ...ofSession(sessionId),
              authorization: `Bearer ${token}`,
              accept: 'text/event-stream',
              ...(after > 0 ? { 'last-event-id': String(after) } : {}),
            },
            signal: watched,
            cache: 'no-store',
          }),
        ),
      ),
    poll: async (after, signal) => {
      const query = { after, wait_s: HELD_WAIT_S }
      const headers = ofSession(sessionId)
      const answer = await api.coach.getMessage.query({ headers, params, query, fetchOptions: { signal } })
      if (answer.status !== 200) throw new Error(`unexpected status ${answer.status}`)
      return answer.body
    },
    pause,
  }
}

async function* readStream(
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

/** A pause that ends early when the network is back or someone looks at the page again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController()
    const end = () => {
      over.abort()
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    const once = { signal: over.signal, once: true }
    window.addEventListener('online', end, once)
    document.addEventListener('visibilitychange', end, once)
    signal.addEventListener('abort', end, once)
  })
}
