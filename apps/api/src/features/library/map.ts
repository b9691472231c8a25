import type { CollectionMap } from '@outlast/contract'
import { findRow } from './collections.ts'
import { toVectorId } from './item-id.ts'
import { type ItemRow, sampleItems } from './item-repository.ts'
import type { LibraryDeps } from './library-deps.ts'
import { vectorTableOf } from './vector-table.ts'

/** As many as a screen shows apart. */
const POINTS = 2000
const TEXT_CHARS = 200

/** The vectors of a collection, or an even sample of them, on their first two principal components. */
export async function mapCollection(deps: LibraryDeps, workspaceId: string, name: string): Promise<CollectionMap> {
  const collection = await findRow(deps, workspaceId, name)
  const items = await sampleItems(deps.database, collection.id, POINTS)
  const vectors = new Map<string, Float32Array>()
  if (items.length > 0) {
    const records = await deps.store.get(
      vectorTableOf(collection),
      items.map(({ id }) => toVectorId(id)),
    )
    for (const { id, vector } of records) vectors.set(id, vector)
  }
  const placed = items.filter(({ id }) => vectors.has(toVectorId(id)))
  if (placed.length < 3) return { points: [], explained: [0, 0], items: collection.items }
  const { dimension } = collection
  const matrix = new Float32Array(placed.length * dimension)
  for (const [row, { id }] of placed.entries()) matrix.set(vectors.get(toVectorId(id)) ?? [], row * dimension)
  const { points, explained } = await deps.threads.run('project', { matrix, rows: placed.length, dimension, seed: 1 })
  return { points: placed.map((item, at) => toPoint(item, points, at)), explained, items: collection.items }
}

function toPoint(
  { key, text, fileId, fileName }: ItemRow,
  points: Float32Array,
  at: number,
): CollectionMap['points'][number] {
  return {
    id: key,
    x: points[2 * at] ?? 0,
    y: points[2 * at + 1] ?? 0,
    text: text.slice(0, TEXT_CHARS),
    file_id: fileId,
    file: fileName,
  }
}
