import { createHash } from 'node:crypto'

/** What makes an item this item and no other. */
export type ItemContent = {
  collectionId: string
  key: string
  text: string
  metadata: Record<string, string | number | boolean>
  /** Where the caller brought it. */
  vector: Float32Array | null
}

/**
 * The id of an item: 128 bits of SHA-256 over all that it holds, each part with its length before it, so that no two
 * contents run into one another. The same content is the same id, everywhere and for ever; another text, another id.
 */
export function itemIdOf({ collectionId, key, text, metadata, vector }: ItemContent): string {
  const hash = createHash('sha256').update('outlast item 1')
  const fields = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const part of [collectionId, key, text, JSON.stringify(fields)]) {
    hash.update(`\n${Buffer.byteLength(part)}\n`).update(part)
  }
  if (vector !== null) hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))
  return hash
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The key of an item that came without one: the same text is the same item. */
export function keyOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** Item ids as vector stores take them: 32 hex characters. */
export function toVectorId(itemId: string): string {
  return itemId.replaceAll('-', '')
}

export function fromVectorId(vectorId: string): string {
  return vectorId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
