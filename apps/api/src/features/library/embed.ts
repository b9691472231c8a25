import type { CreateEmbeddings, Embeddings } from '@outlast/contract'
import { findRow } from './collections.ts'
import type { LibraryDeps } from './library-deps.ts'

/** Embeds texts as a collection does, or as the server does where none is named. */
export async function embed(
  deps: LibraryDeps,
  { workspaceId, signal }: { workspaceId: string; signal: AbortSignal },
  { input, collection, encoding_format }: CreateEmbeddings,
): Promise<Embeddings> {
  const embedder =
    collection === undefined
      ? await deps.embedders.standard(workspaceId)
      : await deps.embedders.forCollection(await findRow(deps, workspaceId, collection))
  const vectors = await embedder.embed(input, { signal })
  return {
    model: embedder.model,
    dimension: embedder.dimension,
    embeddings: vectors.map((vector) => (encoding_format === 'base64' ? toBase64(vector) : Array.from(vector))),
  }
}

function toBase64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}
