import type { AcceptedProposal, Canvas, CanvasImport, CanvasView, ImportedCanvas, SaveCanvas } from '@outlast/contract'
import { isPassing, toApiProblem, type ApiProblem } from '../../lib/api-problem.ts'
import type { Board } from './board.ts'
import type { Stamps } from './merge.ts'

/** After the last change: long enough not to save every stroke, short enough that closing the tab loses nothing. */
const QUIET_MS = 800
/** Who draws without a pause is saved nevertheless. */
const LONGEST_MS = 5_000
/** A save that failed in passing is tried again. */
const RETRY_MS = 3_000
/** Browsers let a page that goes send this much. */
const KEEPALIVE_CHARS = 60_000

export type SaveState =
  | { state: 'saved' | 'unsaved' | 'saving' }
  | { state: 'failed'; problem: ApiProblem }
  /** Deleted, here or elsewhere: there is nothing to save to. */
  | { state: 'gone' }

/** What happened to the drawing that its person did not do. */
export type SyncNotice =
  /** Somebody else saved first: what was drawn here is kept as a version. */
  | { type: 'stale' }
  /** Of an accepted proposal this many elements stayed as the person had changed them. */
  | { type: 'kept'; count: number }
  | { type: 'left_out'; what: readonly string[] }

export interface SyncState {
  version: number
  save: SaveState
  notice: SyncNotice | null
}

/** The routes of one canvas that change its drawing. They throw an ApiProblem. */
export interface CanvasServer {
  load(): Promise<CanvasView>
  save(body: SaveCanvas, options: { keepalive: boolean }): Promise<Canvas>
  accept(proposalId: string): Promise<AcceptedProposal>
  restore(versionId: string): Promise<CanvasView>
  importInto(wanted: CanvasImport): Promise<ImportedCanvas>
}

/** Keeps a board and the server at one drawing: one request at a time, each with what the one before has taught. */
export class CanvasSync {
  readonly #board: Board
  readonly #server: CanvasServer
  #state: SyncState
  /** The elements that the server has. */
  #known: Stamps
  #savedStamp: number
  #queue: Promise<unknown> = Promise.resolve()
  #timer: ReturnType<typeof setTimeout> | null = null
  #unsavedSinceMs: number | null = null
  /** Ids of the pictures that the server has. */
  readonly #files: Set<string>
  readonly #listeners = new Set<() => void>()

  constructor(board: Board, server: CanvasServer, canvas: CanvasView) {
    this.#board = board
    this.#server = server
    this.#state = { version: canvas.version, save: { state: 'saved' }, notice: null }
    this.#known = board.stamps()
    this.#savedStamp = board.stamp()
    this.#files = new Set(Object.keys(canvas.drawing.files))
  }

  readonly state = (): SyncState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Something on the board may have changed. Called at every move of the pointer: cheap where nothing has. */
  changed(): void {
    if (!this.#isDirty()) return
    const nowMs = Date.now()
    this.#unsavedSinceMs ??= nowMs
    this.#plan(Math.max(0, Math.min(QUIET_MS, this.#unsavedSinceMs + LONGEST_MS - nowMs)))
    const { state } = this.#state.save
    if (state === 'saved' || state === 'failed') this.#set({ save: { state: 'unsaved' } })
  }

  /** Saves what is there now; with a label it is kept as a version of that name. Throws an ApiProblem. */
  save(label?: string): Promise<void> {
    return this.#exclusively(() => this.#save({ label }))
  }

  /** The page goes, or may go: what is not saved is sent now, and by the browser alone where it is small enough. */
  leave(): void {
    if (!this.#isDirty()) return
    // Nobody is left to tell.
    this.#exclusively(() => this.#save({ keepalive: this.#isSmall() })).catch(() => undefined)
  }

  /** Whether closing the page now loses nothing. */
  canLeave(): boolean {
    const { state } = this.#state.save
    return state === 'gone' || !this.#isDirty() || (state !== 'failed' && this.#isSmall())
  }

  /** Puts a proposal into the drawing, as one step that undo takes back. What is drawn by hand meanwhile stays. */
  accept(proposalId: string): Promise<void> {
    return this.#exclusively(async () => {
      await this.#save()
      const { canvas, kept } = await this.#server.accept(proposalId)
      this.#take(canvas, true)
      if (kept.length > 0) this.#set({ notice: { type: 'kept', count: kept.length } })
    })
  }

  restore(versionId: string): Promise<void> {
    return this.#exclusively(async () => {
      await this.#save()
      this.#take(await this.#server.restore(versionId), true)
    })
  }

  importInto(wanted: CanvasImport): Promise<void> {
    return this.#exclusively(async () => {
      await this.#save()
      const imported = await this.#server.importInto(wanted)
      this.#take(imported, true)
      if (imported.left_out.length > 0) this.#set({ notice: { type: 'left_out', what: imported.left_out } })
    })
  }

  /** The server was seen to have this version: takes it over, unless there is something to save first. */
  seen(version: number): Promise<void> {
    return this.#exclusively(async () => {
      if (version > this.#state.version && !this.#isDirty()) this.#take(await this.#server.load(), false)
    })
  }

  /** The canvas was seen to be deleted. */
  gone(): void {
    this.#set({ save: { state: 'gone' } })
  }

  dismissNotice(): void {
    this.#set({ notice: null })
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  async #save({ label, keepalive = false }: { label?: string | undefined; keepalive?: boolean } = {}): Promise<void> {
    this.close()
    if (this.#state.save.state === 'gone' || (!this.#isDirty() && label === undefined)) return
    this.#set({ save: { state: 'saving' } })
    let sent = this.#now()
    try {
      const files = await this.#board.newFiles(this.#files)
      sent = this.#now()
      const body = { version: this.#state.version, elements: this.#board.elements(), files }
      const { version } = await this.#server.save(label === undefined ? body : { ...body, label }, { keepalive })
      for (const id of Object.keys(files)) this.#files.add(id)
      this.#settle(version, sent)
    } catch (error) {
      await this.#recover(toApiProblem(error), sent.stamps)
    }
  }

  /** Throws what can't be mended, so that what waits for the save does not go on without it. */
  async #recover(problem: ApiProblem, sent: Stamps): Promise<void> {
    if (problem.code === 'version_conflict') {
      // What was sent is kept as a version: only what was drawn since is still to be saved.
      this.#known = sent
      this.#take(await this.#server.load(), false)
      return this.#set({ notice: { type: 'stale' } })
    }
    this.#set({ save: problem.code === 'not_found' ? { state: 'gone' } : { state: 'failed', problem } })
    if (isPassing(problem)) this.#plan(RETRY_MS)
    throw problem
  }

  #take({ version, drawing }: CanvasView, undoable: boolean): void {
    for (const id of Object.keys(drawing.files)) this.#files.add(id)
    const { hasOwn } = this.#board.take(drawing, this.#known, undoable)
    this.#settle(version, hasOwn ? null : this.#now())
  }

  /** The server has this version. `now` is what it holds; null while there is more on the board. */
  #settle(version: number, now: { stamp: number; stamps: Stamps } | null): void {
    this.#known = now?.stamps ?? this.#known
    this.#savedStamp = now?.stamp ?? Number.NaN
    this.#unsavedSinceMs = null
    this.#set({ version, save: { state: this.#isDirty() ? 'unsaved' : 'saved' } })
    if (this.#isDirty()) this.#plan(QUIET_MS)
  }

  #now(): { stamp: number; stamps: Stamps } {
    return { stamp: this.#board.stamp(), stamps: this.#board.stamps() }
  }

  #isDirty(): boolean {
    return this.#board.stamp() !== this.#savedStamp
  }

  #isSmall(): boolean {
    return JSON.stringify(this.#board.elements()).length < KEEPALIVE_CHARS
  }

  #plan(afterMs: number): void {
    this.close()
    this.#timer = setTimeout(() => void this.save().catch(() => undefined), afterMs) // the state tells
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(() => work())
    this.#queue = next.catch(() => undefined) // who asked is told; the next one in the queue is not
    return next
  }

  #set(change: Partial<SyncState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
