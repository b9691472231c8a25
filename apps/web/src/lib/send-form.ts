import { ApiProblem } from './api-problem.ts'
import { newTraceparent } from './traceparent.ts'

/** A form with a file in it, on its way. */
export interface FormToSend {
  url: string
  headers: Record<string, string>
  form: FormData
  /** Of the file alone: progress is told in its bytes, not in those of the form around it. */
  sizeBytes: number
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

/** What the server said; `body` is null where it is not JSON. */
export type FormAnswer = { status: number; body: unknown }

/**
 * Sends a form and tells how far it is. XMLHttpRequest, because fetch does not tell how much of a body is sent. Throws
 * an ApiProblem when the connection is lost, the signal's reason after an abort.
 */
export function sendForm({ url, headers, form, sizeBytes, onProgress, signal }: FormToSend): Promise<FormAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.setRequestHeader('traceparent', newTraceparent())
    request.responseType = 'text'
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : Math.round((loaded / total) * sizeBytes)),
    )
    request.addEventListener('load', () => resolve({ status: request.status, body: parseJson(request.responseText) }))
    request.addEventListener('error', () =>
      reject(new ApiProblem({ code: 'unreachable', title: 'The connection was lost while the file was sent' })),
    )
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not ours, e.g. a proxy's page: the problem says so
  }
}
