import { isRefusal, type ApiProblem } from './api-problem.ts'

/** What a person writes, with the documents that go along, until it was sent: a message, or notes for a basket. */
export interface Composed {
  text: string
  files: readonly ComposedFile[]
  sending: Sending
}

export type Sending =
  | { state: 'idle' }
  | { state: 'sending'; attempt: Attempt }
  | { state: 'failed'; attempt: Attempt; problem: ApiProblem }
  /** Of before the page was loaded anew: nobody knows whether it arrived. */
  | { state: 'unknown'; attempt: Attempt }

/** A request with its key: the same request keeps its key until it is known to have arrived, so it counts once. */
export interface Attempt {
  key: string
  /** As JSON, what goes out: `Sent`, and what a room adds to it. */
  request: string
}

/** What every request holds. */
export interface Sent {
  text: string
  fileIds: string[]
}

/** A document that goes along. */
export interface ComposedFile {
  localId: string
  name: string
  sizeBytes: number
  stage: FileStage
}

export type FileStage =
  | { stage: 'waiting' }
  | { stage: 'sending'; sentBytes: number }
  | { stage: 'refused'; problem: ApiProblem }
  /** The server has it, as this file. */
  | { stage: 'there'; fileId: string }

export type ComposedEvent =
  | { type: 'typed'; text: string }
  | { type: 'files_added'; files: readonly Omit<ComposedFile, 'stage'>[] }
  | { type: 'file_staged'; localId: string; stage: FileStage }
  | { type: 'file_removed'; localId: string }
  | { type: 'send_started'; attempt: Attempt }
  | { type: 'send_failed'; problem: ApiProblem }
  | { type: 'sent' }

/** What becomes of what was written. What is typed while it is being sent stays for the next time. */
export function composedReducer<C extends Composed>(composed: C, event: ComposedEvent): C {
  const { files, sending } = composed
  switch (event.type) {
    case 'typed':
      return { ...composed, text: event.text }
    case 'files_added':
      return { ...composed, files: [...files, ...event.files.map((file) => ({ ...file, stage: WAITING }))] }
    case 'file_staged':
      return {
        ...composed,
        files: files.map((file) => (file.localId === event.localId ? { ...file, stage: event.stage } : file)),
      }
    case 'file_removed':
      return { ...composed, files: files.filter(({ localId }) => localId !== event.localId) }
    case 'send_started':
      return { ...composed, sending: { state: 'sending', attempt: event.attempt } }
    case 'send_failed':
      if (sending.state !== 'sending') return composed
      return { ...composed, sending: { state: 'failed', attempt: sending.attempt, problem: event.problem } }
    case 'sent':
      return sending.state === 'sending' ? { ...composed, ...restOf(composed, sending.attempt) } : composed
  }
}

const WAITING: FileStage = { stage: 'waiting' }

/** Only what was sent goes: not what was written meanwhile. */
function restOf({ text, files }: Composed, attempt: Attempt): Composed {
  const sent = sentBy(attempt)
  return {
    text: text.startsWith(sent.text) ? text.slice(sent.text.length) : text,
    files: files.filter(({ stage }) => stage.stage !== 'there' || !sent.fileIds.includes(stage.fileId)),
    sending: { state: 'idle' },
  }
}

/** Why it cannot be sent now, as far as sending and files say so; null where they do not stand in the way. */
export function whyNotReady({ files, sending }: Composed): 'busy' | 'uploading' | 'refused' | null {
  if (sending.state === 'sending') return 'busy'
  if (files.some(({ stage }) => stage.stage === 'waiting' || stage.stage === 'sending')) return 'uploading'
  return files.some(({ stage }) => stage.stage === 'refused') ? 'refused' : null
}

/** Ids of the files that go along. */
export function fileIdsOf({ files }: Composed): string[] {
  return files.flatMap(({ stage }) => (stage.stage === 'there' ? [stage.fileId] : []))
}

/** The attempt for what is to be sent: that of before if it is the same and nobody knows whether it arrived. */
export function attemptFor(sent: Sent, sending: Sending, newKey: () => string): Attempt {
  const request = JSON.stringify(sent)
  const before = unansweredOf(sending)
  return before?.request === request ? before : { key: newKey(), request }
}

/** An attempt of which nobody knows whether it arrived. What was refused for good is another request next time. */
export function unansweredOf(sending: Sending): Attempt | null {
  if (sending.state === 'idle') return null
  return sending.state === 'failed' && isRefusal(sending.problem) ? null : sending.attempt
}

/** What an attempt sends. */
export function sentBy<S extends Sent = Sent>({ request }: Attempt): S {
  return JSON.parse(request)
}
