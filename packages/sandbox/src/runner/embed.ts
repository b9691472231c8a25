import { nameOf } from './collection.ts'
import type { HostCall } from './host-calls.ts'
import { batchesOf, batchItems } from './json-batches.ts'
import { listOf } from './upsert-items.ts'
import { unpackVector } from './vectors.ts'

/** 6 MiB of vectors are asked for at once, as soon as their length is known; the longest there are have 4,096 numbers. */
const answerBytes = 6_291_456
const longestVector = 4_096
/** Of a 32-bit float in base64. */
const bytesPerNumber = 16 / 3

type Embedded = { model: string; dimension: number; vectors: string[] }

/** `embed` of a program. */
export function createEmbed(call: HostCall) {
  return async (texts: unknown, options: { collection?: unknown } = {}) => {
    const collection = options.collection === undefined ? null : nameOf(options.collection)
    let [model, dimension] = ['', 0]
    const most = () => Math.min(batchItems, Math.floor(answerBytes / ((dimension || longestVector) * bytesPerNumber)))
    const vectors: Float32Array[] = []
    for (const batch of batchesOf(textsOf(texts), most)) {
      const args = `{"texts":${batch},"collection":${JSON.stringify(collection)}}`
      const part = await call<Embedded>('embed', args)
      ;({ model, dimension } = part)
      for (const vector of part.vectors) vectors.push(unpackVector(vector))
    }
    return { model, dimension, vectors }
  }
}

function textsOf(texts: unknown): unknown[] {
  const use = 'embed(texts, options?) takes an array of strings'
  const all = listOf(texts, use)
  if (!all.every((text) => typeof text === 'string')) throw new TypeError(use)
  return all
}
