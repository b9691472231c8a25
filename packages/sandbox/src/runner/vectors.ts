import { Buffer } from 'node:buffer'

/** A vector as it goes to the host: little-endian 32-bit floats in base64. Throws what is wrong with it, in words. */
export function packVector(vector: unknown): string {
  if (!(vector instanceof Float32Array) && !isNumbers(vector)) {
    throw new TypeError('A vector is a Float32Array or an array of numbers')
  }
  const floats = Float32Array.from(vector)
  if (floats.length === 0) throw new RangeError('A vector has at least one number')
  if (!floats.every(Number.isFinite)) throw new RangeError('A vector holds finite numbers only')
  if (!floats.some((number) => number !== 0)) throw new RangeError('A vector of zeros has no direction')
  return Buffer.from(floats.buffer).toString('base64')
}

export function unpackVector(base64: string): Float32Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64')
  // A copy: the pool of small buffers gives no aligned place.
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength))
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((number) => typeof number === 'number')
}
