import { MessageChannel } from 'node:worker_threads'
import { DrawingError } from '@outlast/canvas'
import { Piscina } from 'piscina'
import { TooComplex } from './artist.ts'
import type { Task, Tasks } from './tasks.ts'
import type { Answer, Call } from './thread-entry.ts'

type Input<Name extends keyof Tasks> = Tasks[Name] extends Task<infer In, infer _> ? In : never
type Output<Name extends keyof Tasks> = Tasks[Name] extends Task<never, infer Out> ? Out : never

export type RunOptions = {
  /** Aborting ends the thread, whatever it computes, and rejects with the signal's reason. */
  signal?: AbortSignal
  onPlanned?: () => void
}

/** Threads in which words are read and drawings are laid out. */
export type ArtistThreads = {
  /** Throws DrawingError and TooComplex. */
  run<Name extends keyof Tasks>(name: Name, input: Input<Name>, options?: RunOptions): Promise<Output<Name>>
  /** Whether there is none: the first drawing would wait for one to start. */
  isCold(): boolean
  close(): Promise<void>
}

/** A thread takes about a second to start and to be quick, and some 60 MB: one that was needed stays for a while. */
const IDLE_MS = 600_000

/** 200 shapes take about a second: what takes this long finds no end. */
const LIMIT_MS = 30_000

/** Opens a pool that starts no thread before there is something to draw. */
export function createArtistThreads({ limitMs = LIMIT_MS } = {}): ArtistThreads {
  const pool = new Piscina({
    filename: new URL('./thread-entry.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: IDLE_MS,
    niceIncrement: 5,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  return {
    async run(name, input, { signal, onPlanned } = {}) {
      const { port1, port2 } = new MessageChannel()
      port1.on('message', () => onPlanned?.())
      const call: Call = { name, input, port: port2 }
      const limit = AbortSignal.timeout(limitMs)
      try {
        const answer: Answer = await pool.run(call, {
          transferList: [port2],
          signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        })
        if (!answer.ok) throw new DrawingError(answer.code, answer.message)
        // The table of tasks says what comes out of a task of this name.
        return answer.output as Output<typeof name>
      } catch (error) {
        signal?.throwIfAborted()
        if (limit.aborted || isOutOfRoom(error)) throw new TooComplex(error)
        throw error
      } finally {
        port1.close()
      }
    },
    isCold: () => pool.threads.length === 0,
    close: () => pool.destroy(),
  }
}

/** Out of memory, or of stack: elkjs goes along edges by recursion, and dense graphs have long ways. */
function isOutOfRoom(error: unknown): boolean {
  if (error instanceof RangeError) return /call stack/.test(error.message)
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
