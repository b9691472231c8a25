import type { Database } from '@outlast/db'
import type { EmbeddingCache } from '@outlast/knowledge'

/** Vectors that a server made for a workspace, kept by the hash of their text: nothing is paid for twice. */
export function embeddingCacheOf({ prisma }: Database, workspaceId: string): EmbeddingCache {
  return {
    async get(model, hashes) {
      const sha256 = { in: hashes.map(toBytes) }
      const rows = await prisma.embeddingCache.findMany({ where: { workspaceId, model, sha256 } })
      return new Map(rows.map((row) => [Buffer.from(row.sha256).toString('hex'), toFloats(row.vector)]))
    },
    async put(model, entries) {
      const data = entries.map(({ hash, vector }) => ({
        workspaceId,
        model,
        sha256: toBytes(hash),
        vector: new Uint8Array(vector.slice().buffer),
      }))
      await prisma.embeddingCache.createMany({ data, skipDuplicates: true })
    },
  }
}

/** Forgets vectors older than `days`. */
export async function trimCache({ prisma }: Database, days: number): Promise<void> {
  await prisma.embeddingCache.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - days * 86_400_000) } } })
}

function toBytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

/** A copy: the bytes of a row may stand anywhere in a larger buffer, and floats need an address of their own. */
function toFloats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
