import {
  Citation,
  CoachAction,
  type Coach,
  type Attachment,
  type Message,
  MessageState,
  type Thread,
} from '@outlast/contract'
import { z } from 'zod'
import type { MessageRow } from './message-repository.ts'
import type { ThreadRow } from './thread-repository.ts'

export function toThread(row: ThreadRow): Thread {
  return {
    thread_id: row.id,
    title: row.title,
    coach: row.coach,
    messages: row.messages,
    replying: row.replying,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

const Role = z.enum(['user', 'assistant'])
const Rating = z.enum(['up', 'down'])

/** A message with those of `attachments` that are its own. */
export function toMessage(row: MessageRow, attachments: ReadonlyMap<string, Attachment>): Message {
  const rating = Rating.nullable().parse(row.rating)
  return {
    message_id: row.id,
    role: Role.parse(row.role),
    text: row.text,
    state: row.state === 'streaming' && row.jobStatus === 'queued' ? 'queued' : MessageState.parse(row.state),
    job_id: row.jobId,
    cut_off: row.cutOff,
    error: row.errorCode === null ? null : { code: row.errorCode, detail: row.errorDetail ?? '' },
    variant: row.variants.indexOf(row.id) + 1,
    variants: row.variants,
    attachments: row.fileIds.flatMap((fileId) => attachments.get(fileId) ?? []),
    citations: Citation.array().parse(row.citations),
    actions: CoachAction.array().parse(row.actions),
    feedback: rating === null ? null : { rating, comment: row.comment },
    created_at: row.createdAt.toISOString(),
  }
}

/** A coach without what is only for the model. */
export function toCoach({ name, title, description, starters }: Coach): Coach {
  return { name, title, description, starters }
}
