import type { HostCall } from './host-calls.ts'
import { batchesOf } from './json-batches.ts'
import { itemsOf, listOf } from './upsert-items.ts'
import { packVector } from './vectors.ts'

type Upserted = { inserted: number; updated: number; unchanged: number; count: number; ids: string[] }
type SearchOptions = { k?: number; mode?: string; filter?: object; vector?: unknown; model?: string }

/** `collection` of a program. */
export function createCollections(call: HostCall) {
  return (name: unknown) => new Collection(call, nameOf(name))
}

/** The name of a collection, or of what `collection()` gave. */
export function nameOf(value: unknown): string {
  if (value instanceof Collection) return value.name
  if (typeof value === 'string') return value
  throw new TypeError('A collection is given by its name')
}

class Collection {
  readonly name: string
  readonly #call: HostCall

  constructor(call: HostCall, name: string) {
    this.#call = call
    this.name = name
  }

  /** 10,000 items go in several calls; what stood in the first ones is there when a later one fails. */
  async upsert(items: unknown, { model }: { model?: string } = {}): Promise<Upserted> {
    const sum: Upserted = { inserted: 0, updated: 0, unchanged: 0, count: 0, ids: [] }
    const about = JSON.stringify({ name: this.name, model })
    for (const batch of batchesOf(itemsOf(items))) {
      const part = await this.#call<Upserted>('collection.upsert', `${about.slice(0, -1)},"items":${batch}}`)
      for (const counter of ['inserted', 'updated', 'unchanged'] as const) sum[counter] += part[counter]
      sum.count = part.count
      sum.ids.push(...part.ids)
    }
    if (sum.ids.length === 0) sum.count = await this.count()
    return sum
  }

  async search(query: unknown, options: SearchOptions = {}): Promise<unknown[]> {
    const { k = 10, mode = 'hybrid', filter, model } = options
    const vector = options.vector === undefined ? undefined : packVector(options.vector)
    const request = { query: query ?? undefined, vector, model, k, mode, filter }
    return (await this.#ask<{ hits: unknown[] }>('search', request)).hits
  }

  async describe(): Promise<{ items: number } | null> {
    return this.#ask('describe')
  }

  async count(): Promise<number> {
    return (await this.describe())?.items ?? 0
  }

  async delete(ids: unknown): Promise<number> {
    const all = typeof ids === 'string' ? [ids] : listOf(ids, 'delete(ids) takes an array of ids')
    let deleted = 0
    for (const batch of batchesOf(all)) {
      const args = `{"name":${JSON.stringify(this.name)},"ids":${batch}}`
      deleted += (await this.#call<{ deleted: number }>('collection.delete', args)).deleted
    }
    return deleted
  }

  async clear(): Promise<void> {
    await this.#ask('clear')
  }

  async train({ dimension, seed }: { dimension?: number; seed?: number } = {}): Promise<string> {
    return (await this.#ask<{ job_id: string }>('train', { dimension, seed })).job_id
  }

  #ask<Answer>(what: string, args: object = {}): Promise<Answer> {
    return this.#call(`collection.${what}`, JSON.stringify({ name: this.name, ...args }))
  }
}
