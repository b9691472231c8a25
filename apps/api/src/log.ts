import { type DestinationStream, type Logger, pino } from 'pino'

/** One JSON line an event: `event` is its name, `request_id`, `job_id` and `workspace_id` say whose. Never a token, never a person's text. */
export type Log = Logger

/** Writes to standard output, or to `destination`. `level` is one of pino's. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } }
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
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
