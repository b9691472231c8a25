import type { Threads } from '../threads/threads.ts'
import { type Embedder, rowsOf } from './embedder.ts'
import { readHeader } from './trained-model.ts'

/**
 * Embeds by a model that the task `train` made on the collection itself. `name` is the embedder's `model`: another one for
 * each training, since vectors of two trainings can't be compared. Throws `embedding_mismatch` for damaged bytes.
 */
export function createTrainedEmbedder(
  threads: Threads,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Embedder {
  const { dimension } = readHeader(bytes)
  // Threads read the same memory: a call carries no copy of up to 10 MB.
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength))
  shared.set(bytes)
  return {
    model: name,
    dimension,
    async embed(texts, { signal } = {}) {
      signal?.throwIfAborted()
      if (texts.length === 0) return []
      const call = { texts, bytes: shared }
      return rowsOf(await threads.run('embedTrained', call, signal === undefined ? {} : { signal }), dimension)
    },
  }
}
