import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { CreateHeaders, Id, PageQuery, pageOf, text } from './wire.ts'
import {
  Attachment,
  CoachName,
  CoachStatus,
  Exchange,
  Message,
  MessageView,
  SendMessage,
  SessionHeaders,
  Thread,
  ThreadTitle,
} from './coach-shapes.ts'

const c = initContract()

const ThreadParams = z.object({ thread_id: Id })
const MessageParams = z.object({ thread_id: Id, message_id: Id })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const

export const coach = c.router({
  status: {
    method: 'GET',
    path: '/api/coach',
    summary: 'The coaches to choose from, and the model that answers',
    responses: { 200: CoachStatus, 401: Problem },
  },
  listThreads: {
    method: 'GET',
    path: '/api/threads',
    summary: 'Threads of the session, last changed first',
    headers: SessionHeaders,
    query: PageQuery.extend({ search: text({ max: 200 }).optional().describe('Words in titles and messages') }),
    responses: { 200: pageOf(Thread), 400: Problem, 401: Problem },
  },
  createThread: {
    method: 'POST',
    path: '/api/threads',
    summary: 'Begin a thread',
    headers: { ...SessionHeaders, ...CreateHeaders },
    body: z.object({ coach: CoachName.optional(), title: ThreadTitle.optional() }),
    responses: { 201: Thread, ...failures, 422: Problem },
  },
  getThread: {
    method: 'GET',
    path: '/api/threads/:thread_id',
    summary: 'A thread of the session',
    headers: SessionHeaders,
    pathParams: ThreadParams,
    responses: { 200: Thread, ...failures },
  },
  changeThread: {
    method: 'PATCH',
    path: '/api/threads/:thread_id',
    summary: 'Rename a thread, choose another coach, or go to another branch',
    headers: SessionHeaders,
    pathParams: ThreadParams,
    body: z.object({
      title: ThreadTitle.optional(),
      coach: CoachName.optional(),
      message_id: Id.optional().describe('A message of the branch to show'),
    }),
    responses: { 200: Thread, ...failures },
  },
  removeThread: {
    method: 'DELETE',
    path: '/api/threads/:thread_id',
    summary: 'Delete a thread with its messages and files',
    headers: SessionHeaders,
    pathParams: ThreadParams,
    body: c.noBody(),
    responses: { 204: c.noBody(), ...failures },
  },
  exportThread: {
    method: 'GET',
    path: '/api/threads/:thread_id/export',
    summary: 'A thread as Markdown or JSON',
    headers: SessionHeaders,
    pathParams: ThreadParams,
    query: z.object({ format: z.enum(['markdown', 'json']).default('markdown') }),
    responses: { 200: c.otherResponse({ contentType: 'text/markdown', body: z.unknown() }), ...failures },
  },
  listMessages: {
    method: 'GET',
    path: '/api/threads/:thread_id/messages',
    summary: 'Messages of the branch that is shown, oldest first; a page ends with the newest unless told otherwise',
    headers: SessionHeaders,
    pathParams: ThreadParams,
    query: PageQuery,
    responses: { 200: pageOf(Message), ...failures },
  },
  sendMessage: {
    method: 'POST',
    path: '/api/threads/:thread_id/messages',
    summary: 'Ask; the answer is a job that goes on whoever watches',
    headers: { ...SessionHeaders, ...CreateHeaders },
    pathParams: ThreadParams,
    body: SendMessage,
    responses: { 202: Exchange, ...failures, 409: Problem, 422: Problem },
  },
  getMessage: {
    method: 'GET',
    path: '/api/threads/:thread_id/messages/:message_id',
    summary: 'An answer and its text after `after`; held up to `wait_s` seconds until there is more',
    headers: SessionHeaders,
    pathParams: MessageParams,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      wait_s: z.coerce.number().min(0).max(25).default(0),
    }),
    responses: { 200: MessageView, ...failures },
  },
  streamMessage: {
    method: 'GET',
    path: '/api/threads/:thread_id/messages/:message_id/stream',
    summary: 'An answer as server-sent events: text, restart, state, end; resumes after Last-Event-ID',
    headers: {
      ...SessionHeaders,
      'last-event-id': z
        .string()
        .regex(/^\d{1,12}$/)
        .optional(),
    },
    pathParams: MessageParams,
    responses: { 200: c.otherResponse({ contentType: 'text/event-stream', body: z.unknown() }), ...failures },
  },
  stopMessage: {
    method: 'POST',
    path: '/api/threads/:thread_id/messages/:message_id/stop',
    summary: 'End an answer and keep the part that is there',
    headers: SessionHeaders,
    pathParams: MessageParams,
    body: z.object({}).optional(),
    responses: { 202: Message, ...failures },
  },
  regenerateMessage: {
    method: 'POST',
    path: '/api/threads/:thread_id/messages/:message_id/regenerate',
    summary: 'Answer once more; earlier answers stay',
    headers: { ...SessionHeaders, ...CreateHeaders },
    pathParams: MessageParams,
    body: z.object({}).optional(),
    responses: { 202: Message, ...failures, 409: Problem, 422: Problem },
  },
  giveFeedback: {
    method: 'PUT',
    path: '/api/threads/:thread_id/messages/:message_id/feedback',
    summary: 'Say whether an answer was good; null takes it back',
    headers: SessionHeaders,
    pathParams: MessageParams,
    body: z.object({
      rating: z.enum(['up', 'down']).nullable(),
      comment: text({ max: 2000 }).nullable().default(null),
    }),
    responses: { 200: Message, ...failures },
  },
  attachFile: {
    method: 'POST',
    path: '/api/threads/:thread_id/files',
    summary: 'Attach a document to a thread (multipart, the part `file`); only this thread finds it',
    headers: SessionHeaders,
    pathParams: ThreadParams,
    contentType: 'multipart/form-data',
    body: z.object({ file: z.unknown().optional() }),
    responses: { 202: Attachment, ...failures, 413: Problem, 415: Problem },
  },
})
