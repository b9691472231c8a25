// How variables are written, and what is said of those that are not written so: "NAME must be …".
import { z } from 'zod'
import { isOriginPattern } from './origins.ts'

export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return z.string().regex(/^\d+$/, message).transform(Number).pipe(z.number().min(min, message).max(max, message))
}

export function seconds(min: number, max: number) {
  return numeric(min, max, `must be a number of seconds from ${min} to ${max}`)
}

export function decimal(min: number, max: number) {
  return numeric(min, max, `must be a number from ${min} to ${max}`)
}

function numeric(min: number, max: number, message: string) {
  const digits = /^\d+(\.\d+)?$/
  return z.string().regex(digits, message).transform(Number).pipe(z.number().min(min, message).max(max, message))
}

export function oneOf<const T extends readonly [string, string, ...string[]]>(values: T) {
  return z.enum(values, `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`)
}

export function httpUrl() {
  return z
    .string()
    .refine((text) => {
      const url = URL.parse(text)
      return (
        url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === ''
      )
    }, 'must be a URL that begins with http:// or https://, without user, query or fragment')
    .transform((text) => text.replace(/\/+$/, ''))
}

/** As in the W3C's baggage: values are percent-encoded. Source: OpenTelemetry's "OTLP Exporter Configuration". */
export function otlpHeaders() {
  return z
    .string()
    .transform((text) => text.split(',').map((pair) => /^\s*([\w!#$&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/.exec(pair)))
    .refine(
      (pairs) => pairs.every((pair) => pair !== null && isPercentEncoded(pair[2])),
      'must be NAME=VALUE, separated by commas',
    )
    .transform((pairs) =>
      Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', decodeURIComponent(pair?.[2] ?? '')])),
    )
}

/** Also of UTF-8, and of nothing that ends a header: `%FF` and `%0A` would only be noticed when something is sent. */
function isPercentEncoded(text = ''): boolean {
  try {
    return /^[\t\x20-\x7e\x80-\xff]*$/.test(decodeURIComponent(text))
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}

export function postgresUrl() {
  return z
    .string()
    .refine(
      (text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''),
      'must be a URL that begins with postgresql://',
    )
}

export function vectorStoreUrl() {
  return z
    .string()
    .refine(
      (text) => /^(lancedb:.+|pgvector:|(chroma|weaviate):https?:\/\/.+)$/.test(text),
      'must be lancedb:PATH, pgvector:, chroma:http://… or weaviate:https://…',
    )
}

export function origins() {
  return z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .refine(
      (list) => list.length > 0 && list.every(isOriginPattern),
      'must be origins such as https://example.com, without path or slash at the end, separated by commas',
    )
}
