import type { Citation, CoachAction } from '@outlast/contract'
import type { CoachFile } from './coach-file.ts'

/** One message of a thread as a model sees it. */
export type Turn = { role: 'user' | 'assistant'; text: string }

/** A passage that was found for the question: from the thread's files (fileId) or from the handbook (fileId null). */
export type FoundPassage = {
  text: string
  fileId: string | null
  name: string
  page: number | null
  pageEnd: number | null
  headings: string[]
}

/** All that an answer is made from. */
export type ReplyRequest = {
  coach: CoachFile
  /** Oldest first; the last one is the question. */
  turns: Turn[]
  /** What was said before `turns`. */
  summary: string | null
  /** Best first. Their places, counted from 1, are the numbers that an answer cites. */
  passages: FoundPassage[]
  now: Date
}

/** `end.text` is what the pieces make together; it comes once, last. */
export type ReplyEvent =
  | { type: 'text'; text: string }
  | { type: 'end'; text: string; citations: Citation[]; actions: CoachAction[]; cutOff: boolean }

/** The coaches and what answers in their name: a language model on a server, or the built-in coach. */
export type CoachModels = {
  /** null for the built-in coach */
  readonly name: string | null
  /** The first one is for threads that name none. */
  coaches: CoachFile[]
  findCoach(name: string): CoachFile | null
  /** The best passages of the handbook, best first; none where nothing fits. */
  searchHandbook(coach: CoachFile, question: string, limit: number): FoundPassage[]
  /**
   * The answer in pieces. Aborting ends the request to the server at once and rejects with the signal's reason.
   *
   * @throws ModelFailure, in words for a person, if not even a beginning could be had.
   */
  reply(request: ReplyRequest, options: { signal: AbortSignal }): AsyncIterable<ReplyEvent>
  /** At most 60 characters, one line. A model that fails is replaced by the words of the question. */
  titleOf(exchange: Turn[], options: { signal: AbortSignal }): Promise<string>
  /** What was said, for the time when these turns are beyond the budget. A model that fails is replaced by an excerpt. */
  summarize(turns: Turn[], options: { signal: AbortSignal }): Promise<string>
  /** What `turns` and `summary` may have, by `estimateTokens`; `reply` drops the oldest turns beyond it. */
  budgetTokens: number
}
