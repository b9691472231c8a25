import { StoredFile } from '@outlast/contract'
import { ApiProblem, problemOfAnswer } from '../../lib/api-problem.ts'
import type { Authorised } from '../../lib/client.tsx'

/** Where files go, and as whom. */
export interface SendDeps {
  apiUrl: string
  authorised: Authorised
}

interface Sending {
  file: File
  collection: string
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

/** The file as the server has it; not new where its content was there already. */
export type Sent = { file: StoredFile; isNew: boolean }

/** Uploads a document. Throws an ApiProblem; after an abort, the signal's reason. */
export async function sendFile({ apiUrl, authorised }: SendDeps, sending: Sending): Promise<Sent> {
  const answer = await authorised((token) => post(`${apiUrl}/api/files`, token, sending))
  if (answer.status !== 200 && answer.status !== 202) throw problemOfAnswer(answer.status, answer.body)
  return { file: StoredFile.parse(answer.body), isNew: answer.status === 202 }
}

type Answer = { status: number; body: unknown }

/** XMLHttpRequest, because fetch does not tell how much of a body is sent. */
function post(url: string, token: string, { file, collection, onProgress, signal }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.responseType = 'text'
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : Math.round((loaded / total) * file.size)),
    )
    request.addEventListener('load', () => resolve({ status: request.status, body: parseJson(request.responseText) }))
    request.addEventListener('error', () =>
      reject(new ApiProblem({ code: 'unreachable', title: 'The connection was lost while the file was sent' })),
    )
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(formOf(file, collection))
  })
}

/** The fields first: the server knows where the file goes before it comes. */
function formOf(file: File, collection: string): FormData {
  const form = new FormData()
  form.append('collection', collection)
  form.append('file', file, file.name)
  return form
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // not ours, e.g. a proxy's page: the problem says so
  }
}
