import { APICallError, InvalidResponseDataError, JSONParseError, TypeValidationError } from '@ai-sdk/provider'
import { z } from 'zod'
import { EndlessLine } from './bounded-fetch.ts'
import { ModelFailure } from './model-failure.ts'

/** One request to a model that failed. */
export class AttemptFailure extends Error {
  override readonly name = 'AttemptFailure'
  readonly failure: ModelFailure
  /** Whether to ask again at once, or when the server says. */
  readonly again: { afterMs: number | null } | null

  constructor(failure: ModelFailure, again: { afterMs: number | null } | null = null) {
    super(failure.message)
    this.failure = failure
    this.again = again
  }
}

export type Asked = { baseUrl: string; apiKey: string | null; model: string; timedOut: string | null }

/**
 * What went wrong at the server, in words for the person, without the key, and without the SDK's error: that one carries the
 * texts. Null for what no server can have caused.
 */
export function explainFailure(error: unknown, asked: Asked): AttemptFailure | null {
  const where = `The language model at ${originOf(asked.baseUrl)}`
  if (asked.timedOut !== null) {
    return new AttemptFailure(new ModelFailure('model_timeout', `${where} ${asked.timedOut}.`, { retryable: true }))
  }
  if (APICallError.isInstance(error)) return explainCall(error, where, asked)
  if (isNotUnderstood(error)) return notUnderstood(where)
  const told = ToldInStream.safeParse(error).data
  if (told !== undefined) return passing(`${where} failed: ${said(told.message, asked.apiKey)}`)
  return isLostConnection(error) ? lost(where) : null
}

function explainCall(
  { statusCode: status, responseHeaders, message, cause }: APICallError,
  where: string,
  asked: Asked,
) {
  const afterMs = retryAfterMs(responseHeaders)
  if (status === undefined) return passing(`${where} can't be reached.`)
  if (status === 429) return busy(where, afterMs)
  if (status === 408 || status >= 500) return passing(`${where} failed (${status}).`, afterMs)
  if (status === 401 || status === 403) return refused(`${where} refused the API key (${status}).`)
  if (status < 300) return isLostConnection(cause) ? lost(where) : notUnderstood(where)
  return refused(`${where} refused the request for ${asked.model} (${status}): ${said(message, asked.apiKey)}`)
}

function busy(where: string, afterMs: number | null): AttemptFailure {
  const wait = afterMs === null ? 'a moment' : `${Math.max(1, Math.ceil(afterMs / 1000))} s`
  const detail = `${where} is limiting requests (429). Try again in ${wait}.`
  return new AttemptFailure(new ModelFailure('model_busy', detail, { retryable: true }), { afterMs })
}

function passing(message: string, afterMs: number | null = null): AttemptFailure {
  return new AttemptFailure(new ModelFailure('model_failed', message, { retryable: true }), { afterMs })
}

function lost(where: string): AttemptFailure {
  return passing(`${where} broke off the connection.`)
}

function notUnderstood(where: string): AttemptFailure {
  return new AttemptFailure(new ModelFailure('model_not_understood', `${where} gave an answer that is not understood.`))
}

function refused(message: string): AttemptFailure {
  return new AttemptFailure(new ModelFailure('model_refused', message))
}

function isNotUnderstood(error: unknown): boolean {
  const kinds = [InvalidResponseDataError, JSONParseError, TypeValidationError]
  return error instanceof EndlessLine || kinds.some((kind) => kind.isInstance(error))
}

/** What a server says in a stream that has begun comes as it is, and is no Error. */
const ToldInStream = z
  .object({ message: z.string(), type: z.unknown().optional() })
  .refine((value) => !(value instanceof Error))

/** Node says `terminated` with the socket's error as the cause. */
function isLostConnection(error: unknown): boolean {
  return error instanceof TypeError && (error.message === 'terminated' || error.cause instanceof Error)
}

/** Without what a URL may carry of a name and password. */
function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : 'an address that is not a URL'
}

/** The server's own words, one line of them. Keys are told in part by some servers ("sk-abc***xyz"). */
function said(message: string, apiKey: string | null): string {
  const line = (apiKey === null || apiKey === '' ? message : message.replaceAll(apiKey, '…'))
    .replace(/\b(sk-|Bearer\s+)\S+/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  return /[.!?…]$/.test(line) ? line : `${line}.`
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfterMs(headers: Record<string, string> | undefined): number | null {
  const value = headers?.['retry-after'] ?? ''
  const seconds = Number(value)
  const ms = value !== '' && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return ms >= 0 ? ms : null
}
