import { createHash } from 'node:crypto'
import type { CoachStatus, Thread } from '@outlast/contract'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { Caller, CoachDeps, ThreadRef } from './coach-deps.ts'
import { findUnfinishedJobIds } from './session-repository.ts'
import * as repository from './thread-repository.ts'
import { toCoach, toThread } from './wire.ts'

export function getStatus({ models }: Pick<CoachDeps, 'models'>): CoachStatus {
  return { coaches: models.coaches.map(toCoach), model: models.name }
}

/** Where a thread stood in the order of last changes. Years that begin with 20: PostgreSQL has none before 4713 BC. */
const ThreadCursor = z.tuple([z.iso.datetime().startsWith('20'), z.uuid()])

/** A search of more words finds no more: each costs a look at all messages. */
const MAX_WORDS = 10

export async function listThreads(
  { database }: Pick<CoachDeps, 'database'>,
  caller: Caller,
  { cursor, search = '', limit }: { cursor?: string | undefined; search?: string | undefined; limit: number },
): Promise<{ items: Thread[]; next_cursor: string | null }> {
  const [updatedAt, id] = cursor === undefined ? [] : decodeCursor(cursor, ThreadCursor)
  const before = updatedAt === undefined || id === undefined ? null : { updatedAt: new Date(updatedAt), id }
  const words = search.split(/\s+/).filter((word) => word !== '')
  const page = { before, words: words.slice(0, MAX_WORDS), limit: limit + 1 }
  const rows = await repository.listThreads(database, caller, page)
  const items = rows.slice(0, limit).map(toThread)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.updated_at, last.thread_id) : null }
}

export type ThreadWish = { coach?: string | undefined; title?: string | undefined }

/** Begins a thread; the same key with the same wish is answered with the same thread. */
export async function createThread(
  deps: Pick<CoachDeps, 'database' | 'models'>,
  caller: Caller,
  { coach, title, idempotencyKey }: ThreadWish & { idempotencyKey: string | undefined },
): Promise<Thread> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify([coach ?? null, title ?? null]))
    .digest()
  const wish = { coach: nameOfCoach(deps, coach), title: title ?? null }
  const thread = { ...wish, idempotencyKey: idempotencyKey ?? null, requestHash }
  const threadId = await repository.addThread(deps.database, caller, thread)
  if (threadId === null) {
    throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for another request.')
  }
  return getThread(deps, { ...caller, threadId })
}

function nameOfCoach({ models }: Pick<CoachDeps, 'models'>, wished: string | undefined): string {
  const name = wished ?? models.coaches[0]?.name
  if (name !== undefined && models.findCoach(name) !== null) return name
  const issues = [{ path: 'body.coach', message: 'is not one of the coaches of this server' }]
  throw new AppError('invalid_request', 'body.coach: is not one of the coaches of this server', { issues })
}

export async function getThread({ database }: Pick<CoachDeps, 'database'>, thread: ThreadRef): Promise<Thread> {
  return toThread(await findRow(database, thread))
}

/** The row of a thread. Throws `not_found`, also for threads of other sessions. */
export async function findRow(database: CoachDeps['database'], thread: ThreadRef): Promise<repository.ThreadRow> {
  const row = await repository.findThread(database, thread)
  if (row === null) throw notFound('thread')
  return row
}

/** Renames a thread, gives it another coach, or shows another branch: the newest one that leads through a message. */
export async function changeThread(
  deps: Pick<CoachDeps, 'database' | 'models'>,
  thread: ThreadRef,
  { title, coach, message_id }: ThreadWish & { message_id?: string | undefined },
): Promise<Thread> {
  await findRow(deps.database, thread)
  const through = message_id ?? null
  const leafId = through && (await repository.findNewestBelow(deps.database, thread.threadId, through))
  if (through !== null && leafId === null) throw notFound('message')
  const change = { title: title ?? null, coach: coach === undefined ? null : nameOfCoach(deps, coach), leafId }
  await repository.changeThread(deps.database, thread, change)
  return getThread(deps, thread)
}

/** Stops what is under way in a thread and deletes it with everything in it. */
export async function removeThread(
  { database, engine, attachments }: Pick<CoachDeps, 'database' | 'engine' | 'attachments'>,
  thread: ThreadRef,
): Promise<void> {
  const jobIds = await findUnfinishedJobIds(database, thread, thread.threadId)
  await engine.cancel({ workspaceId: thread.workspaceId, jobIds })
  if (!(await repository.deleteThread(database, thread))) throw notFound('thread')
  attachments.sweep()
}
