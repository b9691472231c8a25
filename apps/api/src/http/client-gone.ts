import type { Response } from 'express'

/** Aborted when the answer has been sent or the caller has hung up, so that nobody waits for no one. */
export function clientGone(response: Response): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => controller.abort())
  return controller.signal
}
