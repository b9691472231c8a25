import type { MessagePort } from 'node:worker_threads'
import { DrawingError, type DrawingErrorCode } from '@outlast/canvas'
import { type TaskContext, tasks } from './tasks.ts'

/** A call as it crosses into the thread. */
export type Call = { name: string; input: unknown; port: MessagePort }

/** What crosses back. A DrawingError would lose its code on the way as an exception. */
export type Answer = { ok: true; output: unknown } | { ok: false; code: DrawingErrorCode; message: string }

/** What a thread of the artist runs: one task after the other. */
export default async function answer({ name, input, port }: Call): Promise<Answer> {
  const task = new Map<string, (input: never, context: TaskContext) => unknown>(Object.entries(tasks)).get(name)
  if (task === undefined) throw new Error(`There is no task ${name}.`)
  try {
    // Each task knows the type of its own input; `ArtistThreads.run` is what holds callers to it.
    return { ok: true, output: await task(input as never, { planned: () => port.postMessage('planned') }) }
  } catch (error) {
    if (!(error instanceof DrawingError)) throw error
    return { ok: false, code: error.code, message: error.message }
  } finally {
    port.close()
  }
}
