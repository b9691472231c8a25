import type { Attachment } from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import type { CoachModels, FoundPassage } from './model/coach-models.ts'
import type { ReplyLoader } from './reply-log-repository.ts'

/** The kind of the job that answers. */
export const COACH_REPLY = 'coach.reply'

/** On whose behalf something is done: threads belong to a session of a workspace. */
export type Caller = { workspaceId: string; sessionId: string }

/** A thread as its session names it. */
export type ThreadRef = Caller & { threadId: string }

/** A thread as jobs name it. */
export type ThreadKey = { workspaceId: string; threadId: string }

/** An upload on its way into a thread. */
export type NewAttachment = { name: string; bytes: Uint8Array; requestId: string }

/** What the library does for threads: it keeps, reads and searches what is attached to them. */
export type Attachments = {
  /** Throws `not_found` where the thread is gone, `unreadable_document` for what cannot be read. */
  add(thread: ThreadRef, file: NewAttachment): Promise<Attachment>
  /** Those of these files that are attached to the thread. */
  find(thread: ThreadKey, fileIds: string[]): Promise<Attachment[]>
  /** Resolves when none of these files is on its way any more, or `timeoutMs` have passed. */
  untilRead(thread: ThreadKey, fileIds: string[], wait: { timeoutMs: number; signal: AbortSignal }): Promise<void>
  /** The best passages of what is attached to the thread. */
  search(thread: ThreadKey, question: string, about: { limit: number; signal: AbortSignal }): Promise<FoundPassage[]>
  /** Takes away what deleted threads have left outside the database. */
  sweep(): void
}

export type CoachDeps = {
  database: Database
  engine: Engine
  models: CoachModels
  attachments: Attachments
  replies: ReplyLoader
}
