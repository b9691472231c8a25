import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { BasketEvent, BlockEdit, NewBlock } from './basket-shapes.ts'
import { Block } from './blocks.ts'
import { Problem } from './problem.ts'
import { CreateHeaders, Id, PageQuery, pageOf } from './wire.ts'

const c = initContract()

const BasketParams = z.object({ basket_id: Id })
const BlockParams = BasketParams.extend({ block_id: Id })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const
const changing = { ...failures, 409: Problem } as const

/** Blocks of a basket that are written by hand. */
export const basketBlocks = c.router({
  addBlock: {
    method: 'POST',
    path: '/api/baskets/:basket_id/blocks',
    summary: 'Write a block by hand',
    headers: CreateHeaders,
    pathParams: BasketParams,
    body: NewBlock,
    responses: { 201: Block, ...changing, 422: Problem },
  },
  editBlock: {
    method: 'PATCH',
    path: '/api/baskets/:basket_id/blocks/:block_id',
    summary: 'Edit, lock or accept a block; 409 with what is there if it was changed since',
    pathParams: BlockParams,
    body: BlockEdit,
    responses: { 200: Block, ...changing },
  },
  removeBlock: {
    method: 'DELETE',
    path: '/api/baskets/:basket_id/blocks/:block_id',
    summary: 'Delete a block; its history stays',
    pathParams: BlockParams,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    body: c.noBody(),
    responses: { 204: c.noBody(), ...changing },
  },
  blockHistory: {
    method: 'GET',
    path: '/api/baskets/:basket_id/blocks/:block_id/history',
    summary: 'Events that changed a block, newest first; each with only the changes of this block',
    pathParams: BlockParams,
    query: PageQuery,
    responses: { 200: pageOf(BasketEvent), ...failures },
  },
})
