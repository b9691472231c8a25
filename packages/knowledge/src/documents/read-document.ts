import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { KnowledgeError } from '../knowledge-error.ts'
import type { ChunkOptions } from './chunk-document.ts'
import { detectMediaType } from './detect-media-type.ts'
import type { Chunk, MediaType } from './document.ts'
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts'
import type { DocumentSummary, ReaderMessage, ReaderOrder } from './reader-messages.ts'
import { startReader, watchMemory } from './reader-process.ts'

export type ReadOptions = {
  /** A hint where the bytes don't say what they are; only used when there is no `mediaType`. */
  name: string
  mediaType?: MediaType
  /** Aborting kills the process at once and rejects with the signal's reason. */
  signal?: AbortSignal
  /** `fraction` is 0..1 of the work. */
  onProgress?: (fraction: number, label: string) => void
  limits?: Partial<DocumentLimits>
  chunking?: ChunkOptions
  /** The document's text, into which the chunks' offsets point, comes too. */
  withText?: boolean
}

export type ReadDocument = { document: DocumentSummary; text?: string; chunks: Chunk[] }

/**
 * Parses and cuts a document in a process of its own, which is gone when this settles. Whatever the bytes are, it is bounded in time
 * and memory. Throws KnowledgeError: `unsupported_document`, `empty_document`, `encrypted_document`, `damaged_document`,
 * `document_too_large` (too many pages, characters, or bytes of memory), `parse_timeout`.
 */
export async function readDocument(bytes: Uint8Array, options: ReadOptions): Promise<ReadDocument> {
  const { name, signal, chunking = {}, withText = false } = options
  signal?.throwIfAborted()
  const limits = { ...DOCUMENT_LIMITS, ...options.limits }
  const mediaType = options.mediaType ?? (await detectMediaType(bytes, name))
  signal?.throwIfAborted()
  const child = startReader(limits)
  const exited = once(child, 'exit').then(([code, killedBy]) => ({ code, killedBy }))
  const guard = guardReader(child, limits, signal)
  try {
    const answer = collectAnswer(child, options.onProgress)
    order(child, { mediaType, limits, chunking, withText }, bytes)
    const { text, ...read } = await Promise.race([answer, guard.stopped, exited.then(explainExit(child))])
    return withText ? { ...read, text } : read
  } finally {
    guard.stop()
    child.kill('SIGKILL')
    // A process that never started has no exit to wait for.
    if (child.pid !== undefined) await exited
  }
}

function order(child: ChildProcess, message: ReaderOrder, bytes: Uint8Array): void {
  // EPIPE: it ended before it had read everything. Its exit tells more.
  child.stdin?.on('error', () => undefined)
  child.send(message, () => undefined)
  child.stdin?.end(bytes)
}

/** Resolves when the process is done; rejects with what it says went wrong. */
function collectAnswer(child: ChildProcess, onProgress: ReadOptions['onProgress']): Promise<Required<ReadDocument>> {
  const chunks: Chunk[] = []
  const texts: string[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.on('message', (message: ReaderMessage) => {
      if (message.type === 'progress') onProgress?.(message.fraction, message.label)
      else if (message.type === 'chunks') chunks.push(...message.chunks)
      else if (message.type === 'text') texts.push(message.text)
      else if (message.type === 'done') resolve({ document: message.document, chunks, text: texts.join('') })
      else if (message.type === 'failed') reject(new KnowledgeError(message.code, message.message))
      else reject(new Error(`The document reader failed: ${message.message}`))
    })
  })
}

/** `stopped` rejects when time or memory is used up, or the caller has had enough. */
function guardReader(child: ChildProcess, limits: DocumentLimits, signal: AbortSignal | undefined) {
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal?.reason)
  const timer = setTimeout(() => reject(timedOut(limits)), limits.timeoutMs)
  const memory = watchMemory(child.pid ?? 0, limits.memoryBytes, () => reject(tooLarge()))
  signal?.addEventListener('abort', abort, { once: true })
  return {
    stopped,
    stop() {
      clearTimeout(timer)
      memory.stop()
      signal?.removeEventListener('abort', abort)
    },
  }
}

/** Why a process ended without an answer, with the last of what it wrote to stderr. */
function explainExit(child: ChildProcess): (exit: { code: number | null; killedBy: string | null }) => never {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => (words = (words + piece).slice(-4_096)))
  return ({ code, killedBy }) => {
    // SIGABRT: V8's heap is full. SIGKILL: the kernel had no memory left, or the watched limit was reached between two looks.
    if (killedBy === 'SIGABRT' || killedBy === 'SIGKILL' || code === 134) throw tooLarge()
    throw new Error(`The document reader ended without an answer (${killedBy ?? `code ${code}`}): ${words.trim()}`)
  }
}

function tooLarge(): KnowledgeError {
  return new KnowledgeError(
    'document_too_large',
    'Reading this document takes more memory than it may: split it and upload the parts.',
  )
}

function timedOut({ timeoutMs }: DocumentLimits): KnowledgeError {
  const seconds = Math.round(timeoutMs / 1_000)
  return new KnowledgeError(
    'parse_timeout',
    `Reading this document took longer than ${seconds} s: split it and upload the parts.`,
  )
}
