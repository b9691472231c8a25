import type { Attachment, SendMessage } from '@outlast/contract'
import { toApiProblem } from '../../lib/api-problem.ts'
import { sentBy } from '../../lib/composed.ts'
import { FileLine, type Outgoing } from '../../lib/file-line.ts'
import type { Drafts } from './drafts.ts'
import { attemptOf, whyNotSendable, type Draft } from './drafts-state.ts'
import type { ThreadAt } from './messages-api.ts'

/** A document and where it goes. */
export type Attaching = ThreadAt & Outgoing

/** What composing does to the world. */
export interface ComposingDeps {
  drafts: Drafts
  createThread: (what: { sessionId: string; coach: string | null; key: string }) => Promise<string>
  attach: (what: Attaching) => Promise<Attachment>
  /** Takes back a file that was attached. */
  detach: (sessionId: string, fileId: string) => Promise<unknown>
  send: (at: ThreadAt & { key: string }, body: SendMessage) => Promise<void>
}

/** Turns drafts into messages: makes the thread when it is needed, and sends each message once. */
export class Composing {
  readonly #deps: ComposingDeps
  readonly #threads = new Map<string, Promise<string>>()
  readonly #line: FileLine

  constructor(deps: ComposingDeps) {
    this.#deps = deps
    this.#line = new FileLine({
      send: (draftId, outgoing) => this.#attach(draftId, outgoing),
      apply: (draftId, event) => deps.drafts.apply(draftId, event),
    })
  }

  /** Sends what is in a draft. Resolves with whether it was sent; why not, the draft says. */
  async send(draftId: string): Promise<boolean> {
    const { drafts } = this.#deps
    const draft = drafts.get(draftId)
    if (whyNotSendable(draft) !== null) return false
    const attempt = attemptOf(draft, () => crypto.randomUUID())
    drafts.apply(draftId, { type: 'send_started', attempt })
    try {
      const threadId = await this.#threadOf(draft)
      const { text, fileIds } = sentBy(attempt)
      const at = { sessionId: draft.sessionId, threadId, key: attempt.key }
      await this.#deps.send(at, { text, file_ids: fileIds })
      drafts.apply(draftId, { type: 'sent' })
      return true
    } catch (error) {
      drafts.apply(draftId, { type: 'send_failed', problem: toApiProblem(error) })
      return false
    }
  }

  /** Takes documents along. */
  add(draftId: string, files: readonly File[]): void {
    this.#line.add(draftId, files)
  }

  /** Stops the upload of a file, or takes it back. */
  remove(draftId: string, localId: string): void {
    const { sessionId, files } = this.#deps.drafts.get(draftId)
    const file = files.find((one) => one.localId === localId)
    this.#line.remove(draftId, localId)
    // A file that could not be taken back stays in the thread, where it can only be found.
    if (file?.stage.stage === 'there') this.#deps.detach(sessionId, file.stage.fileId).catch(() => undefined)
  }

  retry(draftId: string, localId: string): void {
    this.#line.retry(draftId, localId)
  }

  async #attach(draftId: string, outgoing: Outgoing): Promise<string> {
    const draft = this.#deps.drafts.get(draftId)
    const at = { sessionId: draft.sessionId, threadId: await this.#threadOf(draft) }
    return (await this.#deps.attach({ ...at, ...outgoing })).file_id
  }

  /** The thread of a draft, made once however many ask for it. */
  #threadOf({ draftId, sessionId, threadId, coach }: Draft): Promise<string> {
    if (threadId !== null) return Promise.resolve(threadId)
    const pending = this.#threads.get(draftId)
    if (pending !== undefined) return pending
    const made = this.#deps.createThread({ sessionId, coach, key: `thread-${draftId}` })
    this.#threads.set(draftId, made)
    made.then(
      (id) => this.#deps.drafts.apply(draftId, { type: 'thread_made', threadId: id }),
      () => this.#threads.delete(draftId),
    )
    return made
  }
}
