import type { Response } from 'express'

/** Aborted when the answer has been sent or the caller has hung up, so that nobody waits for no one. */
export function clientGone(response: Response): AbortSignal {
  const controller = new AbortController()
  // A reason of our own: without one, each abort makes a DOMException with a stack, for nobody.
  response.once('close', () => controller.abort('closed'))
  return controller.signal
}
