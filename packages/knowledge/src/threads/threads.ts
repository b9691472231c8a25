import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { KnowledgeError } from '../knowledge-error.ts'
import type { Answer, Call } from './entry.ts'
import type { Task } from './task.ts'
import type { Tasks } from './tasks.ts'

export type TaskName = keyof Tasks
export type TaskInput<Name extends TaskName> = Tasks[Name] extends Task<infer Input, infer _> ? Input : never
export type TaskOutput<Name extends TaskName> = Tasks[Name] extends Task<never, infer Output> ? Output : never

export type TaskOptions = {
  /** Aborting ends the thread, whatever it computes, and rejects with an AbortError. */
  signal?: AbortSignal
  onProgress?: (fraction: number, label: string) => void
  /** Someone waits (`interactive`, the default), or a job works (`background`, at lower priority): neither holds up the other. */
  lane?: 'interactive' | 'background'
}

/** Threads in which everything runs that would hold up the event loop. */
export type Threads = {
  run<Name extends TaskName>(name: Name, input: TaskInput<Name>, options?: TaskOptions): Promise<TaskOutput<Name>>
  close(): Promise<void>
}

/** An idle thread costs some 40 MB: it goes after a while. */
const IDLE_MS = 30_000

/** Opens two pools that start no thread before there is work. */
export function createThreads(): Threads {
  // The event loop comes first, then who waits for an answer: where cores are short, they are not shared alike.
  const lanes = { interactive: openPool(5), background: openPool(10) }
  return {
    async run(name, input, { signal, onProgress, lane = 'interactive' } = {}) {
      const channel = onProgress === undefined ? null : new MessageChannel()
      channel?.port1.on('message', ({ fraction, label }) => onProgress?.(fraction, label))
      const call: Call = { name, input, port: channel?.port2 ?? null }
      try {
        const transferList = channel === null ? [] : [channel.port2]
        const answer: Answer = await lanes[lane].run(call, {
          transferList,
          ...(signal === undefined ? {} : { signal }),
        })
        if (!answer.ok) throw new KnowledgeError(answer.code, answer.message, { retryable: answer.retryable })
        // The table of tasks says what comes out of a task of this name.
        return answer.output as TaskOutput<typeof name>
      } finally {
        channel?.port1.close()
      }
    },
    async close() {
      await Promise.all([lanes.interactive.destroy(), lanes.background.destroy()])
    },
  }
}

function openPool(niceIncrement: number): Piscina {
  return new Piscina({
    filename: new URL('./entry.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.max(2, availableParallelism() - 1),
    idleTimeout: IDLE_MS,
    niceIncrement,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  })
}
