import type { z } from 'zod'
import type { RunHooks } from './run-types.ts'

/** Something that user code can ask of the host. Throws HostCallError or RefusedCall where the program is to learn why it failed. */
export type HostFunction = (hooks: RunHooks, args: unknown) => Promise<unknown>

/** A call that no hook has seen; the program reads the message behind the name of the function. */
export class RefusedCall extends Error {}

/** One host function: its arguments are parsed before it sees them. */
export function defineFunction<Args>(
  schema: z.ZodType<Args>,
  handle: (hooks: RunHooks, args: Args) => Promise<unknown>,
): HostFunction {
  return async (hooks, args) => {
    const parsed = schema.safeParse(args)
    // Parsed apart from the work: a ZodError of a hook is no mistake of the program.
    if (!parsed.success) throw new RefusedCall(describe(parsed.error))
    return handle(hooks, parsed.data)
  }
}

/** One line, with the first three things that are wrong. */
function describe({ issues }: z.ZodError): string {
  const told = issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
  return told.join('; ').slice(0, 1_000)
}
