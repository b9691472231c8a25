import { z } from 'zod'
import { JobError } from './jobs.ts'
import { Id, Timestamp, text } from './wire.ts'

/** A message of a person; what a model answers may be longer. */
export const MAX_MESSAGE_CHARS = 20_000
/** Beyond it an answer is ended and marked as cut off. */
export const MAX_REPLY_CHARS = 200_000
export const MAX_ATTACHMENTS = 5
export const MAX_ATTACHMENT_BYTES = 20_000_000

/** Threads belong to the workspace and to the chat session that this names. */
export const SessionHeaders = {
  'x-session-id': Id.describe('A random UUID of the page load, or of the browser where threads are kept'),
}

export const ThreadTitle = text({ min: 1, max: 120 }).refine((title) => title.trim() !== '', {
  message: 'must not be blank',
})

export const CoachName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/)

/** A coach that can be chosen: persona and method are files in the repository. */
export const Coach = z
  .object({
    name: CoachName,
    title: z.string(),
    description: z.string(),
    starters: z.array(z.string()).describe('What one may begin with'),
  })
  .meta({ id: 'Coach' })
export type Coach = z.infer<typeof Coach>

export const CoachStatus = z
  .object({
    coaches: z.array(Coach),
    model: z.string().nullable().describe('The language model that answers; null for the built-in coach'),
  })
  .meta({ id: 'CoachStatus' })
export type CoachStatus = z.infer<typeof CoachStatus>

export const Thread = z
  .object({
    thread_id: Id,
    title: z.string().nullable().describe('Made from the first exchange; null before there is one'),
    coach: CoachName,
    messages: z.int(),
    replying: z.boolean().describe('An answer is on its way'),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Thread' })
export type Thread = z.infer<typeof Thread>

/** A passage that an answer quotes; `number` is what stands in the text as [1]. */
export const Citation = z.object({
  number: z.int(),
  text: z.string(),
  file_id: Id.nullable().describe('null for the handbook of the coach'),
  name: z.string(),
  page: z.int().nullable().describe('From 1; null where the format knows no pages'),
  page_end: z.int().nullable().default(null).describe('The page on which it ends'),
  headings: z.array(z.string()),
})
export type Citation = z.infer<typeof Citation>

/** What the coach proposes. Nothing happens before a person clicks. */
export const CoachAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('goal'), text: z.string() }),
  z.object({ type: z.literal('commitment'), text: z.string(), due: z.iso.date().nullable() }),
  z.object({ type: z.literal('run_code'), title: z.string(), language: z.string(), code: z.string() }),
  z.object({ type: z.literal('start_basket'), title: z.string(), text: z.string() }),
  z.object({ type: z.literal('start_canvas'), title: z.string(), instructions: z.string() }),
])
export type CoachAction = z.infer<typeof CoachAction>

export const MessageState = z.enum(['queued', 'streaming', 'complete', 'stopped', 'failed'])
export type MessageState = z.infer<typeof MessageState>

export const Attachment = z.object({ file_id: Id, name: z.string(), state: z.string() })
export type Attachment = z.infer<typeof Attachment>

export const Message = z
  .object({
    message_id: Id,
    role: z.enum(['user', 'assistant']),
    text: z.string(),
    state: MessageState.describe('Of a user message: always complete'),
    job_id: Id.nullable(),
    cut_off: z.boolean().describe('The answer ended before its end: its stream broke, or it was too long'),
    error: JobError.nullable(),
    variant: z.int().describe('Which one of `variants` this is, counted from 1'),
    variants: z.array(Id).describe('Messages in this place: answers made anew, or edits of a question'),
    attachments: z.array(Attachment),
    citations: z.array(Citation),
    actions: z.array(CoachAction),
    feedback: z.object({ rating: z.enum(['up', 'down']), comment: z.string().nullable() }).nullable(),
    created_at: Timestamp,
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

/** Whether there is anything to see in a text: spaces and marks such as a zero-width space say nothing. */
export function hasWords(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}]/u.test(text)
}

export const SendMessage = z
  .object({
    text: text({ max: MAX_MESSAGE_CHARS }).refine((value) => value.isWellFormed(), {
      message: 'must be well-formed Unicode',
    }),
    file_ids: z.array(Id).max(MAX_ATTACHMENTS).default([]).describe('Files of this thread, from its attachments'),
    edit_of: Id.optional().describe('A question of this thread: this one takes its place in a new branch'),
  })
  .refine(({ text: value, file_ids }) => hasWords(value) || file_ids.length > 0, {
    message: 'must not be empty',
    path: ['text'],
  })
  .meta({ id: 'SendMessage' })
export type SendMessage = z.infer<typeof SendMessage>

/** What was sent, and the answer that is on its way. */
export const Exchange = z.object({ question: Message, answer: Message }).meta({ id: 'Exchange' })
export type Exchange = z.infer<typeof Exchange>

/** What an answer is as far as it has come; `next_after` is for the next look, as `Last-Event-ID` is for the stream. */
export const MessageView = z
  .object({
    message: Message,
    pieces: z.array(z.object({ seq: z.int(), text: z.string() })).describe('Text after `after`, in order'),
    restarted: z.boolean().describe('The answer began anew since `after`: `pieces` are all of it'),
    next_after: z.int(),
    label: z.string().nullable().describe('What is being done before the first word, e.g. reading a file'),
  })
  .meta({ id: 'MessageView' })
export type MessageView = z.infer<typeof MessageView>

/** The input of a coach.reply job. */
export const CoachReplyInput = z.object({ thread_id: Id, message_id: Id })
export type CoachReplyInput = z.infer<typeof CoachReplyInput>
