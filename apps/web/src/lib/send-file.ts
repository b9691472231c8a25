import { StoredFile } from '@outlast/contract'
import { ApiProblem, problemOfAnswer } from './api-problem.ts'
import type { Authorised } from './client.tsx'
import { formatBytes } from './format.ts'
import { sendForm } from './send-form.ts'

/** Where files go, and as whom. */
export interface SendDeps {
  apiUrl: string
  authorised: Authorised
}

interface Sending {
  file: File
  collection: string
  /** What the server takes at most. */
  maxBytes: number
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

/** The file as the server has it; not new where its content was there already. */
export type Sent = { file: StoredFile; isNew: boolean }

/** Uploads a document. Throws an ApiProblem; after an abort, the signal's reason. */
export async function sendFile({ apiUrl, authorised }: SendDeps, sending: Sending): Promise<Sent> {
  const { file, collection, maxBytes, onProgress, signal } = sending
  if (file.size > maxBytes) throw tooLarge(maxBytes)
  const answer = await authorised((token) =>
    sendForm({
      url: `${apiUrl}/api/files`,
      headers: { authorization: `Bearer ${token}` },
      form: formOf(file, collection),
      sizeBytes: file.size,
      onProgress,
      signal,
    }),
  )
  if (answer.status !== 200 && answer.status !== 202) throw problemOfAnswer(answer.status, answer.body)
  return { file: StoredFile.parse(answer.body), isNew: answer.status === 202 }
}

/** The fields first: the server knows where the file goes before it comes. */
function formOf(file: File, collection: string): FormData {
  const form = new FormData()
  form.append('collection', collection)
  form.append('file', file, file.name)
  return form
}

/** What the server would say after 50 MB had been sent. */
function tooLarge(maxBytes: number): ApiProblem {
  const detail = `The file is over the limit of ${formatBytes(maxBytes)}.`
  return new ApiProblem({ code: 'body_too_large', title: 'The body is too large', detail })
}
