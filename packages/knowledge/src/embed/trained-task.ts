import type { TaskContext } from '../threads/task.ts'
import { type Composer, composer } from './compose.ts'
import { sharedMatrix } from './embedder.ts'
import { isMeaning } from './meanings.ts'
import { type TrainOptions, trainEmbedding } from './train.ts'
import { deserialize, readHeader, serialize } from './trained-model.ts'

/** Task: trains on the texts and gives the serialized model. For the lane `background`; aborting ends it. */
export function train(
  { texts, options }: { texts: readonly string[]; options: TrainOptions },
  context: TaskContext,
): { bytes: Uint8Array; dimension: number; terms: number } {
  const model = trainEmbedding(texts, options, context)
  context.progress(0.97, 'Writing the model')
  return {
    bytes: serialize(model),
    dimension: model.dimension,
    terms: model.terms.filter((term) => !isMeaning(term)).length,
  }
}

/** Task: a matrix with one row of unit length for each text. `bytes` are best in shared memory: then none are copied. */
export function embedTrained(
  { texts, bytes }: { texts: readonly string[]; bytes: Uint8Array },
  { progress }: TaskContext,
): Float32Array {
  const { dimension } = readHeader(bytes)
  const compose = composerOf(bytes)
  const matrix = sharedMatrix(texts.length, dimension)
  for (const [row, text] of texts.entries()) {
    matrix.set(compose(text), row * dimension)
    if (row % 500 === 499) progress((row + 1) / texts.length, `${row + 1} of ${texts.length} texts embedded`)
  }
  return matrix
}

/** A model is some 30 MB here: the last few that this thread has used stay. */
const MAX_LOADED = 3
const loaded = new Map<string, Composer>()

function composerOf(bytes: Uint8Array): Composer {
  const { contentHash } = readHeader(bytes)
  const compose = loaded.get(contentHash) ?? composer(deserialize(bytes))
  loaded.delete(contentHash)
  loaded.set(contentHash, compose)
  for (const oldest of loaded.keys()) if (loaded.size > MAX_LOADED) loaded.delete(oldest)
  return compose
}
