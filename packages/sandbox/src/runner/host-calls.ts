import { Buffer } from 'node:buffer'
import { callBytes, type Channel, type Reply } from './channel.ts'

/** Calls of a program that are under way at the same time, and their bytes: the host holds programs back that send more. */
const atOnce = 16
const bytesAtOnce = 8_388_608

/** Why the host could not do what was asked. */
export class OutlastError extends Error {
  override name = 'OutlastError'
}

type Waiting = {
  args: string
  name: string
  bytes: number
  resolve(value: never): void
  reject(reason: string): void
}

/** Asks the host; `args` is JSON text. Each function of the host answers in one shape, which whoever calls it names. */
export type HostCall = <Answer>(name: string, args: string) => Promise<Answer>

/**
 * Calls to the host that wait for an answer without blocking: one reader, running only while answers are owed, so that an idle
 * event loop still ends the program.
 */
export function createHostCalls(channel: Channel): HostCall {
  const queue: Waiting[] = []
  const sent = new Map<number, Waiting>()
  let [nextId, bytesSent, reading] = [1, 0, false]

  const send = () => {
    for (;;) {
      const next = queue[0]
      if (!next || sent.size >= atOnce || (sent.size > 0 && bytesSent + next.bytes > bytesAtOnce)) return
      queue.shift()
      const id = nextId++
      sent.set(id, next)
      bytesSent += next.bytes
      channel.call(id, next.name, next.args)
      next.args = ''
    }
  }
  const settle = (reply: Reply) => {
    const call = sent.get(reply.id)
    if (!call) return
    sent.delete(reply.id)
    bytesSent -= call.bytes
    send()
    // The shape of an answer is the host's word for it, see HostCall.
    if (reply.ok) call.resolve(reply.value as never)
    else call.reject(reply.message)
  }
  const read = async () => {
    reading = true
    while (sent.size > 0) {
      const line = await channel.nextLine()
      if ('reply' in line) settle(line.reply)
    }
    reading = false
  }

  return <Answer>(name: string, args: string) => {
    // Made where the call is: the place where its answer is read says nothing to the author. V8 writes the stack when it is looked at.
    const error = new OutlastError('')
    const bytes = sizeOf(name, args)
    return new Promise<Answer>((resolve, reject) => {
      const fail = (message: string) => reject(Object.assign(error, { message }))
      queue.push({ name, args, bytes, resolve, reject: fail })
      send()
      if (!reading) read().catch(reject)
    })
  }
}

function sizeOf(name: string, args: string): number {
  const bytes = Buffer.byteLength(args)
  if (bytes > callBytes) throw new RangeError(`${name}: what is sent at once takes at most 8 MiB`)
  return bytes
}

/**
 * The same for Python, which calls synchronously: nothing else of the process runs until the answer is there. It gets the line with
 * the answer as bytes, and parses it itself: once, and without a string in between.
 */
export function createBlockingHostCalls(channel: Channel) {
  let nextId = 1
  return (name: string, args: string): Uint8Array => {
    const id = nextId++
    channel.call(id, name, args)
    for (;;) {
      const line = channel.nextBytesSync()
      if (Buffer.from(line.subarray(0, 40)).toString('latin1').startsWith(`{"reply":{"id":${id},`)) return line
    }
  }
}
