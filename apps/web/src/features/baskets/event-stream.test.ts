import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import { keepStreaming } from './event-stream.ts'
import { eventOf } from './testing.ts'

const messageOf = (seq: number) => `id: ${seq}\nevent: block.edited\ndata: ${JSON.stringify(eventOf(seq))}\n\n`
const cut = () => new ApiProblem({ code: 'unreachable', title: 'cut' })

/** Streams that say these pieces one after the other; an error cuts them. After the last one nobody listens any more. */
async function follow(...streams: (string | Error)[][]) {
  const over = new AbortController()
  const told: number[] = []
  const pauses: number[] = []
  const states: boolean[] = []
  let opened = 0
  await keepStreaming(
    {
      async *open() {
        const pieces = streams[opened]
        opened += 1
        if (pieces === undefined) return over.abort()
        for (const piece of pieces) {
          if (piece instanceof Error) throw piece
          yield piece
        }
      },
      pause: (ms) => Promise.resolve(void pauses.push(ms)),
      tell: (events) => void told.push(...events.map(({ seq }) => seq)),
      onOpen: (isOpen) => void states.push(isOpen),
    },
    over.signal,
  )
  return { told, pauses, states, opened }
}

test('events are told as they come, also when they come in pieces', async () => {
  const [start, end] = [messageOf(1).slice(0, 20), messageOf(1).slice(20)]
  const { told, states } = await follow([': hello\n\n', start, end + messageOf(2)])
  expect(told).toEqual([1, 2])
  expect(states).toEqual([true, true, true, false, false])
})

test('a stream that is cut is opened again, later and later while it brings nothing', async () => {
  const { pauses, opened } = await follow([cut()], [cut()], [cut()], [messageOf(1), cut()], [cut()])
  expect(opened).toBe(6)
  expect(pauses).toEqual([1_000, 2_000, 4_000, 1_000, 2_000])
})

test('what is no event, or a basket that is gone, ends it for good: the poll says what is wrong', async () => {
  expect(await follow(['data: {"seq":"one"}\n\n'], [messageOf(1)])).toMatchObject({ told: [], opened: 1, pauses: [] })
  const gone = new ApiProblem({ code: 'not_found', title: 'Not found', status: 404 })
  expect(await follow([gone], [messageOf(1)])).toMatchObject({ opened: 1 })
})
