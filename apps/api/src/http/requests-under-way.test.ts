import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, get } from 'node:http'
import express, { type RequestHandler } from 'express'
import { afterEach, expect, test } from 'vitest'
import { clientGone } from './client-gone.ts'
import { createRequestsUnderWay } from './requests-under-way.ts'
import { sendEvents } from './sse.ts'

const closers: (() => unknown)[] = []
afterEach(() => Promise.all(closers.splice(0).map((close) => close())))

/** A server with one path, and how it is with its requests. */
async function serve(handler: RequestHandler) {
  const draining = new AbortController()
  const requests = createRequestsUnderWay(draining.signal)
  const server = express().use(requests.track).get('/', handler).listen(0)
  await once(server, 'listening')
  closers.push(() => (server.closeAllConnections(), server.close()))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const ask = (options: RequestOptions = {}) =>
    get({ port, host: 'localhost', ...options }).on('error', () => undefined)
  return { requests, draining, ask }
}

const NEVER = new AbortController().signal
const hour = { timeoutMs: 3_600_000, signal: NEVER }

test('work goes on after its caller has hung up, and is waited for', async () => {
  const arrived = Promise.withResolvers<void>()
  const work = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  const { requests, ask } = await serve(async (_request, response) => {
    response.once('close', gone.resolve)
    arrived.resolve()
    await work.promise
    response.json({ done: true })
  })
  const asking = ask()
  await arrived.promise
  asking.destroy()
  await gone.promise
  expect(await requests.ended({ timeoutMs: 0, signal: NEVER })).toBe(1)
  expect(await requests.ended({ ...hour, signal: AbortSignal.abort() })).toBe(1)
  const ended = requests.ended(hour)
  work.resolve()
  expect(await ended).toBe(0)
})

test('an answered request is over, and its connection ends with it while the process stops', async () => {
  const { requests, draining, ask } = await serve((_request, response) => void response.json({ done: true }))
  const answer = async (): Promise<IncomingMessage> => (await once(ask(), 'response'))[0]
  expect((await answer()).headers.connection).toBe('keep-alive')
  draining.abort()
  expect((await answer()).headers.connection).toBe('close')
  expect(await requests.ended(hour)).toBe(0)
})

test.each([
  ['before the stream begins', true],
  ['while it goes on', false],
])('a stream is over when its reader hangs up %s', async (_when, isEarly) => {
  const arrived = Promise.withResolvers<void>()
  let isKnown: boolean | null = null
  const failures: unknown[] = []
  const closed = Promise.withResolvers<void>()
  const { requests, ask } = await serve(async (_request, response) => {
    const gone = once(response, 'close')
    arrived.resolve()
    if (isEarly) await gone
    const signal = clientGone(response)
    isKnown = signal.aborted
    async function* events() {
      yield { event: 'text', data: 'one' }
      if (!signal.aborted) await once(signal, 'abort')
    }
    sendEvents(response, events(), { closed: closed.resolve, failed: (error) => failures.push(error) }).pipe(response)
  })
  const asking = ask()
  await arrived.promise
  if (!isEarly) await once(asking, 'response')
  asking.destroy()
  expect(await requests.ended(hour)).toBe(0)
  await closed.promise
  expect(isKnown).toBe(isEarly)
  expect(failures).toEqual([])
})
