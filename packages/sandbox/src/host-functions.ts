import { z } from 'zod'
import type { RunHooks } from './run-types.ts'

type HostFunction = (hooks: RunHooks, args: unknown) => Promise<unknown>

/** One host function: its arguments are parsed before it sees them. */
function define<Args>(
  schema: z.ZodType<Args>,
  handle: (hooks: RunHooks, args: Args) => Promise<unknown>,
): HostFunction {
  return (hooks, args) => handle(hooks, schema.parse(args))
}

// 1 MiB, measured as the JSON that is going to be stored.
const checkpointValue = z
  .unknown()
  .refine((value) => JSON.stringify(value ?? null).length <= 1_048_576, 'A checkpoint takes at most 1 MiB')

/** Everything user code can ask of the host and wait for. To add one: a line here, and its name in the runner's globals and prelude. */
const hostFunctions: Record<string, HostFunction> = {
  'checkpoint.save': define(checkpointValue, async (hooks, value) => {
    await hooks.saveCheckpoint(value)
    return null
  }),
  'checkpoint.load': define(z.null(), async (hooks) => (await hooks.loadCheckpoint()) ?? null),
}

export type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string }

/** Answers a call. The user's code learns that it failed, the operator why. */
export async function answerCall(
  call: { id: number; name: string; args: unknown },
  hooks: RunHooks,
  onFailure: (error: unknown) => void,
): Promise<Reply> {
  const hostFunction = Object.hasOwn(hostFunctions, call.name) ? hostFunctions[call.name] : undefined
  if (!hostFunction) return { id: call.id, ok: false, message: `There is no host function of this name` }
  try {
    return { id: call.id, ok: true, value: await hostFunction(hooks, call.args) }
  } catch (error) {
    onFailure(error)
    return {
      id: call.id,
      ok: false,
      message: error instanceof z.ZodError ? `${call.name}: ${z.prettifyError(error)}` : `${call.name} failed`,
    }
  }
}
