import { type DestinationStream, type Logger, pino } from 'pino'

/** One JSON line an event: `event` is its name, `request_id`, `job_id` and `workspace_id` say whose. Never a token, never a person's text. */
export type Log = Logger

/** Writes to standard output, or to `destination`. `level` is one of pino's. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, thrown: describeError },
    // Of an error under the key that it takes for its own, `err`, pino repeats the whole message as `msg`.
    errorKey: 'thrown',
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

type ErrorEntry = { type: string; message: string; code?: unknown; stack?: string | undefined; cause?: ErrorEntry }

/**
 * What is worth knowing of an error, and no more: pino's own way is to write every field, and errors of the database
 * driver hold the whole connection, with its last statements and what a person typed.
 */
function describeError(error: unknown): ErrorEntry {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  return {
    type: error.name,
    ...textsOf(error),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** Prisma quotes all arguments of a call that it does not understand; its last line says what is wrong with which of them. */
function textsOf({ name, message, stack }: Error): { message: string; stack?: string | undefined } {
  if (name !== 'PrismaClientValidationError') return { message, stack }
  const frames = stack?.split('\n').filter((line) => /^ {4}at /.test(line))
  return { message: message.trimEnd().split('\n').at(-1) ?? '', stack: frames?.join('\n') }
}
