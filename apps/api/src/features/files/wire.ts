import { CollectionName, type FileState, MediaType, type StoredFile } from '@outlast/contract'
import type { FileRow } from './repository.ts'

export function toFile(row: FileRow): StoredFile {
  const failed = row.indexedAt === null && row.jobStatus === 'failed'
  return {
    file_id: row.id,
    name: row.name,
    media_type: MediaType.parse(row.mediaType),
    size_bytes: row.sizeBytes,
    sha256: row.sha256,
    collection: CollectionName.parse(row.collection),
    state: stateOf(row),
    job_id: row.jobId,
    error: failed ? { code: row.errorCode ?? 'internal', detail: row.errorDetail ?? '' } : null,
    title: row.title,
    pages: row.pages,
    chunks: row.chunks,
    created_at: row.createdAt.toISOString(),
    indexed_at: row.indexedAt?.toISOString() ?? null,
  }
}

/** What is indexed stays so, whatever a later job does. */
function stateOf({ indexedAt, jobStatus }: FileRow): FileState {
  if (indexedAt !== null) return 'indexed'
  switch (jobStatus) {
    case 'running':
      return 'indexing'
    case 'failed':
    case 'cancelled':
      return jobStatus
    case null:
      // Its job ended badly so long ago that it was cleaned up.
      return 'failed'
    default:
      return 'queued'
  }
}
