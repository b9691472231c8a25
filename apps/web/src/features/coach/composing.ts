import type { Attachment, SendMessage } from '@outlast/contract'
import { toApiProblem } from '../../lib/api-problem.ts'
import type { Drafts } from './drafts.ts'
import { attemptOf, requestOf, whyNotSendable, type Draft, type FileStage } from './drafts-state.ts'
import type { ThreadAt } from './messages-api.ts'

/** A document and where it goes. */
export interface Attaching extends ThreadAt {
  file: File
  onProgress: (sentBytes: number) => void
  signal: AbortSignal
}

/** What composing does to the world. */
export interface ComposingDeps {
  drafts: Drafts
  createThread: (what: { sessionId: string; coach: string | null; key: string }) => Promise<string>
  attach: (what: Attaching) => Promise<Attachment>
  /** Takes back a file that was attached. */
  detach: (sessionId: string, fileId: string) => Promise<unknown>
  send: (at: ThreadAt & { key: string }, body: SendMessage) => Promise<void>
}

/** Turns drafts into messages: makes the thread when it is needed, sends files one after another, and each message once. */
export class Composing {
  readonly #deps: ComposingDeps
  readonly #threads = new Map<string, Promise<string>>()
  readonly #files = new Map<string, File>()
  readonly #aborts = new Map<string, AbortController>()
  /** One file at a time: five at once would not be faster, and would leave no connection for the answer. */
  #line: Promise<void> = Promise.resolve()

  constructor(deps: ComposingDeps) {
    this.#deps = deps
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
      const { text, fileIds } = requestOf(attempt)
      const at = { sessionId: draft.sessionId, threadId, key: attempt.key }
      await this.#deps.send(at, { text, file_ids: fileIds })
      drafts.apply(draftId, { type: 'sent' })
      return true
    } catch (error) {
      drafts.apply(draftId, { type: 'send_failed', problem: toApiProblem(error) })
      return false
    }
  }

  /** Takes documents along; each is sent at once. */
  add(draftId: string, files: readonly File[]): void {
    const added = files.map((file) => {
      const localId = crypto.randomUUID()
      this.#files.set(localId, file)
      return { localId, name: file.name, sizeBytes: file.size }
    })
    this.#deps.drafts.apply(draftId, { type: 'files_added', files: added })
    for (const { localId } of added) this.#enqueue(draftId, localId)
  }

  /** Stops the upload of a file, or takes it back. */
  remove(draftId: string, localId: string): void {
    const { drafts, detach } = this.#deps
    const { sessionId, files } = drafts.get(draftId)
    const file = files.find((one) => one.localId === localId)
    this.#aborts.get(localId)?.abort()
    this.#files.delete(localId)
    drafts.apply(draftId, { type: 'file_removed', localId })
    // A file that could not be taken back stays in the thread, where it can only be found.
    if (file?.stage.stage === 'attached') detach(sessionId, file.stage.attachment.file_id).catch(() => undefined)
  }

  retry(draftId: string, localId: string): void {
    this.#stage(draftId, localId, { stage: 'waiting' })
    this.#enqueue(draftId, localId)
  }

  #enqueue(draftId: string, localId: string): void {
    this.#line = this.#line.then(() => this.#attach(draftId, localId))
  }

  async #attach(draftId: string, localId: string): Promise<void> {
    const file = this.#files.get(localId)
    if (file === undefined) return
    const abort = new AbortController()
    const { signal } = abort
    this.#aborts.set(localId, abort)
    const onProgress = (sentBytes: number) => this.#stage(draftId, localId, { stage: 'sending', sentBytes })
    onProgress(0)
    try {
      const draft = this.#deps.drafts.get(draftId)
      const threadId = await this.#threadOf(draft)
      const attachment = await this.#deps.attach({ sessionId: draft.sessionId, threadId, file, onProgress, signal })
      this.#stage(draftId, localId, { stage: 'attached', attachment })
    } catch (error) {
      if (!signal.aborted) this.#stage(draftId, localId, { stage: 'refused', problem: toApiProblem(error) })
    } finally {
      this.#aborts.delete(localId)
    }
  }

  #stage(draftId: string, localId: string, stage: FileStage): void {
    this.#deps.drafts.apply(draftId, { type: 'file_staged', localId, stage })
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
