import { packVector } from './vectors.ts'

const fields = ['id', 'text', 'metadata', 'vector']
const use = 'upsert(items, options?) takes an array of texts and of objects { text, id?, metadata?, vector? }'

/** Items of a program as they go to the host. Throws what is wrong with the first bad one, in words. */
export function itemsOf(items: unknown): object[] {
  return listOf(items, use).map((item) => {
    if (typeof item === 'string') return { text: item, metadata: {} }
    if (typeof item !== 'object' || item === null || Array.isArray(item)) throw new TypeError(use)
    const unknown = Object.keys(item).find((field) => !fields.includes(field))
    if (unknown !== undefined) throw new TypeError(`An item has no field "${unknown}", only ${fields.join(', ')}`)
    const { id, text, metadata, vector }: Record<string, unknown> = { ...item }
    if (typeof text !== 'string') throw new TypeError(use)
    return { id, text, metadata: metadata ?? {}, vector: vector == null ? undefined : packVector(vector) }
  })
}

/** What can be iterated, and is no string, as an array. */
export function listOf(value: unknown, wrong: string): unknown[] {
  if (!isIterable(value)) throw new TypeError(wrong)
  return [...value]
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
