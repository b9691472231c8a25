import { toApiProblem } from './api-problem.ts'
import type { ComposedEvent, FileStage } from './composed.ts'

/** A document on its way. */
export interface Outgoing {
  file: File
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

interface FileLineDeps {
  /** Gives a document to the server and answers with its id there. */
  send: (draftId: string, outgoing: Outgoing) => Promise<string>
  apply: (draftId: string, event: ComposedEvent) => void
}

/** Documents that go along with what is written: sent at once, one after another, which leaves the browser connections for everything else. */
export class FileLine {
  readonly #deps: FileLineDeps
  readonly #files = new Map<string, File>()
  readonly #aborts = new Map<string, AbortController>()
  #last: Promise<void> = Promise.resolve()

  constructor(deps: FileLineDeps) {
    this.#deps = deps
  }

  add(draftId: string, files: readonly File[]): void {
    const added = files.map((file) => {
      const localId = crypto.randomUUID()
      this.#files.set(localId, file)
      return { localId, name: file.name, sizeBytes: file.size }
    })
    this.#deps.apply(draftId, { type: 'files_added', files: added })
    for (const { localId } of added) this.#enqueue(draftId, localId)
  }

  /** Leaves a document out, and stops its upload. One that the server has stays there. */
  remove(draftId: string, localId: string): void {
    this.#aborts.get(localId)?.abort()
    this.#files.delete(localId)
    this.#deps.apply(draftId, { type: 'file_removed', localId })
  }

  retry(draftId: string, localId: string): void {
    this.#stage(draftId, localId, { stage: 'waiting' })
    this.#enqueue(draftId, localId)
  }

  #enqueue(draftId: string, localId: string): void {
    this.#last = this.#last.then(() => this.#send(draftId, localId))
  }

  async #send(draftId: string, localId: string): Promise<void> {
    const file = this.#files.get(localId)
    if (file === undefined) return
    const abort = new AbortController()
    const { signal } = abort
    this.#aborts.set(localId, abort)
    const onProgress = (sentBytes: number) => this.#stage(draftId, localId, { stage: 'sending', sentBytes })
    onProgress(0)
    try {
      const fileId = await this.#deps.send(draftId, { file, onProgress, signal })
      this.#stage(draftId, localId, { stage: 'there', fileId })
    } catch (error) {
      if (!signal.aborted) this.#stage(draftId, localId, { stage: 'refused', problem: toApiProblem(error) })
    } finally {
      this.#aborts.delete(localId)
    }
  }

  #stage(draftId: string, localId: string, stage: FileStage): void {
    this.#deps.apply(draftId, { type: 'file_staged', localId, stage })
  }
}
