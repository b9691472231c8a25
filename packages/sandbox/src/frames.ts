import { z } from 'zod'
import { cleanJson, cleanText } from './clean-text.ts'

const text = z.string().transform(cleanText)
const cleaned = (value: unknown, context: z.RefinementCtx) => {
  try {
    return cleanJson(value)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not JSON' })
    return z.NEVER
  }
}
const json = z.unknown().transform(cleaned)

// 300 KiB: the runner caps an item at 256 Ki characters of JSON.
const item = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), data: text }),
    z.object({ kind: z.literal('svg'), data: text }),
    z.object({ kind: z.literal('json'), data: json }),
    z.object({ kind: z.literal('table'), data: z.array(z.record(z.string(), z.unknown())).transform(cleaned) }),
  ])
  .transform((parsed) => JSON.stringify(parsed))
  .pipe(z.string().max(307_200))

const result = z.object({ repr: text.pipe(z.string().max(16_384)), json: json.optional() })

/** Everything a child may say to the host. */
export const Frame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ready') }),
  z.object({ t: z.literal('stderr'), text }),
  z.object({ t: z.literal('display'), item }),
  z.object({
    t: z.literal('progress'),
    fraction: z.number().transform((fraction) => Math.min(1, Math.max(0, fraction))),
    label: text.pipe(z.string().max(2_000)).nullable(),
  }),
  // Each host function has a schema of its own for these.
  z.object({ t: z.literal('call'), id: z.int(), name: z.string(), args: z.unknown() }),
  z.object({ t: z.literal('done'), result: result.nullable() }),
  z.object({ t: z.literal('failed'), detail: text.pipe(z.string().max(2_000)), kind: z.enum(['code', 'memory']) }),
])
export type Frame = z.infer<typeof Frame>

/** What came behind the secret marker is no frame. */
export class BrokenFrame extends Error {}

/** Parses the JSON of a frame. @throws BrokenFrame */
export function parseFrame(bytes: Buffer): Frame {
  try {
    return Frame.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new BrokenFrame('the process sent a frame that is none', { cause })
  }
}
