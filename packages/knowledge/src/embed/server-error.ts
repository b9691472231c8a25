import { APICallError, InvalidResponseDataError } from 'ai'
import { KnowledgeError } from '../knowledge-error.ts'
import { RetryableFailure } from './retry.ts'

export type Asked = { baseUrl: string; apiKey: string; model: string; timeoutMs: number; timedOut: boolean }

/**
 * What went wrong at the server in one sentence, without the key, and without the SDK's error: that one carries the texts.
 * What may pass (429, 408, 5xx, a time-out, no connection) comes as a `RetryableFailure`.
 */
export function explain(error: unknown, asked: Asked): KnowledgeError | RetryableFailure {
  const where = `The embedding server at ${originOf(asked.baseUrl)}`
  if (asked.timedOut) return passing(`${where} did not answer within ${asked.timeoutMs / 1_000} s.`, null)
  if (InvalidResponseDataError.isInstance(error))
    return lasting(`${where} answered with more or fewer vectors than there were texts.`)
  if (!APICallError.isInstance(error)) return lasting(`${where} gave an answer that is not understood.`)
  const { statusCode: status, responseHeaders } = error
  if (status === undefined) return passing(`${where} can't be reached.`, null)
  if (status === 401 || status === 403) return lasting(`${where} refused the API key (${status}).`)
  if (status === 429) return passing(`${where} is limiting requests (429).`, retryAfterMs(responseHeaders))
  if (status === 408 || status >= 500) return passing(`${where} failed (${status}).`, retryAfterMs(responseHeaders))
  if (status < 300) return lasting(`${where} gave an answer that is not understood.`)
  return lasting(`${where} refused the request for ${asked.model} (${status}): ${said(error.message, asked.apiKey)}`)
}

function passing(message: string, retryAfterMs: number | null): RetryableFailure {
  return new RetryableFailure(new KnowledgeError('embedding_failed', message, { retryable: true }), retryAfterMs)
}

function lasting(message: string): KnowledgeError {
  return new KnowledgeError('embedding_failed', message)
}

/** Without what a URL may carry of a name and password. */
function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : 'an address that is not a URL'
}

/** The server's own words, one line of them. Keys are told in part by some servers ("sk-abc***xyz"). */
function said(message: string, apiKey: string): string {
  const withoutKey = apiKey === '' ? message : message.replaceAll(apiKey, '…')
  const line = withoutKey
    .replace(/\b(sk-|Bearer\s+)\S+/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  return /[.!?…]$/.test(line) ? line : `${line}.`
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfterMs(headers: Record<string, string> | undefined): number | null {
  const precise = Number.parseFloat(headers?.['retry-after-ms'] ?? '')
  if (precise >= 0) return precise
  const value = headers?.['retry-after'] ?? ''
  const seconds = Number(value)
  const ms = value !== '' && Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now()
  return ms >= 0 ? ms : null
}
