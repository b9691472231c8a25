import { createHash } from 'node:crypto'
import { KnowledgeError } from '../knowledge-error.ts'

/** Vectors that were trained on a collection, and how they add up to the vector of a text. */
export type TrainedModel = {
  /** Of a vector: the first `learned` numbers tell what stands near what, the others what stands there word for word. */
  readonly dimension: number
  readonly learned: number
  /** Terms, and meanings (`~…`) that several terms have. */
  readonly terms: readonly string[]
  /** One vector for each term, one after the other; neither part is longer than 1. Meanings have no learned part. */
  readonly vectors: Float32Array
  /** How much each term says: √idf, less for meanings. */
  readonly weights: Float32Array
  /** The same for a term that was not trained. */
  readonly unknownWeight: number
  /** The learned direction, of unit length, that the collection's texts share and that tells none from another. */
  readonly common: Float32Array
}

/** What is known of a serialized model without reading it: `contentHash` tells one from another; terms with meanings. */
export type ModelHeader = { contentHash: string; dimension: number; terms: number }

// Magic and version, SHA-256 of what follows it (32 bytes), dimension, terms, bytes of terms, learned dimensions (uint32
// each), then:
// terms (UTF-8, a line each), unknownWeight and weights and common (float32), vectors (int16). All little-endian.
const MAGIC = 'OUTLEMB2'
const HEADER_BYTES = 8 + 32 + 16
/** Entries of unit vectors are at most 1: 16 bits keep 4 digits, in half the space of float32. */
const SCALE = 32_767

/** 20,000 terms of 512 dimensions are 20 MB. Vectors are rounded to multiples of 1 / 32,767. */
export function serialize(model: TrainedModel): Uint8Array {
  const terms = Buffer.from(model.terms.join('\n'), 'utf8')
  const floats = [model.unknownWeight, ...model.weights, ...model.common]
  const bytes = Buffer.alloc(HEADER_BYTES + terms.length + 4 * floats.length + 2 * model.vectors.length)
  bytes.write(MAGIC, 'latin1')
  let at = 40
  for (const value of [model.dimension, model.terms.length, terms.length, model.learned])
    at = bytes.writeUInt32LE(value, at)
  at += terms.copy(bytes, at)
  for (const value of floats) at = bytes.writeFloatLE(value, at)
  for (const value of model.vectors) at = bytes.writeInt16LE(Math.round(value * SCALE), at)
  createHash('sha256').update(bytes.subarray(40)).digest().copy(bytes, 8)
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Throws `embedding_mismatch` for bytes that are damaged or of another version. */
export function readHeader(bytes: Uint8Array): ModelHeader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < HEADER_BYTES || buffer.toString('latin1', 0, 8) !== MAGIC) throw damaged()
  return {
    contentHash: buffer.toString('hex', 8, 40),
    dimension: buffer.readUInt32LE(40),
    terms: buffer.readUInt32LE(44),
  }
}

/** Throws as `readHeader` does. */
export function deserialize(bytes: Uint8Array): TrainedModel {
  const { contentHash, dimension, terms: count } = readHeader(bytes)
  // A copy in memory of its own: what is shared between threads can't be hashed.
  const buffer = Buffer.from(bytes)
  if (createHash('sha256').update(buffer.subarray(40)).digest('hex') !== contentHash) throw damaged()
  const termBytes = buffer.readUInt32LE(48)
  const learned = buffer.readUInt32LE(52)
  let at = HEADER_BYTES + termBytes
  const readFloats = (length: number): Float32Array => {
    const floats = Float32Array.from({ length }, (_, i) => buffer.readFloatLE(at + 4 * i))
    at += 4 * length
    return floats
  }
  const [unknownWeight = 0] = readFloats(1)
  const weights = readFloats(count)
  const common = readFloats(learned)
  const vectors = new Float32Array(count * dimension)
  for (let i = 0; i < vectors.length; i += 1) vectors[i] = buffer.readInt16LE(at + 2 * i) / SCALE
  const terms = buffer.toString('utf8', HEADER_BYTES, HEADER_BYTES + termBytes).split('\n')
  return { dimension, learned, terms, vectors, weights, unknownWeight, common }
}

function damaged(): KnowledgeError {
  return new KnowledgeError(
    'embedding_mismatch',
    'The trained model of this collection is damaged or of another version. Train the collection again.',
  )
}
