import { IndexInput, type IndexResult, TrainInput } from '@outlast/contract'
import { JobFailure, defineJob } from '@outlast/jobs'
import { KnowledgeError } from '@outlast/knowledge'
import { findCollectionById, setIndexedItems } from './collection-repository.ts'
import { COLLECTION_INDEX, COLLECTION_TRAIN, type LibraryDeps } from './library-deps.ts'
import { type Trained, trainCollection } from './train.ts'
import { swapGeneration } from './train-repository.ts'
import { vectorTableOf } from './vector-table.ts'

/** Embeds a whole collection anew beside the vectors that serve meanwhile, and swaps them when it completes. */
export function collectionTrainJob(deps: LibraryDeps & { maxAttempts: number }) {
  return defineJob<TrainInput, Trained>({
    kind: COLLECTION_TRAIN,
    input: TrainInput,
    concurrency: 1,
    timeoutS: () => 6 * 3600,
    maxAttempts: deps.maxAttempts,
    run: (ctx, input) => failClearly(() => trainCollection(deps, ctx, input)),
    async onCompleted(tx, { subjectId }, { next }) {
      if (subjectId !== null) await swapGeneration(tx, subjectId, next)
    },
  })
}

/** Builds the approximate index of a large collection; searches go on meanwhile. */
export function collectionIndexJob(deps: LibraryDeps & { maxAttempts: number }) {
  return defineJob<IndexInput, IndexResult>({
    kind: COLLECTION_INDEX,
    input: IndexInput,
    concurrency: 1,
    timeoutS: () => 3600,
    maxAttempts: deps.maxAttempts,
    run: (ctx, input) =>
      failClearly(async () => {
        const collection = await findCollectionById(deps.database, ctx.workspaceId, input.collection_id)
        if (collection === null) throw new JobFailure('collection_deleted', 'The collection was deleted.')
        await deps.store.buildIndex(vectorTableOf(collection), { signal: ctx.signal })
        await setIndexedItems(deps.database, collection, collection.items)
        return { items: collection.items }
      }),
  })
}

async function failClearly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error
    throw new JobFailure(error.code, error.message, { retryable: error.retryable, cause: error })
  }
}
