import { z } from 'zod'
import { cleanJson } from './clean-text.ts'
import { defineFunction, type HostFunction, RefusedCall } from './host-function.ts'
import { knowledgeFunctions } from './knowledge-functions.ts'
import { HostCallError } from './knowledge-hooks.ts'
import { frameBytes } from './limits.ts'
import type { RunHooks } from './run-types.ts'

// 1 MiB, measured as the JSON that is going to be stored.
const checkpointValue = z
  .unknown()
  .transform(toCleanJson)
  .refine((value) => JSON.stringify(value ?? null).length <= 1_048_576, 'A checkpoint takes at most 1 MiB')

/** Everything user code can ask of the host and wait for. To add one: a line here or in a table it is made of, and its name in the runner. */
const hostFunctions = new Map<string, HostFunction>([
  [
    'checkpoint.save',
    defineFunction(checkpointValue, async (hooks, value) => {
      await hooks.saveCheckpoint(value)
      return null
    }),
  ],
  ['checkpoint.load', defineFunction(z.null(), async (hooks) => (await hooks.loadCheckpoint()) ?? null)],
  ...Object.entries(knowledgeFunctions),
])

export type Call = { id: number; name: string; args: unknown }
type Reply = { id: number; ok: true; value: unknown } | { id: number; ok: false; message: string }

/**
 * Answers a call with the line that goes to the process. Never rejects. The user's code learns that a call failed, and why if it can
 * do something about it; everything else goes to the operator.
 */
export async function answerCall(call: Call, hooks: RunHooks, onFailure: (error: unknown) => void): Promise<string> {
  const line = toLine(await toReply(call, hooks, onFailure))
  const bytes = Buffer.byteLength(line)
  if (bytes <= frameBytes) return line
  const message = `${call.name}: the answer is ${Math.ceil(bytes / 1_048_576)} MiB long, and an answer takes at most 8 MiB`
  return toLine({ id: call.id, ok: false, message })
}

async function toReply(call: Call, hooks: RunHooks, onFailure: (error: unknown) => void): Promise<Reply> {
  const hostFunction = hostFunctions.get(call.name)
  if (!hostFunction) return { id: call.id, ok: false, message: 'There is no host function of this name' }
  try {
    return { id: call.id, ok: true, value: (await hostFunction(hooks, call.args)) ?? null }
  } catch (error) {
    if (error instanceof HostCallError) return { id: call.id, ok: false, message: error.message }
    if (error instanceof RefusedCall) return { id: call.id, ok: false, message: `${call.name}: ${error.message}` }
    onFailure(error)
    return { id: call.id, ok: false, message: `${call.name} failed` }
  }
}

/** The id stands first: the runner looks there before it parses a long answer. */
const toLine = (reply: Reply): string => `{"reply":${JSON.stringify(reply)}}`

function toCleanJson(value: unknown, context: z.RefinementCtx): unknown {
  try {
    return cleanJson(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    context.addIssue({ code: 'custom', message: error.message })
    return z.NEVER
  }
}
