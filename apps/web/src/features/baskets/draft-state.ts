import { MAX_DUMP_CHARS, MAX_SOURCES, type Source, type WorkRequest } from '@outlast/contract'
import { NO_DRAFT, type BasketDraft } from '../../lib/basket-draft.ts'
import {
  attemptFor,
  composedReducer,
  fileIdsOf,
  sentBy,
  unansweredOf,
  whyNotReady,
  type Attempt,
  type Composed,
  type ComposedEvent,
  type Sent,
} from '../../lib/composed.ts'

/** What a person is about to drop into a basket. */
export interface Draft extends Composed {
  intent: string
}

export type DraftEvent = ComposedEvent | { type: 'intended'; intent: string }

/** What an attempt sends. */
interface SentDraft extends Sent {
  intent: string
}

/** What becomes of a draft. */
export function draftReducer(draft: Draft, event: DraftEvent): Draft {
  if (event.type === 'intended') return { ...draft, intent: event.intent }
  const next = composedReducer(draft, event)
  if (event.type !== 'sent' || draft.sending.state !== 'sending') return next
  return sentBy<SentDraft>(draft.sending.attempt).intent === draft.intent ? { ...next, intent: '' } : next
}

export type WhyNot = 'empty' | 'busy' | 'uploading' | 'refused' | 'too_long' | 'too_many'

/** Why the draft cannot be analysed now; null where it can. */
export function whyNotSendable(draft: Draft): WhyNot | null {
  const { text, files } = draft
  const why = whyNotReady(draft)
  if (why !== null) return why
  if (text.length > MAX_DUMP_CHARS) return 'too_long'
  if (files.length + (text.trim() === '' ? 0 : 1) > MAX_SOURCES) return 'too_many'
  return text.trim() === '' && files.length === 0 ? 'empty' : null
}

/** The attempt to have what is in the draft analysed; its key is the `request_id`. */
export function attemptOf(draft: Draft, newKey: () => string): Attempt {
  const sent: SentDraft = { text: draft.text, intent: draft.intent, fileIds: fileIdsOf(draft) }
  return attemptFor(sent, draft.sending, newKey)
}

/** The body of the request that an attempt makes. */
export function workOf(basketId: string, attempt: Attempt): WorkRequest {
  const { text, intent, fileIds } = sentBy<SentDraft>(attempt)
  const sources: Source[] = [
    ...(text.trim() === '' ? [] : [{ type: 'text' as const, content: text.toWellFormed() }]),
    ...fileIds.map((id) => ({ type: 'file' as const, id })),
  ]
  const wish = intent.trim() === '' ? {} : { intent: intent.trim() }
  return { request_id: attempt.key, basket_id: basketId, ...wish, sources }
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
      stage: { stage: 'there', fileId },
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
      stage.stage === 'there' ? [{ file_id: stage.fileId, name, size_bytes: sizeBytes }] : [],
    ),
    attempt: unansweredOf(sending),
  }
}
