import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES, MAX_MESSAGE_CHARS, hasWords, type Attachment } from '@outlast/contract'
import type { ApiProblem } from '../../lib/api-problem.ts'

/** What a person is about to send. */
export interface Draft {
  draftId: string
  sessionId: string
  /** Null until the thread is there, which is with the first file or message. */
  threadId: string | null
  /** The coach that was chosen before there is a thread; null for the first of the list. */
  coach: string | null
  text: string
  files: readonly DraftFile[]
  sending: Sending
}

export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; attempt: Attempt }
  | { state: 'failed'; attempt: Attempt; problem: ApiProblem }

/** A request with its key: the same message keeps its key until it is known to have arrived. */
export interface Attempt {
  key: string
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
  | { stage: 'attached'; attachment: Attachment }

export type DraftEvent =
  | { type: 'typed'; text: string }
  | { type: 'coach_chosen'; coach: string }
  | { type: 'thread_made'; threadId: string }
  | { type: 'files_added'; files: readonly Omit<DraftFile, 'stage'>[] }
  | { type: 'file_staged'; localId: string; stage: FileStage }
  | { type: 'file_removed'; localId: string }
  | { type: 'send_started'; attempt: Attempt }
  | { type: 'send_failed'; problem: ApiProblem }
  | { type: 'sent' }

/** A draft with nothing in it. */
export function newDraft(draftId: string, sessionId: string, threadId: string | null): Draft {
  return { draftId, sessionId, threadId, coach: null, text: '', files: [], sending: { state: 'idle' } }
}

/** What becomes of a draft. What is typed while it is being sent stays for the next message. */
export function draftReducer(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case 'typed':
      return { ...draft, text: event.text }
    case 'coach_chosen':
      return { ...draft, coach: event.coach }
    case 'thread_made':
      return { ...draft, threadId: event.threadId }
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
    case 'sent':
      return afterSending(draft)
  }
}

function afterSending(draft: Draft): Draft {
  if (draft.sending.state !== 'sending') return draft
  const { text, fileIds } = requestOf(draft.sending.attempt)
  const rest = draft.text.startsWith(text) ? draft.text.slice(text.length) : draft.text
  const files = draft.files.filter(
    ({ stage }) => stage.stage !== 'attached' || !fileIds.includes(stage.attachment.file_id),
  )
  return { ...draft, text: rest, files, sending: { state: 'idle' } }
}

/** Ids of the files that go along with the next message. */
export function fileIdsOf({ files }: Draft): string[] {
  return files.flatMap(({ stage }) => (stage.stage === 'attached' ? [stage.attachment.file_id] : []))
}

/** Why a message cannot be sent now; null where it can. `empty` and `busy` need no words. */
export function whyNotSendable(draft: Draft): 'empty' | 'busy' | 'uploading' | 'refused' | 'too_long' | null {
  if (draft.sending.state === 'sending') return 'busy'
  if (draft.files.some(({ stage }) => stage.stage === 'waiting' || stage.stage === 'sending')) return 'uploading'
  if (draft.files.some(({ stage }) => stage.stage === 'refused')) return 'refused'
  if (draft.text.length > MAX_MESSAGE_CHARS) return 'too_long'
  return !hasWords(draft.text) && draft.files.length === 0 ? 'empty' : null
}

/** The attempt to send what is in the draft: that of before if it is the same and nobody knows whether it arrived. */
export function attemptOf(draft: Draft, newKey: () => string): Attempt {
  const request = JSON.stringify({ text: draft.text, fileIds: fileIdsOf(draft) })
  const before = draft.sending.state === 'idle' ? null : draft.sending.attempt
  return before?.request === request ? before : { key: newKey(), request }
}

/** What an attempt sends. */
export function requestOf({ request }: Attempt): { text: string; fileIds: string[] } {
  return JSON.parse(request)
}

/** Characters left before a message is too long; null while that is far away. */
export function charactersLeft(text: string): number | null {
  const left = MAX_MESSAGE_CHARS - text.length
  return left < MAX_MESSAGE_CHARS / 10 ? left : null
}

/** Which of the chosen files may come along, and why the others may not. */
export function admit<F extends { name: string; size: number }>(
  draft: Draft,
  chosen: readonly F[],
): { admitted: F[]; reason: string | null } {
  const room = Math.max(0, MAX_ATTACHMENTS - draft.files.length)
  const small = chosen.filter(({ size }) => size <= MAX_ATTACHMENT_BYTES)
  const large = chosen.filter(({ size }) => size > MAX_ATTACHMENT_BYTES).map(({ name }) => name)
  const reasons = [
    ...(large.length > 0 ? [`${large.join(', ')}: over the limit of ${MAX_ATTACHMENT_BYTES / 1_000_000} MB.`] : []),
    ...(small.length > room ? [`A message takes ${MAX_ATTACHMENTS} files; send the others with the next one.`] : []),
  ]
  return { admitted: small.slice(0, room), reason: reasons.length > 0 ? reasons.join(' ') : null }
}
