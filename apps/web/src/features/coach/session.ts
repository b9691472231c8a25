import { z } from 'zod'

/** Where the one session of a browser is that keeps its threads. */
export const KEPT_SESSION_KEY = 'outlast.coach.session'
/** The session of a page load: for this tab alone, and replaced by the next load. */
export const OWN_SESSION_KEY = 'outlast.coach.page-session'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Storage and ids as arguments, so that the rules can be tested without a browser. */
export interface SessionDeps {
  /** The same in all tabs. */
  shared: Store
  /** Of this tab. */
  own: Store
  newId: () => string
}

/** Whose threads one sees. */
export interface ChatSession {
  id(): string
  isKept(): boolean
  /** Keeps the threads of now, in this browser and all its tabs, or lets go of them with the next load of a page. */
  keep(kept: boolean): void
}

/** A session made now, at the load of the page: a reload is a fresh start unless the browser keeps a session. */
export function createChatSession({ shared, own, newId }: SessionDeps): ChatSession {
  const ofThisLoad = newId()
  own.setItem(OWN_SESSION_KEY, ofThisLoad)
  const kept = () => {
    const id = shared.getItem(KEPT_SESSION_KEY)
    return z.uuid().safeParse(id).success ? id : null
  }
  const id = () => kept() ?? own.getItem(OWN_SESSION_KEY) ?? ofThisLoad
  return {
    id,
    isKept: () => kept() !== null,
    keep: (wanted) => {
      if (wanted) return shared.setItem(KEPT_SESSION_KEY, id())
      // What one looks at stays until the page is loaded again.
      own.setItem(OWN_SESSION_KEY, id())
      shared.removeItem(KEPT_SESSION_KEY)
    },
  }
}
