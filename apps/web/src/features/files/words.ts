import type { FileState, JobError, JobStatus, MediaType, StoredFile } from '@outlast/contract'
import type { ApiProblem } from '../../lib/api-problem.ts'
import { explainProblem } from '../../lib/api-problem.ts'
import { formatNumber } from '../../lib/format.ts'
import { explainJobError } from '../../lib/job-words.ts'

/** What a kind of document is called on the page. */
export const MEDIA_WORDS: Record<MediaType, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'text/markdown': 'Markdown',
  'text/html': 'HTML',
  'text/csv': 'CSV',
  'text/plain': 'Text',
}

/** What a state of a file is called on the page. */
export const FILE_STATE_WORDS: Record<FileState, string> = {
  queued: 'Queued',
  indexing: 'Indexing',
  indexed: 'Indexed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

/** A file stands as its job does. */
export const STATUS_OF_FILE: Record<FileState, JobStatus> = {
  queued: 'queued',
  indexing: 'running',
  indexed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** What was found in a file: `3 pages · 12 passages`. */
export function describeContent({ pages, chunks }: StoredFile): string {
  const parts = [...(pages === null ? [] : [formatNumber(pages, 'page')]), formatNumber(chunks, 'passage')]
  return parts.join(' · ')
}

/** Why a file is not indexed: what happened, and what to do where that is not plain. */
export function explainIndexError(error: JobError | null): { title: string; advice: string } {
  switch (error?.code) {
    case undefined:
      return { title: 'It could not be indexed', advice: 'That was too long ago to say more: upload it again.' }
    case 'timeout':
      return { title: 'Reading it took too long', advice: 'Upload it in parts, or as plain text.' }
    case 'memory_limit':
    case 'poison':
      return { title: 'Reading it took more than the server has', advice: 'Upload it in parts, or as plain text.' }
    case 'worker_lost':
      return { title: 'The machine that read it was lost', advice: 'The file is not to blame: try again.' }
    default: {
      const { title, advice } = explainJobError(error ?? { code: '', detail: '' })
      return { title, advice: advice === '' ? (error?.detail ?? '') : advice }
    }
  }
}

/** Why a file was not taken, in words. */
export function explainRefusal(problem: ApiProblem): { title: string; advice: string } {
  const advice = explainProblem(problem)
  switch (problem.code) {
    case 'body_too_large':
      return { title: 'It is too large', advice }
    case 'unreadable_document':
    case 'unsupported_media_type':
      return { title: 'It cannot be read', advice }
    case 'unreachable':
      return { title: 'The connection was lost', advice: 'Nothing of it was kept: try again.' }
    default:
      return { title: 'It was not taken', advice }
  }
}
