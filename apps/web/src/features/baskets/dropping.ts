import type { WorkRequest } from '@outlast/contract'
import { toApiProblem } from '../../lib/api-problem.ts'
import { keepBasketDraft, readBasketDraft } from '../../lib/basket-draft.ts'
import {
  attemptOf,
  draftOfKept,
  draftReducer,
  keptOf,
  whyNotSendable,
  workOf,
  type Draft,
  type DraftEvent,
  type FileStage,
} from './draft-state.ts'

/** A document on its way into the library. */
export interface Storing {
  file: File
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

/** What dropping does to the world. */
export interface DroppingDeps {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Puts a document into the library and answers with its id. */
  store: (what: Storing) => Promise<string>
  work: (request: WorkRequest) => Promise<void>
}

/** Long enough not to write a page of notes at each key. */
const KEEP_AFTER_MS = 300

/** What is about to be dropped into baskets: kept over loads of the page, and sent once. Outlives the page of the basket. */
export class Dropping {
  readonly #deps: DroppingDeps
  readonly #drafts = new Map<string, Draft>()
  readonly #files = new Map<string, File>()
  readonly #aborts = new Map<string, AbortController>()
  readonly #unkept = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()
  readonly #tooLarge = new Set<string>()
  /** One file at a time leaves the browser connections for everything else. */
  #line: Promise<void> = Promise.resolve()

  constructor(deps: DroppingDeps) {
    this.#deps = deps
  }

  of(basketId: string): Draft {
    const known = this.#drafts.get(basketId)
    if (known !== undefined) return known
    const draft = draftOfKept(readBasketDraft(this.#deps.storage, basketId))
    this.#drafts.set(basketId, draft)
    return draft
  }

  /** Whether the browser has room to keep the draft. */
  isKept(basketId: string): boolean {
    return !this.#tooLarge.has(basketId)
  }

  apply(basketId: string, event: DraftEvent): void {
    this.#drafts.set(basketId, draftReducer(this.of(basketId), event))
    clearTimeout(this.#unkept.get(basketId))
    this.#unkept.set(
      basketId,
      setTimeout(() => this.#keep(basketId), KEEP_AFTER_MS),
    )
    this.#tell()
  }

  /** Keeps at once what is not kept yet: the page may be about to go. */
  keepAll(): void {
    for (const basketId of this.#unkept.keys()) this.#keep(basketId)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Has the draft analysed. Resolves with whether it was accepted; why not, the draft says. */
  async send(basketId: string): Promise<boolean> {
    const draft = this.of(basketId)
    if (whyNotSendable(draft) !== null) return false
    const attempt = attemptOf(draft, () => crypto.randomUUID())
    this.apply(basketId, { type: 'send_started', attempt })
    this.#keep(basketId) // with the id: after a reload it is still the same request
    try {
      await this.#deps.work(workOf(basketId, attempt))
      this.apply(basketId, { type: 'accepted' })
      this.#keep(basketId)
      return true
    } catch (error) {
      this.apply(basketId, { type: 'send_failed', problem: toApiProblem(error) })
      return false
    }
  }

  /** Takes documents along; each goes into the library at once. */
  add(basketId: string, files: readonly File[]): void {
    const added = files.map((file) => {
      const localId = crypto.randomUUID()
      this.#files.set(localId, file)
      return { localId, name: file.name, sizeBytes: file.size }
    })
    this.apply(basketId, { type: 'files_added', files: added })
    for (const { localId } of added) this.#enqueue(basketId, localId)
  }

  /** Leaves a document out. One that is in the library already stays there. */
  remove(basketId: string, localId: string): void {
    this.#aborts.get(localId)?.abort()
    this.#files.delete(localId)
    this.apply(basketId, { type: 'file_removed', localId })
  }

  retry(basketId: string, localId: string): void {
    this.apply(basketId, { type: 'file_staged', localId, stage: { stage: 'waiting' } })
    this.#enqueue(basketId, localId)
  }

  #enqueue(basketId: string, localId: string): void {
    this.#line = this.#line.then(() => this.#store(basketId, localId))
  }

  async #store(basketId: string, localId: string): Promise<void> {
    const file = this.#files.get(localId)
    if (file === undefined) return
    const abort = new AbortController()
    const { signal } = abort
    this.#aborts.set(localId, abort)
    const toStage = (stage: FileStage) => this.apply(basketId, { type: 'file_staged', localId, stage })
    const onProgress = (sentBytes: number) => toStage({ stage: 'sending', sentBytes })
    onProgress(0)
    try {
      toStage({ stage: 'stored', fileId: await this.#deps.store({ file, onProgress, signal }) })
    } catch (error) {
      if (!signal.aborted) toStage({ stage: 'refused', problem: toApiProblem(error) })
    } finally {
      this.#aborts.delete(localId)
    }
  }

  #keep(basketId: string): void {
    clearTimeout(this.#unkept.get(basketId))
    this.#unkept.delete(basketId)
    const isKept = keepBasketDraft(this.#deps.storage, basketId, keptOf(this.of(basketId)))
    if (isKept !== this.isKept(basketId)) {
      if (isKept) this.#tooLarge.delete(basketId)
      else this.#tooLarge.add(basketId)
      this.#tell()
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
