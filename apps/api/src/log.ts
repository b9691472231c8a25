import { type Logger, pino } from 'pino'

/** One JSON line an event: `event` is its name, `request_id`, `job_id` and `workspace_id` say whose. Never a token, never a person's text. */
export type Log = Logger

/** Writes to standard output. `level` is one of pino's. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}
