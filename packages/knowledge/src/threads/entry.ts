import type { MessagePort } from 'node:worker_threads'
import { KnowledgeError } from '../knowledge-error.ts'
import type { Task } from './task.ts'
import { tasks } from './tasks.ts'

/** A call as it crosses into the thread. */
export type Call = { name: string; input: unknown; port: MessagePort | null }

/** What crosses back. A KnowledgeError would lose its code on the way as an exception. */
export type Answer =
  | { ok: true; output: unknown }
  | { ok: false; code: KnowledgeError['code']; message: string; retryable: boolean }

/** What a thread of the pool runs: one task after the other. */
export default async function answer({ name, input, port }: Call): Promise<Answer> {
  const task = new Map<string, Task<never, unknown>>(Object.entries(tasks)).get(name)
  if (task === undefined) throw new Error(`There is no task ${name}.`)
  try {
    // Each task knows the type of its own input; `Threads.run` is what holds callers to it.
    const progress = (fraction: number, label: string): void => port?.postMessage({ fraction, label })
    return { ok: true, output: await task(input as never, { progress }) }
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error
    return { ok: false, code: error.code, message: error.message, retryable: error.retryable }
  } finally {
    port?.close()
  }
}
