import type { Message } from '@outlast/contract'
import type { ThreadAt } from './messages-api.ts'
import { answerReducer, newAnswer, type LiveAnswer } from './state.ts'
import type { Following } from './stream.ts'

/** An answer on its way, and where it is asked for. */
export interface AnswerAt extends ThreadAt {
  messageId: string
}

/** How answers are followed, and who is told of their end. */
export interface LiveDeps {
  follow: (at: AnswerAt, following: Following) => Promise<void>
  onEnd: (at: AnswerAt, message: Message) => void
}

interface Followed {
  answer: LiveAnswer
  listeners: Set<() => void>
  /** Null while nobody looks: what came is kept, and following goes on from there. */
  connection: AbortController | null
}

/**
 * Answers on their way, each followed while someone looks at it. Lives beside React, so that going to another thread
 * and back goes on where it was.
 */
export class LiveAnswers {
  readonly #deps: LiveDeps
  readonly #all = new Map<string, Followed>()

  constructor(deps: LiveDeps) {
    this.#deps = deps
  }

  get(messageId: string): LiveAnswer {
    return this.#all.get(messageId)?.answer ?? newAnswer
  }

  /** Follows an answer until the returned function is called. */
  watch(at: AnswerAt, listener: () => void): () => void {
    const followed = this.#known(at.messageId)
    followed.listeners.add(listener)
    if (followed.connection === null) this.#connect(at, followed)
    return () => {
      followed.listeners.delete(listener)
      // A moment later, because a draw may only exchange who looks.
      setTimeout(() => this.#leave(at, followed))
    }
  }

  /** Tries again after the link was lost. */
  retry(at: AnswerAt): void {
    const followed = this.#known(at.messageId)
    followed.connection?.abort()
    this.#connect(at, followed)
  }

  #known(messageId: string): Followed {
    const known = this.#all.get(messageId)
    if (known !== undefined) return known
    const fresh: Followed = { answer: newAnswer, listeners: new Set(), connection: null }
    this.#all.set(messageId, fresh)
    return fresh
  }

  #connect(at: AnswerAt, followed: Followed): void {
    if (followed.answer.end !== null) return
    const connection = new AbortController()
    followed.connection = connection
    const { signal } = connection
    void this.#deps.follow(at, {
      after: followed.answer.seq,
      signal,
      tell: (events) => {
        if (signal.aborted) return
        followed.answer = events.reduce(answerReducer, followed.answer)
        if (followed.answer.end !== null) this.#deps.onEnd(at, followed.answer.end)
        for (const listener of followed.listeners) listener()
      },
    })
  }

  #leave({ messageId }: AnswerAt, followed: Followed): void {
    if (followed.listeners.size > 0) return
    followed.connection?.abort()
    followed.connection = null
    // From its end on it is a message as all others; until who looks at it knows that, it is shown from here.
    if (followed.answer.end !== null) this.#all.delete(messageId)
  }
}
