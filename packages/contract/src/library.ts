import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Job } from './jobs.ts'
import { Problem } from './problem.ts'
import { tokenRoutes } from './tokens.ts'
import { CreateHeaders, Id, PageQuery, pageOf, wellFormedText } from './wire.ts'
import {
  Collection,
  CollectionMap,
  CollectionName,
  CreateEmbeddings,
  Embeddings,
  LibraryStatus,
  NewCollection,
  Train,
} from './collections.ts'
import { Item, MAX_BATCH, Search, SearchResult, Upsert, Upserted } from './items.ts'

const c = initContract()

const CollectionParams = z.object({ name: CollectionName })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const

export const library = c.router({
  ...tokenRoutes,
  status: {
    method: 'GET',
    path: '/api/library',
    summary: 'What the library of this server can do',
    responses: { 200: LibraryStatus, 401: Problem },
  },
  embed: {
    method: 'POST',
    path: '/api/embeddings',
    summary: 'Embed texts with the model of the server or of a collection',
    body: CreateEmbeddings,
    responses: { 200: Embeddings, ...failures, 409: Problem, 413: Problem, 503: Problem },
  },
  listCollections: {
    method: 'GET',
    path: '/api/collections',
    summary: 'Collections of the workspace by name',
    query: PageQuery,
    responses: { 200: pageOf(Collection), 400: Problem, 401: Problem },
  },
  createCollection: {
    method: 'POST',
    path: '/api/collections',
    summary: 'Make a collection; its model and dimension belong to it from now on',
    body: NewCollection,
    responses: { 201: Collection, 400: Problem, 401: Problem, 409: Problem, 503: Problem },
  },
  getCollection: {
    method: 'GET',
    path: '/api/collections/:name',
    summary: 'A collection',
    pathParams: CollectionParams,
    responses: { 200: Collection, 401: Problem, 404: Problem },
  },
  removeCollection: {
    method: 'DELETE',
    path: '/api/collections/:name',
    summary: 'Delete a collection with its items, vectors and files',
    pathParams: CollectionParams,
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem, 404: Problem },
  },
  listItems: {
    method: 'GET',
    path: '/api/collections/:name/items',
    summary: 'Items in the order in which they came; those of one file in the order of its text',
    pathParams: CollectionParams,
    query: PageQuery.extend({ file_id: Id.optional() }),
    responses: { 200: pageOf(Item), ...failures },
  },
  upsert: {
    method: 'POST',
    path: '/api/collections/:name/upsert',
    summary: 'Add or change items; what is there already costs nothing',
    pathParams: CollectionParams,
    body: Upsert,
    responses: { 200: Upserted, ...failures, 409: Problem, 413: Problem, 503: Problem },
  },
  deleteItems: {
    method: 'POST',
    path: '/api/collections/:name/delete',
    summary: 'Delete items by id',
    pathParams: CollectionParams,
    body: z.object({
      ids: z
        .array(wellFormedText({ min: 1, max: 200 }))
        .min(1)
        .max(MAX_BATCH),
    }),
    responses: { 200: z.object({ deleted: z.int() }), ...failures },
  },
  search: {
    method: 'POST',
    path: '/api/collections/:name/search',
    summary: 'Search by words, by meaning, or both, with the scores explained',
    pathParams: CollectionParams,
    body: Search,
    responses: { 200: SearchResult, ...failures, 409: Problem, 503: Problem },
  },
  clear: {
    method: 'POST',
    path: '/api/collections/:name/clear',
    summary: 'Delete all items and files of a collection',
    pathParams: CollectionParams,
    body: z.object({}).optional(),
    responses: { 200: Collection, 401: Problem, 404: Problem },
  },
  train: {
    method: 'POST',
    path: '/api/collections/:name/train',
    summary: 'Embed a collection anew, trained on its own texts unless told, as a job; searches go on meanwhile',
    pathParams: CollectionParams,
    headers: CreateHeaders,
    body: Train.optional(),
    responses: { 202: Job, ...failures, 409: Problem, 422: Problem, 503: Problem },
  },
  map: {
    method: 'GET',
    path: '/api/collections/:name/map',
    summary: 'The vectors of a collection on two axes (principal components)',
    pathParams: CollectionParams,
    responses: { 200: CollectionMap, 401: Problem, 404: Problem, 503: Problem },
  },
})
