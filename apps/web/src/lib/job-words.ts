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

type Words = { title: string; advice: string }

const ERROR_WORDS: Record<string, Words> = {
  code_error: { title: 'Your code stopped with an error', advice: 'The traceback in the output names the line.' },
  timeout: {
    title: 'It ran longer than its time limit',
    advice: 'Raise the limit in the run settings, or save checkpoints and go on from there.',
  },
  memory_limit: { title: 'It needed more memory than a run may use', advice: 'Work on smaller pieces at a time.' },
  sandbox_crashed: {
    title: 'The sandbox crashed',
    advice: 'Nothing else was touched. Run it again; if it crashes again, the code is what does it.',
  },
  poison: {
    title: 'It kept crashing its worker and was given up',
    advice: 'Change the code before running it again.',
  },
  worker_lost: {
    title: 'The machine that ran it was lost',
    advice: 'It was not the fault of your code: run it again.',
  },
  empty_document: { title: 'There is no text in it', advice: 'A scan has pictures of text only: run OCR on it first.' },
  encrypted_document: { title: 'It is protected by a password', advice: 'Upload a copy without the password.' },
  damaged_document: { title: 'It is damaged', advice: 'Open it, save it anew, and upload that.' },
  unsupported_document: {
    title: 'It is of a kind that cannot be read',
    advice: 'PDF, Word, Markdown, HTML, CSV and text can.',
  },
  document_too_large: { title: 'There is more in it than can be read', advice: 'Upload it in parts.' },
  parse_timeout: { title: 'Reading it took too long', advice: 'Upload it in parts, or as plain text.' },
  too_little_text: {
    title: 'There is too little text to learn from',
    advice: 'Add documents or items, then train again.',
  },
  embedding_failed: { title: 'The server that makes embeddings failed', advice: 'Nothing was changed: try again.' },
  store_unavailable: { title: 'The vector store does not answer', advice: 'Nothing was changed: try again later.' },
  empty_sources: { title: 'There is no text in it', advice: 'Drop notes or documents with something in them.' },
  source_deleted: { title: 'A source is gone', advice: 'Leave it out, and analyse the rest again.' },
  source_unreadable: { title: 'A source cannot be read', advice: 'Leave it out, and analyse the rest again.' },
  source_too_long: { title: 'A source is too long', advice: 'Analyse it in parts.' },
  invalid_proposal: { title: 'What was proposed made no sense', advice: 'Nothing was changed: try again.' },
  basket_archived: { title: 'The basket was archived meanwhile', advice: 'Restore it, and run the analysis again.' },
  model_failed: { title: 'The model server failed', advice: 'Nothing was changed: try again.' },
  model_busy: { title: 'The model server is busy', advice: 'Nothing was changed: try again in a while.' },
  model_timeout: { title: 'The model took too long', advice: 'Run it again, or with less at a time.' },
  model_refused: {
    title: 'The model server refused',
    advice: 'Whoever runs this server can see to its key and its model.',
  },
  model_not_understood: {
    title: 'The language model’s answer made no sense',
    advice: 'Nothing was changed: try again.',
  },
  model_output_invalid: { title: 'What the model wrote made no sense', advice: 'Nothing was changed: try again.' },
  basket_deleted: { title: 'The basket is gone', advice: '' },
  not_understood: {
    title: 'What to draw was not understood',
    advice: 'Say what there is and how it is connected, e.g. “order -> payment: card”.',
  },
  nothing_selected: { title: 'Nothing is selected', advice: 'Select what is to be changed, then ask again.' },
  empty_drawing: { title: 'There was nothing to draw in it', advice: 'Name the things that are to be seen.' },
  too_many_elements: {
    title: 'That would be too much for one drawing',
    advice: 'Ask for a part of it, then for the next one.',
  },
  drawing_too_complex: { title: 'It has too many connections to be laid out', advice: 'Ask for a part of it.' },
  invalid_intent: { title: 'The plan for it does not hold together', advice: 'Try again, or say it in other words.' },
  cycle: { title: 'Something in it is above itself', advice: 'Try again, or say it in other words.' },
  unknown_id: { title: 'It speaks of something that is not there', advice: 'Try again, or say it in other words.' },
  invalid_mermaid: { title: 'This is no Mermaid that is understood', advice: 'Mend the text, then ask again.' },
  canvas_deleted: { title: 'The canvas was deleted meanwhile', advice: '' },
}

/** What happened and what to do, in plain words. The server's own detail follows where it says more. */
export function explainJobError({ code, detail }: JobError): Words {
  const known = Object.hasOwn(ERROR_WORDS, code) ? ERROR_WORDS[code] : undefined
  return known ?? { title: 'It failed', advice: detail === '' ? `The code of the failure is ${code}.` : '' }
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
