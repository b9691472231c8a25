import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES, MAX_MESSAGE_CHARS, hasWords } from '@outlast/contract'
import {
  attemptFor,
  composedReducer,
  fileIdsOf,
  whyNotReady,
  type Attempt,
  type Composed,
  type ComposedEvent,
} from '../../lib/composed.ts'

/** What a person is about to send. */
export interface Draft extends Composed {
  draftId: string
  sessionId: string
  /** Null until the thread is there, which is with the first file or message. */
  threadId: string | null
  /** The coach that was chosen before there is a thread; null for the first of the list. */
  coach: string | null
}

export type DraftEvent =
  | ComposedEvent
  | { type: 'coach_chosen'; coach: string }
  | { type: 'thread_made'; threadId: string }

/** A draft with nothing in it. */
export function newDraft(draftId: string, sessionId: string, threadId: string | null): Draft {
  return { draftId, sessionId, threadId, coach: null, text: '', files: [], sending: { state: 'idle' } }
}

/** What becomes of a draft. */
export function draftReducer(draft: Draft, event: DraftEvent): Draft {
  if (event.type === 'coach_chosen') return { ...draft, coach: event.coach }
  if (event.type === 'thread_made') return { ...draft, threadId: event.threadId }
  return composedReducer(draft, event)
}

/** Why a message cannot be sent now; null where it can. `empty` and `busy` need no words. */
export function whyNotSendable(draft: Draft): 'empty' | 'busy' | 'uploading' | 'refused' | 'too_long' | null {
  const why = whyNotReady(draft)
  if (why !== null) return why
  if (draft.text.length > MAX_MESSAGE_CHARS) return 'too_long'
  return !hasWords(draft.text) && draft.files.length === 0 ? 'empty' : null
}

/** The attempt to send what is in the draft. */
export function attemptOf(draft: Draft, newKey: () => string): Attempt {
  return attemptFor({ text: draft.text, fileIds: fileIdsOf(draft) }, draft.sending, newKey)
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
