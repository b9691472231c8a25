import { toApiProblem } from '../../lib/api-problem.ts'
import type { Sent } from '../../lib/send-file.ts'
import { startable, uploadsReducer, type Upload, type UploadEvent } from './state.ts'

/** How a file is sent, and what is told when it is there. */
export interface UploadDeps {
  send: (what: {
    file: File
    collection: string
    onProgress: (sentBytes: number) => void
    signal: AbortSignal
  }) => Promise<Sent>
  onSent: (sent: Sent) => void
}

/** Uploads, a few at a time. Lives beside React, so that going to another room does not stop them. */
export class UploadQueue {
  readonly #deps: UploadDeps
  readonly #files = new Map<string, File>()
  readonly #aborts = new Map<string, AbortController>()
  readonly #listeners = new Set<() => void>()
  #uploads: readonly Upload[] = []

  constructor(deps: UploadDeps) {
    this.#deps = deps
  }

  readonly uploads = (): readonly Upload[] => this.#uploads

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add(files: readonly File[], collection: string): void {
    const uploads = files.map((file) => {
      const uploadId = crypto.randomUUID()
      this.#files.set(uploadId, file)
      return { uploadId, name: file.name, sizeBytes: file.size, collection }
    })
    this.#apply({ type: 'added', uploads })
    this.#startMore()
  }

  /** Stops it, or takes it off the list. */
  remove(uploadId: string): void {
    this.#aborts.get(uploadId)?.abort()
    this.#files.delete(uploadId)
    this.#apply({ type: 'gone', uploadId })
    this.#startMore()
  }

  retry(uploadId: string): void {
    this.#apply({ type: 'staged', uploadId, stage: { stage: 'waiting' } })
    this.#startMore()
  }

  #startMore(): void {
    for (const upload of startable(this.#uploads)) void this.#send(upload)
  }

  async #send({ uploadId, collection }: Upload): Promise<void> {
    const file = this.#files.get(uploadId)
    if (file === undefined) return
    const abort = new AbortController()
    this.#aborts.set(uploadId, abort)
    const onProgress = (sentBytes: number) =>
      this.#apply({ type: 'staged', uploadId, stage: { stage: 'sending', sentBytes } })
    onProgress(0)
    try {
      const sent = await this.#deps.send({ file, collection, onProgress, signal: abort.signal })
      if (abort.signal.aborted) return
      this.#apply(
        sent.isNew
          ? { type: 'gone', uploadId }
          : { type: 'staged', uploadId, stage: { stage: 'known', file: sent.file } },
      )
      this.#deps.onSent(sent)
    } catch (error) {
      if (abort.signal.aborted) return
      this.#apply({ type: 'staged', uploadId, stage: { stage: 'refused', problem: toApiProblem(error) } })
    } finally {
      this.#aborts.delete(uploadId)
      this.#startMore()
    }
  }

  #apply(event: UploadEvent): void {
    this.#uploads = uploadsReducer(this.#uploads, event)
    for (const listener of this.#listeners) listener()
  }
}
