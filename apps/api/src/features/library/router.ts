import { contract, Train } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { clientGone } from '../../http/client-gone.ts'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import * as collections from './collections.ts'
import { deleteItems } from './delete-items.ts'
import { embed } from './embed.ts'
import { mapCollection } from './map.ts'
import { listItems, search } from './search.ts'
import { type TrainDeps, startTraining } from './start-training.ts'
import { detokenize, tokenize } from './tokens.ts'
import { upsert } from './upsert.ts'

const server = initServer()

export function libraryRouter(deps: TrainDeps & { maxFileBytes: number }) {
  const { store, embedders, maxFileBytes } = deps
  const status = { store: store.name, embedding_server: embedders.hasServer, max_file_bytes: maxFileBytes }
  return server.router(contract.library, {
    status: async () => ({ status: 200, body: status }),
    tokenize: async ({ req, res, body }) => {
      const caller = { workspaceId: workspaceOf(req), signal: clientGone(res) }
      return { status: 200, body: await tokenize(deps, caller, body) }
    },
    detokenize: async ({ body }) => ({ status: 200, body: await detokenize(deps, body) }),
    embed: async ({ req, res, body }) => {
      const caller = { workspaceId: workspaceOf(req), signal: clientGone(res) }
      return { status: 200, body: await embed(deps, caller, body) }
    },
    listCollections: async ({ req, query }) => ({
      status: 200,
      body: await collections.listCollections(deps, workspaceOf(req), query),
    }),
    createCollection: async ({ req, body }) => ({
      status: 201,
      body: await collections.createCollection(deps, workspaceOf(req), body),
    }),
    getCollection: async ({ req, params }) => ({
      status: 200,
      body: await collections.getCollection(deps, workspaceOf(req), params.name),
    }),
    removeCollection: async ({ req, params }) => {
      await collections.removeCollection(deps, workspaceOf(req), params.name)
      return { status: 204, body: undefined }
    },
    clear: async ({ req, params }) => ({
      status: 200,
      body: await collections.clearCollection(deps, workspaceOf(req), params.name),
    }),
    ...modelRoutes(deps),
    ...itemRoutes(deps),
  })
}

/** What is made of a collection: a model of its own, and a map. */
function modelRoutes(deps: TrainDeps) {
  const { train, map } = contract.library
  return server.router(
    { train, map },
    {
      train: async ({ req, params, body }) => {
        const about = { idempotencyKey: req.get('idempotency-key'), requestId: requestIdOf(req) }
        const target = { workspaceId: workspaceOf(req), name: params.name }
        return { status: 202, body: await startTraining(deps, target, { train: body ?? Train.parse({}), ...about }) }
      },
      map: async ({ req, params }) => ({
        status: 200,
        body: await mapCollection(deps, workspaceOf(req), params.name),
      }),
    },
  )
}

/** What goes into a collection, and what is found in it. */
function itemRoutes(deps: TrainDeps) {
  const { listItems: list, upsert: put, deleteItems: remove, search: find } = contract.library
  return server.router(
    { listItems: list, upsert: put, deleteItems: remove, search: find },
    {
      listItems: async ({ req, params, query }) => ({
        status: 200,
        body: await listItems(deps, { workspaceId: workspaceOf(req), name: params.name }, query),
      }),
      upsert: async ({ req, res, params, body }) => {
        const target = { workspaceId: workspaceOf(req), name: params.name, signal: clientGone(res) }
        const items = body.items.map(({ vector, ...item }) => ({
          ...item,
          vector: vector ? Float32Array.from(vector) : null,
        }))
        return { status: 200, body: await upsert(deps, target, { items, model: body.model }) }
      },
      deleteItems: async ({ req, params, body }) => ({
        status: 200,
        body: await deleteItems(deps, { workspaceId: workspaceOf(req), name: params.name }, body.ids),
      }),
      search: async ({ req, res, params, body }) => {
        const target = { workspaceId: workspaceOf(req), name: params.name, signal: clientGone(res) }
        return { status: 200, body: await search(deps, target, body) }
      },
    },
  )
}
