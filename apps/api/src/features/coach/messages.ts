import type { Attachment, Message } from '@outlast/contract'
import { z } from 'zod'
import { notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { CoachDeps, NewAttachment, ThreadKey, ThreadRef } from './coach-deps.ts'
import * as repository from './message-repository.ts'
import { findRow } from './threads.ts'
import { toMessage } from './wire.ts'

type ReadDeps = Pick<CoachDeps, 'database' | 'attachments'>

/** A page of the branch that is shown, oldest first: the newest messages, or those before the page of the cursor. */
export async function listMessages(
  deps: ReadDeps,
  thread: ThreadRef,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Message[]; next_cursor: string | null }> {
  const { leafId } = await findRow(deps.database, thread)
  const [lastId] = cursor === undefined ? [leafId] : decodeCursor(cursor, z.tuple([z.uuid()]))
  if (lastId === null) return { items: [], next_cursor: null }
  const { threadId } = thread
  const rows = await repository.readBranch(deps.database, { threadId, lastId }, limit + 1)
  const items = await toMessages(deps, thread, rows.slice(-limit))
  // The message with which the page before this one ends.
  const next = rows.length > limit ? rows[0] : undefined
  return { items, next_cursor: next === undefined ? null : encodeCursor(next.id) }
}

/** Messages as they go on the wire, with what is attached to them. */
export async function toMessages(
  { attachments }: Pick<CoachDeps, 'attachments'>,
  thread: ThreadKey,
  rows: repository.MessageRow[],
): Promise<Message[]> {
  const fileIds = [...new Set(rows.flatMap((row) => row.fileIds))]
  const attached = fileIds.length === 0 ? [] : await attachments.find(thread, fileIds)
  const byId = new Map(attached.map((attachment) => [attachment.file_id, attachment]))
  return rows.map((row) => toMessage(row, byId))
}

/** A message of a thread. Throws `not_found`. */
export async function getMessage(deps: ReadDeps, thread: ThreadRef, messageId: string): Promise<Message> {
  const row = await repository.findMessage(deps.database, thread, messageId)
  const [message] = row === null ? [] : await toMessages(deps, thread, [row])
  if (message === undefined) throw notFound('message')
  return message
}

/** Ends an answer and keeps what is there; one that has ended is answered as it is. */
export async function stopMessage(
  deps: ReadDeps & Pick<CoachDeps, 'engine'>,
  thread: ThreadRef,
  messageId: string,
): Promise<Message> {
  const { job_id } = await getAnswer(deps, thread, messageId)
  if (job_id !== null) await deps.engine.cancel({ workspaceId: thread.workspaceId, jobIds: [job_id] })
  return getMessage(deps, thread, messageId)
}

async function getAnswer(deps: ReadDeps, thread: ThreadRef, messageId: string): Promise<Message> {
  const message = await getMessage(deps, thread, messageId)
  if (message.role !== 'assistant') throw notFound('answer')
  return message
}

export async function giveFeedback(
  deps: ReadDeps,
  { messageId, ...thread }: ThreadRef & { messageId: string },
  feedback: repository.Feedback,
): Promise<Message> {
  if (!(await repository.saveFeedback(deps.database, { ...thread, messageId }, feedback))) throw notFound('answer')
  return getMessage(deps, thread, messageId)
}

/** Keeps a document for a thread and starts to index it. */
export async function attachFile(
  { database, attachments }: ReadDeps,
  thread: ThreadRef,
  file: NewAttachment,
): Promise<Attachment> {
  await findRow(database, thread)
  return attachments.add(thread, file)
}
