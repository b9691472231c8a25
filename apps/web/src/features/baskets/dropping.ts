import type { WorkRequest } from '@outlast/contract'
import { toApiProblem } from '../../lib/api-problem.ts'
import { keepBasketDraft, readBasketDraft } from '../../lib/basket-draft.ts'
import { FileLine, type Outgoing } from '../../lib/file-line.ts'
import {
  attemptOf,
  draftOfKept,
  draftReducer,
  keptOf,
  whyNotSendable,
  workOf,
  type Draft,
  type DraftEvent,
} from './draft-state.ts'

/** What dropping does to the world. */
export interface DroppingDeps {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Puts a document into the library and answers with its id. */
  store: (document: Outgoing) => Promise<string>
  work: (request: WorkRequest) => Promise<void>
}

/** Long enough not to write a page of notes at each key. */
const KEEP_AFTER_MS = 300

/** What is about to be dropped into baskets: kept over loads of the page, and sent once. Outlives the page of the basket. */
export class Dropping {
  readonly #deps: DroppingDeps
  readonly #drafts = new Map<string, Draft>()
  readonly #unkept = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()
  readonly #tooLarge = new Set<string>()
  readonly #line: FileLine

  constructor(deps: DroppingDeps) {
    this.#deps = deps
    this.#line = new FileLine({
      send: (_basketId, outgoing) => deps.store(outgoing),
      apply: (basketId, event) => this.apply(basketId, event),
    })
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
      this.apply(basketId, { type: 'sent' })
      this.#keep(basketId)
      return true
    } catch (error) {
      this.apply(basketId, { type: 'send_failed', problem: toApiProblem(error) })
      return false
    }
  }

  /** Takes documents along; each goes into the library at once, and stays there when it is left out again. */
  add(basketId: string, files: readonly File[]): void {
    this.#line.add(basketId, files)
  }

  remove(basketId: string, localId: string): void {
    this.#line.remove(basketId, localId)
  }

  retry(basketId: string, localId: string): void {
    this.#line.retry(basketId, localId)
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
