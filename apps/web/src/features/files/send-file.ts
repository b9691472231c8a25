import { StoredFile } from '@outlast/contract'
import { problemOfAnswer } from '../../lib/api-problem.ts'
import type { Authorised } from '../../lib/client.tsx'
import { sendForm } from '../../lib/send-form.ts'

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
  const { file, collection, onProgress, signal } = sending
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
