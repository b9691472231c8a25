import type { Channel } from './channel.ts'

/**
 * Calls to the host that wait for an answer without blocking: one reader, running only while answers are owed, so that an idle
 * event loop still ends the program.
 */
export function createHostCalls(channel: Channel) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let nextId = 1
  let reading = false

  const read = async () => {
    reading = true
    while (waiting.size > 0) {
      const line = await channel.nextLine()
      if (!('reply' in line)) continue
      const { reply } = line
      const waiter = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.ok) waiter?.resolve(reply.value)
      else waiter?.reject(new Error(reply.message))
    }
    reading = false
  }

  return (name: string, args: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = nextId++
      waiting.set(id, { resolve, reject })
      channel.call(id, name, args)
      if (!reading) read().catch(reject)
    })
}

/** The same for Python, which calls synchronously: nothing else of the process runs until the answer is there. */
export function createBlockingHostCalls(channel: Channel) {
  let nextId = 1
  return (name: string, args: string): string => {
    const id = nextId++
    channel.call(id, name, args)
    for (;;) {
      const line = channel.nextLineSync()
      if ('reply' in line && line.reply.id === id) return JSON.stringify(line.reply)
    }
  }
}
