import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { StoredFile } from '@outlast/contract'
import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import { detectMediaType } from '@outlast/knowledge'
import { z } from 'zod'
import { notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { FILE_INDEX } from './jobs.ts'
import * as repository from './repository.ts'
import { toFile } from './wire.ts'

export type FilesDeps = {
  database: Database
  engine: Pick<Engine, 'enqueue' | 'cancel'>
  /** The id of a collection by its name; makes "library" where it is missing, and throws `not_found` for others. */
  collectionFor(workspaceId: string, name: string): Promise<string>
  /** Takes away vectors that deletions have left behind. */
  sweep(): void
}

export type Upload = {
  workspaceId: string
  name: string
  bytes: Uint8Array
  collection: string
  requestId: string
  /** Of the thread that it is attached to; null for the library. */
  sessionId: string | null
}

/**
 * Keeps a document and starts to index it. Content that the collection has already is answered as it is; if indexing
 * had failed or was stopped, it starts anew.
 */
export async function uploadFile(
  deps: Pick<FilesDeps, 'database' | 'engine' | 'collectionFor'>,
  upload: Upload,
): Promise<{ file: StoredFile; isNew: boolean }> {
  const { workspaceId, name, bytes } = upload
  const mediaType = await detectMediaType(bytes, name)
  const collectionId = await deps.collectionFor(workspaceId, upload.collection)
  const sha256 = await sha256Of(bytes)
  const file = { workspaceId, collectionId, name, mediaType, sha256, bytes }
  const fileId = await repository.addFile(deps.database, file, (sql, id) =>
    deps.engine.enqueue(indexJob(id, upload), sql),
  )
  if (fileId !== null) return { file: await getFile(deps, upload, fileId), isNew: true }
  const knownId = await repository.findFileByHash(deps.database, workspaceId, { collectionId, sha256 })
  // Deleted between the two looks: start over.
  if (knownId === null) return uploadFile(deps, upload)
  const known = await getFile(deps, upload, knownId)
  if (known.state !== 'failed' && known.state !== 'cancelled') return { file: known, isNew: false }
  await deps.engine.enqueue(indexJob(knownId, upload))
  return { file: await getFile(deps, upload, knownId), isNew: true }
}

/** In slices of 4 MiB, 5 ms each: others have their turn between them. */
async function sha256Of(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const hash = createHash('sha256')
  for (let from = 0; from < bytes.length; from += SLICE) {
    hash.update(bytes.subarray(from, from + SLICE))
    await setImmediate()
  }
  return new Uint8Array(hash.digest())
}

const SLICE = 4 * 1024 * 1024

function indexJob(fileId: string, { workspaceId, name, requestId }: Upload) {
  const input = { file_id: fileId }
  return { workspaceId, kind: FILE_INDEX, title: name, input, subjectId: fileId, requestId }
}

export async function listFiles(
  { database }: Pick<FilesDeps, 'database'>,
  workspaceId: string,
  { cursor, collection, limit }: { cursor?: string | undefined; collection?: string | undefined; limit: number },
): Promise<{ items: StoredFile[]; next_cursor: string | null }> {
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.uuid()]))
  const page = { before, collection: collection ?? null, limit: limit + 1 }
  const rows = await repository.listFiles(database, workspaceId, page)
  const items = rows.slice(0, limit).map(toFile)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.file_id) : null }
}

export async function getFile(
  { database }: Pick<FilesDeps, 'database'>,
  reader: repository.FileReader,
  fileId: string,
): Promise<StoredFile> {
  const row = await repository.findFile(database, reader, fileId)
  if (row === null) throw notFound('file')
  return toFile(row)
}

/** A file and its bytes, a part at a time. */
export async function openFile(
  { database }: FilesDeps,
  reader: repository.FileReader,
  fileId: string,
): Promise<{ file: StoredFile; parts: AsyncGenerator<Uint8Array> }> {
  const file = await getFile({ database }, reader, fileId)
  return { file, parts: repository.readParts(database, { fileId, sizeBytes: file.size_bytes }) }
}

/** Stops the work on a file and deletes it with everything that was made of it. */
export async function deleteFile(deps: FilesDeps, reader: repository.FileReader, fileId: string): Promise<void> {
  const { workspaceId } = reader
  await getFile(deps, reader, fileId)
  const jobIds = await repository.findUnfinishedJobIds(deps.database, workspaceId, fileId)
  await deps.engine.cancel({ workspaceId, jobIds })
  if (!(await repository.deleteFile(deps.database, workspaceId, fileId))) throw notFound('file')
  deps.sweep()
}
