import { MAX_ATTACHMENT_BYTES, contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { notFound } from '../../http/app-error.ts'
import { clientGone } from '../../http/client-gone.ts'
import { sendDocument } from '../../http/download.ts'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import { sessionOf } from '../../http/session.ts'
import { type SseEvent, type WatchStream, sendEvents } from '../../http/sse.ts'
import { receiveFile, takeFile } from '../../http/upload.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import type { Caller, CoachDeps } from './coach-deps.ts'
import { exportThread } from './export.ts'
import * as messages from './messages.ts'
import { regenerate, sendMessage } from './send.ts'
import { touchSession } from './session-repository.ts'
import * as threads from './threads.ts'
import { type ReplyNews, viewMessage, watchReply } from './watch.ts'

export type CoachRouterDeps = CoachDeps & {
  lifecycle: Lifecycle
  uploadDir: string
  maxFileBytes: number
  /** Hears why a stream broke: its answer has begun, so nobody can be told by a status. */
  watchStream: WatchStream
}

type AnyRequest = Pick<Request, 'get'>
type InThread = { req: AnyRequest; params: { thread_id: string } }

export function coachRouter(deps: CoachRouterDeps) {
  return initServer().router(contract.coach, {
    status: async () => ({ status: 200, body: threads.getStatus(deps) }),
    listThreads: async ({ req, query }) => ({
      status: 200,
      body: await threads.listThreads(deps, await callerOf(deps, req), query),
    }),
    createThread: async ({ req, body }) => {
      const wish = { ...body, idempotencyKey: req.get('idempotency-key') }
      return { status: 201, body: await threads.createThread(deps, await callerOf(deps, req), wish) }
    },
    getThread: async (request) => ({ status: 200, body: await threads.getThread(deps, await threadOf(deps, request)) }),
    changeThread: async ({ body, ...request }) => ({
      status: 200,
      body: await threads.changeThread(deps, await threadOf(deps, request), body),
    }),
    removeThread: async (request) => {
      await threads.removeThread(deps, await threadOf(deps, request))
      return { status: 204, body: undefined }
    },
    exportThread: async ({ res, query, ...request }) => {
      const document = await exportThread(deps, await threadOf(deps, request), query.format)
      return { status: 200, body: sendDocument(res, document) }
    },
    ...messageRoutes(deps),
    ...answerRoutes(deps),
  })
}

const server = initServer()
const { listMessages, sendMessage: send, giveFeedback, attachFile } = contract.coach
const { getMessage, streamMessage, stopMessage, regenerateMessage } = contract.coach

function messageRoutes(deps: CoachRouterDeps) {
  const maxBytes = Math.min(MAX_ATTACHMENT_BYTES, deps.maxFileBytes)
  return server.router(
    { listMessages, sendMessage: send, giveFeedback, attachFile },
    {
      listMessages: async ({ query, ...request }) => ({
        status: 200,
        body: await messages.listMessages(deps, await threadOf(deps, request), query),
      }),
      sendMessage: async ({ body, ...request }) => {
        const sent = { ...body, ...aboutOf(request) }
        return { status: 202, body: await sendMessage(deps, await threadOf(deps, request), sent) }
      },
      giveFeedback: async ({ body, ...request }) => {
        const answer = { ...(await threadOf(deps, request)), messageId: request.params.message_id }
        return { status: 200, body: await messages.giveFeedback(deps, answer, body) }
      },
      attachFile: {
        middleware: [onlyIntoOwnThreads(deps), receiveFile({ directory: deps.uploadDir, maxBytes })],
        handler: async (request) => {
          const file = { ...(await takeFile(request.req)), requestId: requestIdOf(request.req) }
          return { status: 202, body: await messages.attachFile(deps, await threadOf(deps, request), file) }
        },
      },
    },
  )
}

function answerRoutes(deps: CoachRouterDeps) {
  /** Nobody, or no time, to wait for. */
  const untilOver = (res: Response): AbortSignal => AbortSignal.any([clientGone(res), deps.lifecycle.draining])
  return server.router(
    { getMessage, streamMessage, stopMessage, regenerateMessage },
    {
      getMessage: async ({ res, query, ...request }) => {
        const answer = { ...(await threadOf(deps, request)), messageId: request.params.message_id }
        return { status: 200, body: await viewMessage(deps, answer, { ...query, signal: untilOver(res) }) }
      },
      streamMessage: async ({ res, ...request }) => {
        const answer = { ...(await threadOf(deps, request)), messageId: request.params.message_id }
        // Who may not see it is told by a status: once the stream has begun, there is none.
        const { job_id: jobId } = await messages.getMessage(deps, answer, answer.messageId)
        const after = Number(request.req.get('last-event-id') ?? 0)
        const news = watchReply(deps, { ...answer, jobId }, { after, signal: untilOver(res) })
        return { status: 200, body: sendEvents(res, toEvents(news), deps.watchStream(requestIdOf(request.req))) }
      },
      stopMessage: async (request) => ({
        status: 202,
        body: await messages.stopMessage(deps, await threadOf(deps, request), request.params.message_id),
      }),
      regenerateMessage: async (request) => {
        const answer = { ...(await threadOf(deps, request)), messageId: request.params.message_id }
        return { status: 202, body: await regenerate(deps, answer, aboutOf(request)) }
      },
    },
  )
}

async function* toEvents(news: AsyncGenerator<ReplyNews>): AsyncGenerator<SseEvent> {
  for await (const { type, ...data } of news) {
    if (type === 'quiet') yield null
    else if ('seq' in data) yield { event: type, id: data.seq, data: { text: data.text } }
    else yield { event: type, data }
  }
}

/** Whose threads a request is about; the session has been seen. */
async function callerOf({ database }: CoachRouterDeps, req: AnyRequest): Promise<Caller> {
  const caller = { workspaceId: workspaceOf(req), sessionId: sessionOf(req) }
  await touchSession(database, caller)
  return caller
}

async function threadOf(deps: CoachRouterDeps, { req, params }: InThread) {
  return { ...(await callerOf(deps, req)), threadId: params.thread_id }
}

function aboutOf({ req }: { req: AnyRequest }) {
  return { idempotencyKey: req.get('idempotency-key'), requestId: requestIdOf(req) }
}

const Params = z.object({ thread_id: z.uuid() })

/** Looks whether there is such a thread before 20 MB are read for it. */
function onlyIntoOwnThreads(deps: CoachRouterDeps): RequestHandler {
  return async (request, _response, next) => {
    const params = Params.safeParse(request.params)
    if (!params.success) throw notFound('thread')
    await threads.getThread(deps, await threadOf(deps, { req: request, params: params.data }))
    next()
  }
}
