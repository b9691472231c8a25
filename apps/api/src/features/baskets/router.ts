import { DEFAULT_WORK_WAIT_S, type BasketEvent, contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import type { Request, Response } from 'express'
import { clientGone } from '../../http/client-gone.ts'
import { sendDocument } from '../../http/download.ts'
import { workspaceOf } from '../../http/identity.ts'
import { preferredWaitS } from '../../http/prefer.ts'
import { requestIdOf } from '../../http/request-id.ts'
import { type SseEvent, type WatchStream, sendEvents } from '../../http/sse.ts'
import type { Lifecycle } from '../../lifecycle.ts'
import { applyDelta } from './apply-delta.ts'
import type { BasketDeps, BasketRef } from './basket-deps.ts'
import * as baskets from './baskets.ts'
import * as blocks from './blocks.ts'
import { rejectDelta } from './decide-delta.ts'
import * as deltas from './deltas.ts'
import * as dumps from './dumps.ts'
import { exportBasket } from './export.ts'
import { editDeltaChange, rebaseDelta } from './revise-delta.ts'
import { undoDelta } from './undo-delta.ts'
import { listEvents, watchEvents } from './watch.ts'
import { work } from './work.ts'

export type BasketsRouterDeps = BasketDeps & {
  lifecycle: Lifecycle
  /** Hears why a stream broke: its answer has begun, so nobody can be told by a status. */
  watchStream: WatchStream
}

type AnyRequest = Pick<Request, 'get'>
type InBasket = { req: AnyRequest; params: { basket_id: string } }

export function basketsRouter(deps: BasketsRouterDeps) {
  return initServer().router(contract.baskets, {
    list: async ({ req, query }) => ({ status: 200, body: await baskets.listBaskets(deps, workspaceOf(req), query) }),
    create: async ({ req, body }) => {
      const basket = { ...body, idempotencyKey: req.get('idempotency-key') }
      return { status: 201, body: await baskets.createBasket(deps, workspaceOf(req), basket) }
    },
    get: async (request) => ({ status: 200, body: await baskets.getBasket(deps, basketOf(request)) }),
    change: async ({ body, ...request }) => ({
      status: 200,
      body: await baskets.changeBasketItself(deps, basketOf(request), body),
    }),
    export: async ({ res, query, ...request }) => {
      const document = await exportBasket(deps, basketOf(request), query.format)
      return { status: 200, body: sendDocument(res, document) }
    },
    ...sourceRoutes(deps),
    ...deltaRoutes(deps),
    ...blockRoutes(deps),
    ...eventRoutes(deps),
  })
}

const server = initServer()
const { listDumps, addDump, work: workRoute } = contract.baskets
const { listDeltas, getDelta, editChange, apply, reject, rebase, undo } = contract.baskets
const { addBlock, editBlock, removeBlock, blockHistory, events, streamEvents } = contract.baskets

function sourceRoutes(deps: BasketsRouterDeps) {
  return server.router(
    { listDumps, addDump, work: workRoute },
    {
      listDumps: async ({ query, ...request }) => ({
        status: 200,
        body: await dumps.listDumps(deps, basketOf(request), query),
      }),
      addDump: async ({ body, ...request }) => {
        const dump = { ...body, idempotencyKey: request.req.get('idempotency-key') }
        return { status: 201, body: await dumps.addDump(deps, basketOf(request), dump) }
      },
      work: async ({ res, body, ...request }) => {
        const preferredS = preferredWaitS(request.req.get('prefer'))
        if (preferredS !== null) res.setHeader('preference-applied', `wait=${preferredS}`)
        const wait = { waitS: preferredS ?? DEFAULT_WORK_WAIT_S, signal: untilOver(deps, res) }
        const done = await work(deps, basketOf(request), { body, requestId: requestIdOf(request.req), ...wait })
        return 'delta' in done ? { status: 200, body: done.delta } : { status: 202, body: done.job }
      },
    },
  )
}

function deltaRoutes(deps: BasketsRouterDeps) {
  return server.router(
    { listDeltas, getDelta, editChange, apply, reject, rebase, undo },
    {
      listDeltas: async ({ query, ...request }) => ({
        status: 200,
        body: await deltas.listDeltas(deps, basketOf(request), query),
      }),
      getDelta: async (request) => ({ status: 200, body: await deltas.getDelta(deps, deltaOf(request)) }),
      editChange: async ({ body, ...request }) => {
        const change = { ...deltaOf(request), changeId: request.params.change_id }
        return { status: 200, body: await editDeltaChange(deps, change, body) }
      },
      apply: async ({ body, ...request }) => ({
        status: 200,
        body: await applyDelta(deps, deltaOf(request), body?.change_ids),
      }),
      reject: async (request) => ({ status: 200, body: await rejectDelta(deps, deltaOf(request)) }),
      rebase: async ({ body, ...request }) => ({
        status: 200,
        body: await rebaseDelta(deps, deltaOf(request), { onConflict: body.on_conflict, changeIds: body.change_ids }),
      }),
      undo: async (request) => ({ status: 200, body: await undoDelta(deps, deltaOf(request)) }),
    },
  )
}

function blockRoutes(deps: BasketsRouterDeps) {
  return server.router(
    { addBlock, editBlock, removeBlock, blockHistory },
    {
      addBlock: async ({ body, ...request }) => {
        const block = { content: body, idempotencyKey: request.req.get('idempotency-key') }
        return { status: 201, body: await blocks.addBlock(deps, basketOf(request), block) }
      },
      editBlock: async ({ body, ...request }) => ({
        status: 200,
        body: await blocks.editBlock(deps, blockOf(request), body),
      }),
      removeBlock: async ({ query, ...request }) => {
        await blocks.removeBlock(deps, blockOf(request), query.version)
        return { status: 204, body: undefined }
      },
      blockHistory: async ({ query, ...request }) => ({
        status: 200,
        body: await blocks.listBlockHistory(deps, blockOf(request), query),
      }),
    },
  )
}

function eventRoutes(deps: BasketsRouterDeps) {
  return server.router(
    { events, streamEvents },
    {
      events: async ({ res, query, ...request }) => ({
        status: 200,
        body: await listEvents(deps, basketOf(request), { ...query, signal: untilOver(deps, res) }),
      }),
      streamEvents: async ({ res, ...request }) => {
        const basket = basketOf(request)
        // Who may not see it is told by a status: once the stream has begun, there is none.
        await baskets.lookUpBasket(deps, basket)
        const after = Number(request.req.get('last-event-id') ?? 0)
        const news = watchEvents(deps, basket, { after, signal: untilOver(deps, res) })
        return { status: 200, body: sendEvents(res, toEvents(news), deps.watchStream(requestIdOf(request.req))) }
      },
    },
  )
}

async function* toEvents(news: AsyncGenerator<BasketEvent | null>): AsyncGenerator<SseEvent> {
  for await (const event of news) yield event && { event: event.type, id: event.seq, data: event }
}

/** Nobody, or no time, to wait for. */
function untilOver({ lifecycle }: BasketsRouterDeps, res: Response): AbortSignal {
  return AbortSignal.any([clientGone(res), lifecycle.draining])
}

function basketOf({ req, params }: InBasket): BasketRef {
  return { workspaceId: workspaceOf(req), basketId: params.basket_id }
}

function deltaOf(request: InBasket & { params: { delta_id: string } }) {
  return { ...basketOf(request), deltaId: request.params.delta_id }
}

function blockOf(request: InBasket & { params: { block_id: string } }) {
  return { ...basketOf(request), blockId: request.params.block_id }
}
