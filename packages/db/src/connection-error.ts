import { codeOf } from './error-code.ts'
import { StartupError } from './startup-error.ts'

type Place = { host: string; port: number; user?: string | undefined; database?: string | undefined }

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])

/**
 * Turns the errors of connecting and of missing rights into a sentence for people, keeping the cause.
 * Everything else comes back as it is.
 */
export function explainConnectionError(error: unknown, place: Place): unknown {
  const sentence = sentenceFor(error, place)
  return sentence === null ? error : new StartupError(sentence, { cause: error })
}

function sentenceFor(error: unknown, place: Place): string | null {
  const code = codeOf(error)
  const server = place.host.startsWith('/') ? `the socket in ${place.host}` : `${place.host}:${place.port}`
  const user = place.user ?? ''
  const database = place.database ?? user
  if (UNREACHABLE.has(code) || isTimeout(error)) {
    return `PostgreSQL can't be reached at ${server} (${isTimeout(error) ? 'no answer' : code}): check that it runs and that DATABASE_URL names it.`
  }
  switch (code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${server} refuses the user "${user}": check the user and password in DATABASE_URL.`
    case '3D000':
      return `PostgreSQL at ${server} has no database "${database}": create it, or correct DATABASE_URL.`
    case '42501':
      return (
        `The user "${user}" lacks a right in the database "${database}" (${messageOf(error)}): ` +
        `make it the owner of the database, or grant it CREATE on the schema.`
      )
    case '53300':
      return `PostgreSQL at ${server} has no free connection: raise its max_connections or close other programs.`
    case '57P03':
      return `PostgreSQL at ${server} is starting up or shutting down: try again in a moment.`
    default:
      return null
  }
}

function isTimeout(error: unknown): boolean {
  return /timeout expired|Connection terminated due to connection timeout/.test(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
