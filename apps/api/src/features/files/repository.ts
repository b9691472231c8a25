import { type Database, type Prisma, type Sql, newId, sqlOf, transaction } from '@outlast/db'

/** A file as lists show it, with the state of its last index job. */
export type FileRow = {
  id: string
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
  collection: string
  title: string | null
  pages: number | null
  chunks: number
  createdAt: Date
  indexedAt: Date | null
  jobId: string | null
  jobStatus: string | null
  errorCode: string | null
  errorDetail: string | null
}

/** A retry is a new job about the same file, so the last one tells how the file stands. */
const FILES = `
  SELECT f.id, f.name, f.media_type AS "mediaType", f.size_bytes AS "sizeBytes", encode(f.sha256, 'hex') AS sha256,
    c.name AS collection, f.title, f.pages, f.chunks, f.created_at AS "createdAt", f.indexed_at AS "indexedAt",
    j.id AS "jobId", j.status::text AS "jobStatus", j.error_code AS "errorCode", j.error_detail AS "errorDetail"
  FROM file f
  JOIN collection c ON c.id = f.collection_id
  LEFT JOIN LATERAL (
    SELECT id, status, error_code, error_detail FROM job
    WHERE workspace_id = f.workspace_id AND subject_id = f.id AND kind = 'file.index' ORDER BY id DESC LIMIT 1
  ) j ON true
  WHERE f.workspace_id = $1`

/** A page of files of the library, newest first; `before` is the last id of the page before. */
export function listFiles(
  { pool }: Database,
  workspaceId: string,
  { before, collection, limit }: { before: string | null; collection: string | null; limit: number },
): Promise<FileRow[]> {
  const page = `${FILES} AND ($2::uuid IS NULL OR f.id < $2) AND ($3::text IS NULL OR c.name = $3)
    AND c.thread_id IS NULL ORDER BY f.id DESC LIMIT $4`
  return sqlOf(pool).query<FileRow>(page, [workspaceId, before, collection, limit])
}

/** Who asks for a file: what is attached to a thread is there for the session of the thread only. */
export type FileReader = { workspaceId: string; sessionId: string | null }

const IS_OPEN = `(c.thread_id IS NULL OR c.thread_id IN (SELECT id FROM thread WHERE session_id = $3))`

export async function findFile(
  { pool }: Database,
  { workspaceId, sessionId }: FileReader,
  fileId: string,
): Promise<FileRow | null> {
  const [row] = await sqlOf(pool).query<FileRow>(`${FILES} AND f.id = $2 AND ${IS_OPEN}`, [
    workspaceId,
    fileId,
    sessionId,
  ])
  return row ?? null
}

/** Files that are attached to a thread; of all its files those with these ids. */
export function findAttachments(
  { pool }: Database,
  thread: { workspaceId: string; threadId: string },
  fileIds: string[],
): Promise<FileRow[]> {
  const attached = `${FILES} AND c.thread_id = $2 AND f.id = ANY($3::uuid[]) ORDER BY f.id`
  return sqlOf(pool).query<FileRow>(attached, [thread.workspaceId, thread.threadId, fileIds])
}

export async function findFileByHash(
  { prisma }: Database,
  workspaceId: string,
  { collectionId, sha256 }: { collectionId: string; sha256: Uint8Array<ArrayBuffer> },
): Promise<string | null> {
  const row = await prisma.file.findFirst({ where: { workspaceId, collectionId, sha256 }, select: { id: true } })
  return row?.id ?? null
}

export type NewFile = {
  workspaceId: string
  collectionId: string
  name: string
  mediaType: string
  sha256: Uint8Array<ArrayBuffer>
  bytes: Uint8Array
}

/** 1 MiB: what a connection carries in one go without holding up others. */
const PART_BYTES = 1024 * 1024

const ADD_FILE = `
  INSERT INTO file (id, workspace_id, collection_id, name, media_type, size_bytes, sha256)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (collection_id, sha256) DO NOTHING RETURNING id`

/** Stores a file and what `andThen` writes, all or nothing. Null where its content is there already. */
export function addFile(
  { pool }: Database,
  file: NewFile,
  andThen: (sql: Sql, fileId: string) => Promise<unknown>,
): Promise<string | null> {
  return transaction(pool, async (sql) => {
    const fileId = newId()
    const { workspaceId, collectionId, name, mediaType, sha256, bytes } = file
    const row = [fileId, workspaceId, collectionId, name, mediaType, bytes.length, sha256]
    if ((await sql.query(ADD_FILE, row)).length === 0) return null
    for (let no = 0; no * PART_BYTES < bytes.length; no += 1) {
      const part = bytes.subarray(no * PART_BYTES, (no + 1) * PART_BYTES)
      await sql.query('INSERT INTO file_part (file_id, no, bytes) VALUES ($1, $2, $3)', [fileId, no, part])
    }
    await andThen(sql, fileId)
    return fileId
  })
}

/** The bytes of a file, a part at a time. Throws where the file is deleted meanwhile. */
export async function* readParts(
  { prisma }: Database,
  { fileId, sizeBytes }: { fileId: string; sizeBytes: number },
): AsyncGenerator<Uint8Array> {
  for (let no = 0; no * PART_BYTES < sizeBytes; no += 1) {
    const part = await prisma.filePart.findUnique({ where: { fileId_no: { fileId, no } } })
    if (part === null) throw new Error(`File ${fileId} was deleted while it was read.`)
    yield part.bytes
  }
}

/** Up to `length` bytes of a file from `offset` on. */
export async function readRange(
  { prisma }: Database,
  fileId: string,
  { offset, length }: { offset: number; length: number },
): Promise<Uint8Array> {
  const [first, last] = [Math.floor(offset / PART_BYTES), Math.floor((offset + length) / PART_BYTES)]
  const parts = await prisma.filePart.findMany({
    where: { fileId, no: { gte: first, lte: last } },
    orderBy: { no: 'asc' },
  })
  const from = offset - first * PART_BYTES
  return Buffer.concat(parts.map(({ bytes }) => bytes)).subarray(from, from + length)
}

/** What an index job needs of its file, or null where it was deleted. */
export function findFileToIndex({ prisma }: Database, workspaceId: string, fileId: string) {
  return prisma.file.findFirst({
    where: { workspaceId, id: fileId },
    select: { id: true, name: true, mediaType: true, sizeBytes: true, collectionId: true, indexedAt: true },
  })
}

/** Makes the passages of a file visible, in the transaction that completes its job. */
export async function markIndexed(
  tx: Prisma.TransactionClient,
  { workspaceId, fileId }: { workspaceId: string; fileId: string },
  result: { title: string | null; pages: number | null; chunks: number },
): Promise<void> {
  await tx.file.updateMany({ where: { workspaceId, id: fileId }, data: { ...result, indexedAt: new Date() } })
}

/** Ids of index jobs of a file that have not ended. */
export async function findUnfinishedJobIds(
  { prisma }: Database,
  workspaceId: string,
  fileId: string,
): Promise<string[]> {
  const jobs = await prisma.job.findMany({
    where: { workspaceId, subjectId: fileId, status: { in: ['queued', 'running'] } },
    select: { id: true },
  })
  return jobs.map(({ id }) => id)
}

/** False where there was nothing to delete. Passages, postings and the order to delete vectors go by foreign keys and triggers. */
export function deleteFile({ pool }: Database, workspaceId: string, fileId: string): Promise<boolean> {
  return transaction(pool, async (sql) => {
    // The collection first, as everyone who changes it does: its counts follow its items.
    const lock = `SELECT 1 FROM collection WHERE id = (SELECT collection_id FROM file WHERE workspace_id = $1 AND id = $2)
      FOR NO KEY UPDATE`
    await sql.query(lock, [workspaceId, fileId])
    const deleted = await sql.query('DELETE FROM file WHERE workspace_id = $1 AND id = $2 RETURNING id', [
      workspaceId,
      fileId,
    ])
    return deleted.length === 1
  })
}
