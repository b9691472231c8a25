import type { Job, JobError, JobKind, JobStatus, Language } from '@outlast/contract'
import { formatClock, formatDuration, secondsBetween } from './format.ts'

/** What a kind of job is called on the page. */
export const KIND_WORDS: Record<JobKind, string> = {
  'code.run': 'Code run',
  'coach.reply': 'Coach reply',
  'basket.analyze': 'Basket analysis',
  'canvas.draw': 'Drawing',
  'file.index': 'File index',
  'collection.train': 'Training',
  'collection.index': 'Search index',
}

/** What a state is called on the page. */
export const STATUS_WORDS: Record<JobStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const LANGUAGE_WORDS: Record<Language, string> = {
  python: 'Python',
  typescript: 'TypeScript',
  javascript: 'JavaScript',
}

/** What happened and what to do, in plain words. The server's own detail follows where it says more. */
export function explainJobError({ code, detail }: JobError): { title: string; advice: string } {
  switch (code) {
    case 'code_error':
      return { title: 'Your code stopped with an error', advice: 'The traceback in the output names the line.' }
    case 'timeout':
      return {
        title: 'It ran longer than its time limit',
        advice: 'Raise the limit in the run settings, or save checkpoints and go on from there.',
      }
    case 'memory_limit':
      return { title: 'It needed more memory than a run may use', advice: 'Work on smaller pieces at a time.' }
    case 'sandbox_crashed':
      return {
        title: 'The sandbox crashed',
        advice: 'Nothing else was touched. Run it again; if it crashes again, the code is what does it.',
      }
    case 'poison':
      return {
        title: 'It kept crashing its worker and was given up',
        advice: 'Change the code before running it again.',
      }
    case 'worker_lost':
      return { title: 'The machine that ran it was lost', advice: 'It was not the fault of your code: run it again.' }
    case 'empty_document':
      return { title: 'There is no text in it', advice: 'A scan has pictures of text only: run OCR on it first.' }
    case 'encrypted_document':
      return { title: 'It is protected by a password', advice: 'Upload a copy without the password.' }
    case 'damaged_document':
      return { title: 'It is damaged', advice: 'Open it, save it anew, and upload that.' }
    case 'unsupported_document':
      return { title: 'It is of a kind that cannot be read', advice: 'PDF, Word, Markdown, HTML, CSV and text can.' }
    case 'document_too_large':
      return { title: 'There is more in it than can be read', advice: 'Upload it in parts.' }
    case 'parse_timeout':
      return { title: 'Reading it took too long', advice: 'Upload it in parts, or as plain text.' }
    case 'too_little_text':
      return { title: 'There is too little text to learn from', advice: 'Add documents or items, then train again.' }
    case 'embedding_failed':
      return { title: 'The server that makes embeddings failed', advice: 'Nothing was changed: try again.' }
    case 'not_understood':
      return {
        title: 'What to draw was not understood',
        advice: 'Say what there is and how it is connected, e.g. “order -> payment: card”.',
      }
    case 'nothing_selected':
      return { title: 'Nothing is selected', advice: 'Select what is to be changed, then ask again.' }
    case 'empty_drawing':
      return { title: 'There was nothing to draw in it', advice: 'Name the things that are to be seen.' }
    case 'too_many_elements':
      return { title: 'That would be too much for one drawing', advice: 'Ask for a part of it, then for the next one.' }
    case 'drawing_too_complex':
      return { title: 'It has too many connections to be laid out', advice: 'Ask for a part of it.' }
    case 'model_failed':
    case 'model_timeout':
    case 'model_busy':
      return { title: 'The language model did not answer', advice: 'Nothing was changed: try again in a moment.' }
    case 'model_refused':
      return { title: 'The language model refused', advice: 'Its key, its name or its address may be wrong.' }
    case 'model_not_understood':
      return { title: 'The language model’s answer made no sense', advice: 'Try again, or say it in other words.' }
    case 'canvas_deleted':
      return { title: 'The canvas was deleted meanwhile', advice: '' }
    case 'cycle':
    case 'unknown_id':
    case 'duplicate_id':
    case 'invalid_intent':
    case 'invalid_mermaid':
      return { title: 'The plan for it does not hold together', advice: 'Try again, or say it in other words.' }
    case 'store_unavailable':
      return { title: 'The vector store does not answer', advice: 'Nothing was changed: try again later.' }
    default:
      return { title: 'It failed', advice: detail === '' ? `The code of the failure is ${code}.` : '' }
  }
}

/** Where a wish to stop stands: when it was asked, and how long it took to stop. Null if nobody asked. */
export function describeStop(job: Job): string | null {
  const { cancel_requested_at: asked, finished_at: finished, status } = job
  if (asked === null) return null
  if (finished === null) return `Asked to stop at ${formatClock(asked)} …`
  if (status === 'cancelled')
    return `Asked to stop at ${formatClock(asked)}, stopped ${formatDuration(secondsBetween(asked, finished))} later`
  return `Had already ended when it was asked to stop`
}

/** What the progress number is worth. */
export function describeProgress(job: Job): string {
  switch (job.progress_source) {
    case 'reported':
      return 'reported'
    case 'estimated':
      return 'estimated'
    case 'none':
      return ''
  }
}
