/**
 * Begins the trace of something that a person does, as a W3C `traceparent` (https://www.w3.org/TR/trace-context/). The server goes on
 * with it where its operator has tracing on: what the click set off, the job and the model's answer are one trace.
 */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`
}

/** The standard forbids nothing but zeros, which 64 random bits are once in ages. */
function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}
