import { MAX_DUMP_CHARS, MAX_SOURCES, type Source, type WorkRequest } from '@outlast/contract'
import { isPassing, type ApiProblem } from '../../lib/api-problem.ts'
import { NO_DRAFT, type BasketDraft } from '../../lib/basket-draft.ts'

/** What a person is about to drop into a basket. */
export interface Draft {
  text: string
  intent: string
  files: readonly DraftFile[]
  sending: Sending
}

export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; attempt: Attempt }
  | { state: 'failed'; attempt: Attempt; problem: ApiProblem }
  /** Of before the page was loaded anew: nobody knows whether it arrived. */
  | { state: 'unknown'; attempt: Attempt }

/** A request with its id: the same material keeps its id until it is known to have arrived, so it is analysed once. */
export interface Attempt {
  requestId: string
  request: string
}

/** A document that goes along. */
export interface DraftFile {
  localId: string
  name: string
  sizeBytes: number
  stage: FileStage
}

export type FileStage =
  | { stage: 'waiting' }
  | { stage: 'sending'; sentBytes: number }
  | { stage: 'refused'; problem: ApiProblem }
  /** It is in the library, as this file. */
  | { stage: 'stored'; fileId: string }

export type DraftEvent =
  | { type: 'typed'; text: string }
  | { type: 'intended'; intent: string }
  | { type: 'files_added'; files: readonly Omit<DraftFile, 'stage'>[] }
  | { type: 'file_staged'; localId: string; stage: FileStage }
  | { type: 'file_removed'; localId: string }
  | { type: 'send_started'; attempt: Attempt }
  | { type: 'send_failed'; problem: ApiProblem }
  | { type: 'accepted' }

/** What becomes of a draft. What is typed while it is being sent stays for the next time. */
export function draftReducer(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case 'typed':
      return { ...draft, text: event.text }
    case 'intended':
      return { ...draft, intent: event.intent }
    case 'files_added':
      return {
        ...draft,
        files: [...draft.files, ...event.files.map((file) => ({ ...file, stage: { stage: 'waiting' as const } }))],
      }
    case 'file_staged':
      return {
        ...draft,
        files: draft.files.map((file) => (file.localId === event.localId ? { ...file, stage: event.stage } : file)),
      }
    case 'file_removed':
      return { ...draft, files: draft.files.filter(({ localId }) => localId !== event.localId) }
    case 'send_started':
      return { ...draft, sending: { state: 'sending', attempt: event.attempt } }
    case 'send_failed':
      return draft.sending.state === 'sending'
        ? { ...draft, sending: { state: 'failed', attempt: draft.sending.attempt, problem: event.problem } }
        : draft
    case 'accepted':
      return afterAccepted(draft)
  }
}

/** Only what was accepted goes: not what was written meanwhile. */
function afterAccepted(draft: Draft): Draft {
  if (draft.sending.state !== 'sending') return draft
  const sent = requestOf(draft.sending.attempt)
  const { text, fileIds } = sent
  return {
    text: draft.text.startsWith(text) ? draft.text.slice(text.length) : draft.text,
    intent: draft.intent === sent.intent ? '' : draft.intent,
    files: draft.files.filter(({ stage }) => stage.stage !== 'stored' || !fileIds.includes(stage.fileId)),
    sending: { state: 'idle' },
  }
}

export type WhyNot = 'empty' | 'busy' | 'uploading' | 'refused' | 'too_long' | 'too_many'

/** Why the draft cannot be analysed now; null where it can. */
export function whyNotSendable({ text, files, sending }: Draft): WhyNot | null {
  if (sending.state === 'sending') return 'busy'
  if (files.some(({ stage }) => stage.stage === 'waiting' || stage.stage === 'sending')) return 'uploading'
  if (files.some(({ stage }) => stage.stage === 'refused')) return 'refused'
  if (text.length > MAX_DUMP_CHARS) return 'too_long'
  if (files.length + (text.trim() === '' ? 0 : 1) > MAX_SOURCES) return 'too_many'
  return text.trim() === '' && files.length === 0 ? 'empty' : null
}

/** What an attempt sends, as the draft had it. */
type Request = Pick<Draft, 'text' | 'intent'> & { fileIds: string[] }

/** The attempt for what is in the draft: that of before if it is the same and nobody knows whether it arrived. */
export function attemptOf({ text, intent, files, sending }: Draft, newId: () => string): Attempt {
  const fileIds = files.flatMap(({ stage }) => (stage.stage === 'stored' ? [stage.fileId] : []))
  const request = JSON.stringify({ text, intent, fileIds } satisfies Request)
  const before = unansweredOf(sending)
  return before?.request === request ? before : { requestId: newId(), request }
}

/** An attempt of which nobody knows whether it arrived. What was refused for good is another request next time. */
function unansweredOf(sending: Sending): Attempt | null {
  if (sending.state === 'idle') return null
  return sending.state === 'failed' && !isPassing(sending.problem) ? null : sending.attempt
}

/** The body of the request that an attempt makes. */
export function workOf(basketId: string, attempt: Attempt): WorkRequest {
  const { text, intent, fileIds } = requestOf(attempt)
  const sources: Source[] = [
    ...(text.trim() === '' ? [] : [{ type: 'text' as const, content: text.toWellFormed() }]),
    ...fileIds.map((id) => ({ type: 'file' as const, id })),
  ]
  const wish = intent.trim() === '' ? {} : { intent: intent.trim() }
  return { request_id: attempt.requestId, basket_id: basketId, ...wish, sources }
}

function requestOf({ request }: Attempt): Request {
  return JSON.parse(request)
}

/** A draft as the browser kept it. */
export function draftOfKept({ text, intent, files, attempt }: BasketDraft): Draft {
  return {
    text,
    intent,
    files: files.map(({ file_id: fileId, name, size_bytes: sizeBytes }) => ({
      localId: fileId,
      name,
      sizeBytes,
      stage: { stage: 'stored', fileId },
    })),
    sending: attempt === null ? { state: 'idle' } : { state: 'unknown', attempt },
  }
}

/** What of a draft can be kept: not what is still on its way, which the browser forgets with the page. */
export function keptOf({ text, intent, files, sending }: Draft): BasketDraft {
  return {
    ...NO_DRAFT,
    text,
    intent,
    files: files.flatMap(({ name, sizeBytes, stage }) =>
      stage.stage === 'stored' ? [{ file_id: stage.fileId, name, size_bytes: sizeBytes }] : [],
    ),
    attempt: unansweredOf(sending),
  }
}
