import type { JobDefinition } from '../definition.ts'
import { aborted, kindOf } from './harness.ts'

/** Kinds that both the killed processes and the test know; a concurrency of 0 makes a worker that only watches. */
export function crashKinds(concurrency: number): JobDefinition[] {
  return [
    kindOf(
      'crash.hold',
      async (ctx) => {
        await ctx.log('stdout', `attempt ${ctx.attempt}\n`)
        await aborted(ctx.signal)
        throw new Error('stopped')
      },
      { concurrency },
    ),
    kindOf('crash.kill', async () => process.kill(process.pid, 'SIGKILL'), { concurrency, maxCrashes: 1 }),
  ]
}
