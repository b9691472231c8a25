import type { Job, StoredFile } from '@outlast/contract'
import type { ApiProblem } from '../../lib/api-problem.ts'

/** Uploads at a time: enough to fill a line, few enough to leave the browser connections for everything else. */
export const PARALLEL_UPLOADS = 3

/** A file on its way to the server. Once it is there it is a file of the list, and no upload any more. */
export interface Upload {
  uploadId: string
  name: string
  sizeBytes: number
  collection: string
  stage: UploadStage
}

export type UploadStage =
  | { stage: 'waiting' }
  | { stage: 'sending'; sentBytes: number }
  | { stage: 'refused'; problem: ApiProblem }
  /** Its content is in the collection already, as this file. */
  | { stage: 'known'; file: StoredFile }

export type UploadEvent =
  | { type: 'added'; uploads: readonly Omit<Upload, 'stage'>[] }
  | { type: 'staged'; uploadId: string; stage: UploadStage }
  | { type: 'gone'; uploadId: string }

/** What becomes of the uploads when something happens to one. */
export function uploadsReducer(uploads: readonly Upload[], event: UploadEvent): readonly Upload[] {
  switch (event.type) {
    case 'added':
      return [...uploads, ...event.uploads.map((upload) => ({ ...upload, stage: { stage: 'waiting' as const } }))]
    case 'staged':
      return uploads.map((upload) => (upload.uploadId === event.uploadId ? { ...upload, stage: event.stage } : upload))
    case 'gone':
      return uploads.filter(({ uploadId }) => uploadId !== event.uploadId)
  }
}

/** The uploads that may begin now: first come, first served. */
export function startable(uploads: readonly Upload[]): Upload[] {
  const sending = uploads.filter(({ stage }) => stage.stage === 'sending').length
  return uploads.filter(({ stage }) => stage.stage === 'waiting').slice(0, Math.max(0, PARALLEL_UPLOADS - sending))
}

/** Whether closing the tab would lose something. */
export function isUploading(uploads: readonly Upload[]): boolean {
  return uploads.some(({ stage }) => stage.stage === 'waiting' || stage.stage === 'sending')
}

/** Whether its job has not ended. */
export function isUnfinished({ state }: StoredFile): boolean {
  return state === 'queued' || state === 'indexing'
}

/** Pages of a list with a file that was stored just now: at the top, as the server has it. */
export function withFile<P extends { items: StoredFile[] }>(pages: P[], file: StoredFile): P[] {
  return pages.map((page, index) => {
    const others = page.items.filter(({ file_id }) => file_id !== file.file_id)
    return { ...page, items: index === 0 ? [file, ...others] : others }
  })
}

/** The unfinished job of a file among those that are known. */
export function jobOf(file: StoredFile, jobs: readonly Job[]): Job | null {
  return isUnfinished(file) ? (jobs.find(({ job_id }) => job_id === file.job_id) ?? null) : null
}
