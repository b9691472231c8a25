import type { Exchange, Message, SendMessage } from '@outlast/contract'
import type { Sql } from '@outlast/db'
import { AppError, notFound } from '../../http/app-error.ts'
import { COACH_REPLY, type CoachDeps, type ThreadRef } from './coach-deps.ts'
import * as messages from './message-repository.ts'
import { getMessage } from './messages.ts'
import { type Unwritten, findUnwritten } from './reply-repository.ts'
import { settleRepliesOf } from './settle-repository.ts'
import { withThread } from './thread-repository.ts'

type SendDeps = Pick<CoachDeps, 'database' | 'engine' | 'attachments'>

export type About = { idempotencyKey: string | undefined; requestId: string }

/** The ids of a question and of the answer that is on its way to it. */
type Ids = { questionId: string; answerId: string }

/**
 * Writes a question, the empty answer and the job that answers, all or nothing. The same key with the same words is
 * answered with the same exchange.
 *
 * @throws AppError `reply_under_way` while the thread has an answer on its way.
 */
export async function sendMessage(
  deps: SendDeps,
  thread: ThreadRef,
  { text, file_ids, edit_of, ...about }: SendMessage & About,
): Promise<Exchange> {
  const fileIds = [...new Set(file_ids)]
  if (fileIds.length > 0 && (await deps.attachments.find(thread, fileIds)).length < fileIds.length) {
    throw notFound('file in this thread')
  }
  const request = { kind: COACH_REPLY, thread_id: thread.threadId, text, file_ids: fileIds, edit_of: edit_of ?? null }
  const { questionId, answerId } = await exchange(deps, thread, {
    ...about,
    request,
    async ask(sql, { id, leafId }) {
      const parentId = edit_of === undefined ? leafId : await parentOf(sql, thread, { id: edit_of, role: 'user' })
      await messages.addQuestion(sql, { id, threadId: thread.threadId, parentId, text, fileIds })
      return id
    },
  })
  const [question, answer] = await Promise.all([
    getMessage(deps, thread, questionId),
    getMessage(deps, thread, answerId),
  ])
  return { question, answer }
}

/** Has a question answered once more; what was answered before stays as a variant. */
export async function regenerate(
  deps: SendDeps,
  { messageId, ...thread }: ThreadRef & { messageId: string },
  about: About,
): Promise<Message> {
  const request = { kind: COACH_REPLY, thread_id: thread.threadId, instead_of: messageId }
  const { answerId } = await exchange(deps, thread, {
    ...about,
    request,
    async ask(sql) {
      const questionId = await parentOf(sql, thread, { id: messageId, role: 'assistant' })
      if (questionId === null) throw notFound('answer')
      return questionId
    },
  })
  return getMessage(deps, thread, answerId)
}

type Asking = About & {
  /** What the idempotency key stands for. */
  request: unknown
  /** Writes a question under this id, or finds one, and answers its id. */
  ask(sql: Sql, thread: { id: string; leafId: string | null }): Promise<string>
}

/** An answer that was asked to stop is waited for so long: nobody has to click twice. */
const STOPPING_MS = 5_000

async function exchange(deps: SendDeps, thread: ThreadRef, asking: Asking): Promise<Ids> {
  const made = await tryExchange(deps, thread, asking)
  if (!('jobId' in made)) return made
  if (!made.stopping) throw underWay()
  const wait = { timeoutMs: STOPPING_MS, signal: new AbortController().signal }
  await deps.engine.waitForEnd(made.jobId, wait)
  const again = await tryExchange(deps, thread, asking)
  if ('jobId' in again) throw underWay()
  return again
}

/** Rolls a transaction back that finds the thread busy. */
class Busy extends Error {
  override readonly name = 'Busy'
  readonly underWay: Unwritten

  constructor(underWay: Unwritten) {
    super('The thread has an answer on its way.')
    this.underWay = underWay
  }
}

async function tryExchange(
  { database, engine }: SendDeps,
  thread: ThreadRef,
  { ask, ...asking }: Asking,
): Promise<Ids | Unwritten> {
  const { workspaceId, threadId } = thread
  try {
    // The lock on the thread puts those in order who ask at the same moment: the second finds the first one's answer.
    const ids = await withThread(database, thread, async (sql, { leafId }) => {
      // In this order: that of the ids is the order in which messages came.
      const [id, answerId] = [messages.newMessageId(), messages.newMessageId()]
      const { jobId, isNew } = await engine.enqueue(
        {
          workspaceId,
          kind: COACH_REPLY,
          // Jobs are seen in the whole workspace, threads in their session only: no words of either.
          title: 'Answer of the coach',
          input: { thread_id: threadId, message_id: answerId },
          subjectId: answerId,
          idempotencyKey: asking.idempotencyKey ?? null,
          request: asking.request,
          requestId: asking.requestId,
        },
        sql,
      )
      if (!isNew) return messages.findAnswerOfJob(sql, threadId, jobId)
      const unwritten = await findUnwritten(sql, threadId)
      if (unwritten.some(({ hasEnded }) => hasEnded)) await settleRepliesOf(sql, threadId)
      const underWay = unwritten.find(({ hasEnded }) => !hasEnded)
      if (underWay !== undefined) throw new Busy(underWay)
      const questionId = await ask(sql, { id, leafId })
      await messages.addAnswer(sql, { id: answerId, threadId, questionId, jobId })
      return { questionId, answerId }
    })
    if (ids === null) throw notFound('thread')
    return ids
  } catch (error) {
    if (error instanceof Busy) return error.underWay
    throw error
  }
}

function underWay(): AppError {
  return new AppError('reply_under_way', 'Wait until the answer is there, or stop it.')
}

/** What a message stands below. Throws `not_found` where the thread has no such one. */
async function parentOf(
  sql: Sql,
  { threadId }: ThreadRef,
  { id, role }: { id: string; role: 'user' | 'assistant' },
): Promise<string | null> {
  const place = await messages.findPlace(sql, threadId, id)
  if (place?.role !== role) throw notFound(role === 'user' ? 'question' : 'answer')
  return place.parentId
}
