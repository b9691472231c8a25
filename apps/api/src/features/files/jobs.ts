import { FileIndexInput, type FileIndexResult, MediaType } from '@outlast/contract'
import type { Database } from '@outlast/db'
import { type JobContext, JobFailure, defineJob } from '@outlast/jobs'
import { type Chunk, KnowledgeError, readDocument } from '@outlast/knowledge'
import { findFileToIndex, markIndexed, readParts } from './repository.ts'

export const FILE_INDEX = 'file.index'

/** A passage on its way into a collection. */
export type Passage = {
  key: string
  text: string
  metadata: Record<string, string | number | boolean>
  place: { fileId: string; position: number; page: number | null; pageEnd: number | null; headings: string[] }
}

/** What becomes of passages: someone embeds and stores them. */
export type Indexer = {
  upsert(passages: Passage[], about: { workspaceId: string; collectionId: string; signal: AbortSignal }): Promise<void>
  /** Takes away passages of a file from `position` on: all of them, or what a longer reading has left. */
  removeFrom(file: { workspaceId: string; fileId: string }, position: number): Promise<void>
}

export type FileIndexDeps = { database: Database; indexer: Indexer; concurrency: number; maxAttempts: number }

/** Reading takes this share of the progress bar; embedding and storing the rest. */
const READING = 0.3
const BATCH = 200

/**
 * Reads a document, cuts it into passages, embeds and stores them. Passages become visible all at once, when the job
 * completes. All of it can be done again: what is there already is recognised by its content.
 */
export function fileIndexJob(deps: FileIndexDeps) {
  return defineJob<FileIndexInput, FileIndexResult>({
    kind: FILE_INDEX,
    input: FileIndexInput,
    concurrency: deps.concurrency,
    timeoutS: () => 3600,
    maxAttempts: deps.maxAttempts,
    run: (ctx, input) => indexFile(deps, ctx, input.file_id),
    async onCompleted(tx, { workspaceId, subjectId }, { title, pages, chunks }) {
      if (subjectId === null) return
      await markIndexed(tx, { workspaceId, fileId: subjectId }, { title, pages, chunks })
    },
  })
}

async function indexFile(deps: FileIndexDeps, ctx: JobContext, fileId: string): Promise<FileIndexResult> {
  const file = await findFileToIndex(deps.database, ctx.workspaceId, fileId)
  if (file === null) throw new JobFailure('file_deleted', 'The file was deleted.')
  try {
    const bytes = await gather(readParts(deps.database, { fileId, sizeBytes: file.sizeBytes }), file.sizeBytes)
    const { document, chunks } = await readDocument(bytes, {
      name: file.name,
      mediaType: MediaType.parse(file.mediaType),
      signal: ctx.signal,
      onProgress: (fraction, label) => ctx.progress(fraction * READING, label),
    })
    await storePassages(deps.indexer, ctx, { file, chunks })
    return { title: document.title, pages: document.pages, characters: document.characters, chunks: chunks.length }
  } catch (error) {
    // What was indexed before stays so, whatever comes of doing it again.
    if (file.indexedAt === null && !isRetried(error)) await forget(deps, ctx, fileId)
    if (error instanceof KnowledgeError) {
      throw new JobFailure(error.code, error.message, { retryable: error.retryable, cause: error })
    }
    throw error
  }
}

type Stored = { id: string; name: string; collectionId: string }

async function storePassages(
  indexer: Indexer,
  ctx: JobContext,
  { file, chunks }: { file: Stored; chunks: Chunk[] },
): Promise<void> {
  const { workspaceId, signal } = ctx
  for (let from = 0; from < chunks.length; from += BATCH) {
    signal.throwIfAborted()
    const passages = chunks.slice(from, from + BATCH).map((chunk) => toPassage(file, chunk))
    await indexer.upsert(passages, { workspaceId, collectionId: file.collectionId, signal })
    const done = Math.min(from + BATCH, chunks.length)
    ctx.progress(READING + ((1 - READING) * done) / chunks.length, `${done} of ${chunks.length} passages`)
  }
  await indexer.removeFrom({ workspaceId, fileId: file.id }, chunks.length)
}

function toPassage({ id, name }: Stored, { index, text, page, page_end, headings }: Chunk): Passage {
  return {
    key: `${id}:${index}`,
    text,
    metadata: { file: name.slice(0, 200), file_id: id, ...(page === null ? {} : { page }) },
    place: { fileId: id, position: index, page, pageEnd: page_end, headings },
  }
}

function isRetried(error: unknown): boolean {
  return error instanceof KnowledgeError && error.retryable
}

/** Nothing of a file that could not be indexed stays; after a shutdown or a lost worker the next attempt goes on. */
async function forget(deps: FileIndexDeps, ctx: JobContext, fileId: string): Promise<void> {
  if (ctx.signal.aborted && ctx.signal.reason !== 'cancel' && ctx.signal.reason !== 'timeout') return
  await deps.indexer.removeFrom({ workspaceId: ctx.workspaceId, fileId }, 0)
}

async function gather(parts: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
