import type { RequestHandler } from 'express'

/** Counts what is being worked on: a caller who hangs up ends the connection, and not the work. */
export type RequestsUnderWay = {
  /** Goes first, before anything is done for a request. */
  track: RequestHandler
  /** Resolves when nothing is worked on, `timeoutMs` have passed, or the signal is aborted. Answers how many are left. */
  ended(options: { timeoutMs: number; signal: AbortSignal }): Promise<number>
}

/** While `draining`, connections end with their answer: a client that asks again asks the successor. */
export function createRequestsUnderWay(draining: AbortSignal): RequestsUnderWay {
  let count = 0
  let onNone = (): void => undefined
  return {
    track(_request, response, next) {
      count += 1
      let isOver = false
      onWorkEnd(response, () => {
        if (isOver) return
        isOver = true
        count -= 1
        if (count === 0) onNone()
      })
      if (draining.aborted) response.setHeader('connection', 'close')
      next()
    },
    async ended({ timeoutMs, signal }) {
      const none = Promise.withResolvers<void>()
      onNone = none.resolve
      const enough = AbortSignal.any([AbortSignal.timeout(timeoutMs), signal])
      enough.addEventListener('abort', () => none.resolve(), { once: true })
      if (count > 0 && !enough.aborted) await none.promise
      return count
    },
  }
}

/**
 * All work ends by ending the response, also where nobody listens any more; node tells of that by no event. A response
 * that a stream is piped into is over with its connection, which ends the stream.
 */
function onWorkEnd(response: Parameters<RequestHandler>[1], listener: () => void): void {
  response.end = new Proxy(response.end, {
    apply(end, self, given) {
      listener()
      return Reflect.apply(end, self, given)
    },
  })
  let isPiped = false
  response.once('pipe', () => {
    isPiped = true
    if (response.destroyed) listener()
  })
  response.once('close', () => {
    if (isPiped || response.writableEnded) listener()
  })
}
