import type { z } from 'zod'
import { defineFunction, type HostFunction, RefusedCall } from './host-function.ts'
import type { KnowledgeHooks } from './knowledge-hooks.ts'
import * as schemas from './knowledge-schemas.ts'
import { gatherTokens } from './token-columns.ts'

/** Tokens, embeddings, collections and files: what programs call, each a schema and a function. */
export const knowledgeFunctions: Record<string, HostFunction> = {
  tokenize: define(schemas.tokenize, gatherTokens),
  detokenize: define(schemas.detokenize, (hooks, request) => hooks.detokenize(request)),
  embed: define(schemas.embed, (hooks, request) => hooks.embed(request)),
  'collection.upsert': define(schemas.upsert, ({ collection }, request) => collection.upsert(request)),
  'collection.search': define(schemas.search, ({ collection }, request) => collection.search(request)),
  'collection.delete': define(schemas.deleteItems, ({ collection }, request) => collection.delete(request)),
  'collection.clear': define(schemas.named, ({ collection }, request) => collection.clear(request)),
  'collection.describe': define(schemas.named, ({ collection }, request) => collection.describe(request)),
  'collection.train': define(schemas.train, ({ collection }, request) => collection.train(request)),
  'files.list': define(schemas.listFiles, ({ files }, request) => files.list(request)),
  'files.read': define(schemas.readFile, ({ files }, request) => files.read(request)),
  'files.passages': define(schemas.passages, ({ files }, request) => files.passages(request)),
}

/** A host function that needs the knowledge of a workspace, which not every caller of a run gives. */
function define<Args>(
  schema: z.ZodType<Args>,
  handle: (knowledge: KnowledgeHooks, args: Args) => Promise<unknown>,
): HostFunction {
  return defineFunction(schema, (hooks, args) => {
    if (!hooks.knowledge) throw new RefusedCall('not available here')
    return handle(hooks.knowledge, args)
  })
}
