import { type Message, type MessageView, isTerminal } from '@outlast/contract'
import { notFound } from '../../http/app-error.ts'
import type { CoachDeps, ThreadRef } from './coach-deps.ts'
import { findMessage } from './message-repository.ts'
import { getMessage, toMessages } from './messages.ts'
import type { ReplyView } from './reply-log-repository.ts'

type WatchDeps = Pick<CoachDeps, 'database' | 'engine' | 'attachments' | 'replies'>

/** An answer of a thread. */
export type AnswerRef = ThreadRef & { messageId: string }

/** What a watcher hears. `quiet`: nothing, for a while. */
export type ReplyNews =
  | { type: 'text'; seq: number; text: string }
  | { type: 'restart' }
  | { type: 'state'; state: 'queued' | 'streaming'; label: string | null }
  | { type: 'end'; message: Message }
  | { type: 'quiet' }

/** Where nothing is said, a proxy may cut the connection: the usual patience is 30 to 60 s. */
const QUIET_MS = 15_000

/**
 * Tells of an answer what comes after piece `after`, until its end, or until the signal says that there is nobody or
 * no time to tell it to. It is only read on when it is asked for more: a slow reader makes us hold one page.
 */
export async function* watchReply(
  deps: WatchDeps,
  { jobId, ...answer }: AnswerRef & { jobId: string | null },
  { after, signal }: { after: number; signal: AbortSignal },
): AsyncGenerator<ReplyNews> {
  if (jobId !== null) yield* watchJob(deps, jobId, { after, signal })
  if (signal.aborted) return
  // Deleted while it was watched: who comes again is told.
  const row = await findMessage(deps.database, answer, answer.messageId)
  const [message] = row === null ? [] : await toMessages(deps, answer, [row])
  if (message !== undefined) yield { type: 'end', message }
}

/** Until its end, which it does not tell. */
async function* watchJob(
  { engine, replies }: WatchDeps,
  jobId: string,
  { after, signal }: { after: number; signal: AbortSignal },
): AsyncGenerator<ReplyNews> {
  const watch = engine.changes.watch(jobId, signal)
  let told: string | null = null
  let attempt: number | null = null
  try {
    for (let seq = after; !signal.aborted;) {
      const view = await replies.load({ jobId, after: seq, attempt })
      if (view === null) return
      attempt = view.attempt
      if (view.restarted) yield { type: 'restart' }
      if (!isTerminal(view.status) && stateOf(view) !== told) {
        told = stateOf(view)
        yield { type: 'state', state: view.status === 'queued' ? 'queued' : 'streaming', label: view.label }
      }
      for (const piece of view.pieces) yield { type: 'text', ...piece }
      seq = view.pieces.at(-1)?.seq ?? seq
      if (view.hasMore) continue
      if (isTerminal(view.status)) return
      if (!(await watch.changed(QUIET_MS)) && !signal.aborted) yield { type: 'quiet' }
    }
  } finally {
    watch.end()
  }
}

const stateOf = ({ status, label }: ReplyView): string => `${status} ${label ?? ''}`

/**
 * An answer and its text after piece `after`. Where there is nothing new, it is held until there is, `wait_s` have
 * passed, or the signal says that there is nobody or no time to wait for.
 */
export async function viewMessage(
  deps: WatchDeps,
  answer: AnswerRef,
  { after, wait_s, signal }: { after: number; wait_s: number; signal: AbortSignal },
): Promise<MessageView> {
  const { job_id: jobId } = await getMessage(deps, answer, answer.messageId)
  const view = jobId === null ? null : await holdUntilNews(deps, jobId, { after, wait_s, signal })
  const row = await findMessage(deps.database, answer, answer.messageId)
  const [message] = row === null ? [] : await toMessages(deps, answer, [row])
  if (message === undefined) throw notFound('message')
  return {
    message,
    pieces: view?.pieces ?? [],
    restarted: view?.restarted ?? false,
    next_after: view?.pieces.at(-1)?.seq ?? after,
    label: view === null || isTerminal(view.status) ? null : view.label,
  }
}

async function holdUntilNews(
  { engine, replies }: WatchDeps,
  jobId: string,
  { after, wait_s, signal }: { after: number; wait_s: number; signal: AbortSignal },
): Promise<ReplyView | null> {
  let known: string | null = null
  let last: ReplyView | null = null
  const check = async (): Promise<'news' | null> => {
    last = await replies.load({ jobId, after, attempt: null })
    if (last === null || last.pieces.length > 0 || isTerminal(last.status)) return 'news'
    known ??= stateOf(last)
    return stateOf(last) === known ? null : 'news'
  }
  await engine.changes.until(jobId, check, { timeoutMs: wait_s * 1000, signal })
  return last
}
