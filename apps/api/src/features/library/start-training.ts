import type { Job, Train, TrainInput } from '@outlast/contract'
import { AppError } from '../../http/app-error.ts'
import * as collections from './collection-repository.ts'
import { findRow } from './collections.ts'
import { COLLECTION_TRAIN, type LibraryDeps } from './library-deps.ts'

export type TrainDeps = LibraryDeps & { findJob(workspaceId: string, jobId: string): Promise<Job> }

/** Starts to embed a collection anew. A second wish while one is being granted is answered with the same job. */
export async function startTraining(
  deps: TrainDeps,
  { workspaceId, name }: { workspaceId: string; name: string },
  { train, idempotencyKey, requestId }: { train: Train; idempotencyKey: string | undefined; requestId: string | null },
): Promise<Job> {
  const collection = await findRow(deps, workspaceId, name)
  if (collection.embedding === 'custom') {
    const detail = `The collection "${name}" holds vectors of its callers: only they can make them anew.`
    throw new AppError('embedding_mismatch', detail)
  }
  // Says at once what could only fail later.
  if (train.embedding === 'openai') await deps.embedders.forNewCollection({ embedding: 'openai' })
  const about = { workspaceId, subjectId: collection.id, kind: COLLECTION_TRAIN }
  const running = await collections.findUnfinishedJobId(deps.database, about)
  if (running !== null && idempotencyKey === undefined) return deps.findJob(workspaceId, running)
  const input: TrainInput = { ...train, collection_id: collection.id }
  const { jobId } = await deps.engine.enqueue({
    ...about,
    title: train.embedding === 'trained' ? `Train ${name} on its own texts` : `Embed ${name} anew`,
    input,
    idempotencyKey: idempotencyKey ?? null,
    requestId,
  })
  return deps.findJob(workspaceId, jobId)
}
