import type { Response } from 'express'

/** Aborted when the answer has been sent or the caller has hung up, so that nobody waits for no one. */
export function clientGone(response: Response): AbortSignal {
  const controller = new AbortController()
  // A reason of our own: without one, each abort makes a DOMException with a stack, for nobody.
  const abort = (): void => controller.abort('closed')
  // Who hung up before anybody asked is told of by no event.
  if (response.destroyed) abort()
  else response.once('close', abort)
  return controller.signal
}
