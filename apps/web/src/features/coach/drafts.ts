import { draftReducer, newDraft, type Draft, type DraftEvent } from './drafts-state.ts'

/** What is about to be sent, for every thread and for one that is not there yet. Outlives the page of the room. */
export class Drafts {
  readonly #all = new Map<string, Draft>()
  /** By session and thread. */
  readonly #ids = new Map<string, string>()
  readonly #listeners = new Set<() => void>()

  /** The draft of a thread; with null, of the thread that will be begun. */
  of(sessionId: string, threadId: string | null): Draft {
    const place = placeOf(sessionId, threadId)
    const known = this.#all.get(this.#ids.get(place) ?? '')
    if (known !== undefined) return known
    const fresh = newDraft(crypto.randomUUID(), sessionId, threadId)
    this.#ids.set(place, fresh.draftId)
    this.#all.set(fresh.draftId, fresh)
    return fresh
  }

  get(draftId: string): Draft {
    const draft = this.#all.get(draftId)
    if (draft === undefined) throw new Error(`There is no draft ${draftId}`)
    return draft
  }

  apply(draftId: string, event: DraftEvent): void {
    this.#all.set(draftId, draftReducer(this.get(draftId), event))
    for (const listener of this.#listeners) listener()
  }

  /** The draft of a thread that is there by now belongs to it; the next new thread has another. */
  settle({ draftId, sessionId, threadId }: Draft): void {
    if (threadId === null) return
    this.#ids.set(placeOf(sessionId, threadId), draftId)
    this.#ids.delete(placeOf(sessionId, null))
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

function placeOf(sessionId: string, threadId: string | null): string {
  return `${sessionId} ${threadId ?? 'new'}`
}
