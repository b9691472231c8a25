import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { JobError } from './jobs.ts'
import { CollectionName } from './collections.ts'
import { Problem } from './problem.ts'
import { Id, PageQuery, Timestamp, pageOf } from './wire.ts'

const c = initContract()

/** The kinds of documents that can be read. Decided by their content, never by their name. */
export const MediaType = z.enum([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/markdown',
  'text/html',
  'text/csv',
  'text/plain',
])
export type MediaType = z.infer<typeof MediaType>

/** Where a file stands on its way to being found: the state of its last `file.index` job. */
export const FileState = z.enum(['queued', 'indexing', 'indexed', 'failed', 'cancelled'])
export type FileState = z.infer<typeof FileState>

export const StoredFile = z
  .object({
    file_id: Id,
    name: z.string(),
    media_type: MediaType,
    size_bytes: z.int(),
    sha256: z.string().describe('Of the content, in hex; the same content in the same collection is the same file'),
    collection: CollectionName,
    state: FileState,
    job_id: Id.nullable().describe('Its last file.index job; null when that was cleaned up'),
    error: JobError.nullable(),
    title: z.string().nullable(),
    pages: z.int().nullable(),
    chunks: z.int().describe('Passages in its collection; 0 until it is indexed'),
    created_at: Timestamp,
    indexed_at: Timestamp.nullable(),
  })
  .meta({ id: 'File' })
export type StoredFile = z.infer<typeof StoredFile>

/** The input of a file.index job. */
export const FileIndexInput = z.object({ file_id: Id })
export type FileIndexInput = z.infer<typeof FileIndexInput>

/** The result of a completed file.index job. `characters` and `chunks` are of the text that was found. */
export const FileIndexResult = z.object({
  title: z.string().nullable(),
  pages: z.int().nullable(),
  characters: z.int(),
  chunks: z.int(),
})
export type FileIndexResult = z.infer<typeof FileIndexResult>

/** The fields of the form beside the file itself, which is the part named `file`. */
export const UploadFields = z.object({
  collection: CollectionName.default('library').describe('Where its passages go; "library" is made when needed'),
})

/** Checked by whoever reads the form; here it is only described. */
const Bytes = z.unknown().meta({ type: 'string', format: 'binary' })

const FileParams = z.object({ file_id: Id })

const FileHeaders = {
  'x-session-id': Id.optional().describe('Of a file that is attached to a thread: the session of the thread'),
}

export const files = c.router({
  upload: {
    method: 'POST',
    path: '/api/files',
    summary: 'Upload a document (multipart, the part `file`) and index it as a job; a known one is answered as it is',
    contentType: 'multipart/form-data',
    body: UploadFields.extend({ file: Bytes.optional() }),
    responses: {
      200: StoredFile,
      202: StoredFile,
      400: Problem,
      401: Problem,
      404: Problem,
      413: Problem,
      415: Problem,
      503: Problem,
    },
  },
  list: {
    method: 'GET',
    path: '/api/files',
    summary: 'Files of the workspace, newest first',
    query: PageQuery.extend({ collection: CollectionName.optional() }),
    responses: { 200: pageOf(StoredFile), 400: Problem, 401: Problem },
  },
  get: {
    method: 'GET',
    path: '/api/files/:file_id',
    summary: 'A file and its state',
    headers: FileHeaders,
    pathParams: FileParams,
    responses: { 200: StoredFile, 401: Problem, 404: Problem },
  },
  content: {
    method: 'GET',
    path: '/api/files/:file_id/content',
    summary: 'The bytes as they were uploaded; HTML comes as text, and nothing runs',
    headers: FileHeaders,
    pathParams: FileParams,
    query: z.object({ download: z.stringbool().default(false).describe('true: as an attachment') }),
    responses: {
      200: c.otherResponse({ contentType: 'application/octet-stream', body: Bytes }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
  },
  remove: {
    method: 'DELETE',
    path: '/api/files/:file_id',
    summary: 'Delete a file with its passages and vectors',
    headers: FileHeaders,
    pathParams: FileParams,
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem, 404: Problem },
  },
})
