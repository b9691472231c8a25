/** Bytes of one line of a server's answer. A piece of an answer has some hundred; the SDK collects a line whole. */
const MAX_LINE_BYTES = 8 * 1024 * 1024

/** `fetch`, but an answer with a line without end breaks off instead of filling the memory. */
export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (response.body === null) return response
  let line = 0
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        const lastBreak = bytes.lastIndexOf(10)
        line = lastBreak < 0 ? line + bytes.length : bytes.length - lastBreak - 1
        if (line > MAX_LINE_BYTES) controller.error(new EndlessLine(`A line has more than ${MAX_LINE_BYTES} bytes.`))
        else controller.enqueue(bytes)
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(bounded, { status, statusText, headers })
}

export class EndlessLine extends Error {
  override readonly name = 'EndlessLine'
}
