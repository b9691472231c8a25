import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { basketBlocks } from './basket-blocks.ts'
import { BlockContent } from './blocks.ts'
import { Job } from './jobs.ts'
import { Problem } from './problem.ts'
import { CreateHeaders, Id, PageQuery, WorkHeaders, pageOf } from './wire.ts'
import {
  Basket,
  BasketDelta,
  BasketView,
  DumpContent,
  DeltaStatus,
  DeltaView,
  Dump,
  EventPage,
  MAX_CHANGES,
  BasketName,
  OnConflict,
  WorkRequest,
} from './basket-shapes.ts'

const c = initContract()

const BasketParams = z.object({ basket_id: Id })
const DeltaParams = BasketParams.extend({ delta_id: Id })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const
const changing = { ...failures, 409: Problem } as const
const nothing = z.object({}).optional()

export const baskets = c.router({
  list: {
    method: 'GET',
    path: '/api/baskets',
    summary: 'Baskets of the workspace, last changed first',
    query: PageQuery.extend({ archived: z.stringbool().default(false) }),
    responses: { 200: pageOf(Basket), 400: Problem, 401: Problem },
  },
  create: {
    method: 'POST',
    path: '/api/baskets',
    summary: 'Begin a basket',
    headers: CreateHeaders,
    body: z.object({ name: BasketName }),
    responses: { 201: BasketView, ...failures, 422: Problem },
  },
  get: {
    method: 'GET',
    path: '/api/baskets/:basket_id',
    summary: 'A basket and its blocks',
    pathParams: BasketParams,
    responses: { 200: BasketView, ...failures },
  },
  change: {
    method: 'PATCH',
    path: '/api/baskets/:basket_id',
    summary: 'Rename, archive or restore a basket',
    pathParams: BasketParams,
    body: z.object({ name: BasketName.optional(), archived: z.boolean().optional() }),
    responses: { 200: Basket, ...failures },
  },
  export: {
    method: 'GET',
    path: '/api/baskets/:basket_id/export',
    summary: 'A basket as Markdown or JSON',
    pathParams: BasketParams,
    query: z.object({ format: z.enum(['markdown', 'json']).default('markdown') }),
    responses: { 200: c.otherResponse({ contentType: 'text/markdown', body: z.unknown() }), ...failures },
  },
  listDumps: {
    method: 'GET',
    path: '/api/baskets/:basket_id/dumps',
    summary: 'Raw material, newest first',
    pathParams: BasketParams,
    query: PageQuery,
    responses: { 200: pageOf(Dump), ...failures },
  },
  addDump: {
    method: 'POST',
    path: '/api/baskets/:basket_id/dumps',
    summary: 'Drop raw material into a basket; nothing is analysed yet',
    headers: CreateHeaders,
    pathParams: BasketParams,
    body: z.object({ content: DumpContent }),
    responses: { 201: Dump, ...changing, 413: Problem, 422: Problem },
  },
  work: {
    method: 'POST',
    path: '/api/baskets/:basket_id/work',
    summary:
      'Have sources analysed: 200 with the delta if it is ready within the wait (20 s unless told), otherwise 202 with the job',
    headers: { prefer: WorkHeaders.prefer },
    pathParams: BasketParams,
    body: WorkRequest,
    responses: { 200: BasketDelta, 202: Job, ...changing, 413: Problem, 422: Problem, 502: Problem },
  },
  listDeltas: {
    method: 'GET',
    path: '/api/baskets/:basket_id/deltas',
    summary: 'Deltas, newest first',
    pathParams: BasketParams,
    query: PageQuery.extend({ status: DeltaStatus.optional() }),
    responses: { 200: pageOf(DeltaView), ...failures },
  },
  getDelta: {
    method: 'GET',
    path: '/api/baskets/:basket_id/deltas/:delta_id',
    summary: 'A delta and what became of it',
    pathParams: DeltaParams,
    responses: { 200: DeltaView, ...failures },
  },
  editChange: {
    method: 'PATCH',
    path: '/api/baskets/:basket_id/deltas/:delta_id/changes/:change_id',
    summary: 'Edit what a change would write, before it is applied',
    pathParams: DeltaParams.extend({ change_id: Id }),
    body: BlockContent.omit({ state: true }).partial(),
    responses: { 200: DeltaView, ...changing },
  },
  apply: {
    method: 'POST',
    path: '/api/baskets/:basket_id/apply/:delta_id',
    summary:
      'Apply a delta, or some of its changes, all or nothing; 409 with the conflicts if a block has been changed since',
    pathParams: DeltaParams,
    body: z.object({ change_ids: z.array(Id).min(1).max(MAX_CHANGES).optional() }).optional(),
    responses: { 200: DeltaView, ...changing },
  },
  reject: {
    method: 'POST',
    path: '/api/baskets/:basket_id/deltas/:delta_id/reject',
    summary: 'Say no to a delta; rejecting it twice answers the same',
    pathParams: DeltaParams,
    body: nothing,
    responses: { 200: DeltaView, ...changing },
  },
  rebase: {
    method: 'POST',
    path: '/api/baskets/:basket_id/deltas/:delta_id/rebase',
    summary:
      'Bring a proposed delta up to what the basket is now; what cannot be merged is reported, kept or taken as asked',
    pathParams: DeltaParams,
    body: z.object({
      on_conflict: OnConflict.default('report'),
      change_ids: z
        .array(Id)
        .min(1)
        .max(MAX_CHANGES)
        .optional()
        .describe('Only these changes; the others stay as they are'),
    }),
    responses: { 200: DeltaView, ...changing },
  },
  undo: {
    method: 'POST',
    path: '/api/baskets/:basket_id/deltas/:delta_id/undo',
    summary:
      'Take an applied delta back, as a new delta, which is answered; 409 with the conflicts if later changes stand on it',
    pathParams: DeltaParams,
    body: nothing,
    responses: { 200: DeltaView, ...changing },
  },
  ...basketBlocks,
  events: {
    method: 'GET',
    path: '/api/baskets/:basket_id/events',
    summary:
      'Events after `after`, oldest first, at most `limit` and about 1 MiB; held up to `wait_s` seconds until there is one. With `before`: the latest before it, newest first',
    pathParams: BasketParams,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      wait_s: z.coerce.number().min(0).max(25).default(0),
    }),
    responses: { 200: EventPage, ...failures },
  },
  streamEvents: {
    method: 'GET',
    path: '/api/baskets/:basket_id/events/stream',
    summary: 'Events as server-sent events, named by their type; their id is seq; resumes after Last-Event-ID',
    headers: {
      'last-event-id': z
        .string()
        .regex(/^\d{1,9}$/)
        .optional(),
    },
    pathParams: BasketParams,
    responses: { 200: c.otherResponse({ contentType: 'text/event-stream', body: z.unknown() }), ...failures },
  },
})
