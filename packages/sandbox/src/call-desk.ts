import type { Call } from './host-functions.ts'

/** Hooks of one run that work at the same time: a program that asks for a thousand things gets its share of the host, not more. */
const atOnce = 4
/** Calls and their bytes that a run may have here. The runner sends no more than 16 and 8 MiB by itself (`host-calls.ts`). */
const callsHere = 16
const bytesHere = 16_777_216

type Desk = {
  /** Makes the line that answers a call; never rejects. */
  answer(call: Call): Promise<string>
  /** Resolves when the process has taken the line, or is gone. */
  send(line: string): Promise<void>
}

/**
 * Works on the calls of one run without holding up its output. A call counts until the process has taken its answer, so that neither
 * a flood of calls nor answers that nobody reads fill the host's memory: 24 MiB of calls and 32 MiB of answers at most.
 */
export function createCallDesk({ answer, send }: Desk) {
  const waiting: { call: Call; bytes: number }[] = []
  let [working, calls, bytes] = [0, 0, 0]
  let isClosed = false
  let room: PromiseWithResolvers<void> | null = null

  const isFull = () => !isClosed && (calls > callsHere || bytes > bytesHere)
  const proceed = () => {
    while (!isClosed && working < atOnce) {
      const next = waiting.shift()
      if (!next) break
      working += 1
      void work(next)
    }
    if (isFull()) return
    room?.resolve()
    room = null
  }
  const work = async (order: { call: Call; bytes: number }) => {
    const line = await answer(order.call)
    bytes -= order.bytes
    proceed()
    await send(line)
    working -= 1
    calls -= 1
    proceed()
  }

  return {
    /** Takes a call; the promise, if there is one, is what reading the program's next words has to wait for. */
    take(call: Call, frameBytes: number): void | Promise<void> {
      waiting.push({ call, bytes: frameBytes })
      calls += 1
      bytes += frameBytes
      proceed()
      if (!isFull()) return
      room = Promise.withResolvers()
      return room.promise
    },
    /** The run is over: what waits is forgotten. */
    close() {
      isClosed = true
      waiting.length = 0
      proceed()
    },
  }
}
