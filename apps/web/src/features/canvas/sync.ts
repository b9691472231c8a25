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

export type CanvasSync = ReturnType<typeof createSync>

/** Keeps a board and the server at one drawing: one request at a time, each with what the one before has taught. */
export function createSync(deps: { board: Board; server: CanvasServer; canvas: CanvasView }) {
  const { board, server, canvas } = deps
  let state: SyncState = { version: canvas.version, save: { state: 'saved' }, notice: null }
  let known: Stamps = board.stamps()
  let savedStamp = board.stamp()
  let queue: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | null = null
  let unsavedSinceMs: number | null = null
  const files = new Set(Object.keys(canvas.drawing.files))
  const listeners = new Set<() => void>()

  const set = (change: Partial<SyncState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const isDirty = () => board.stamp() !== savedStamp
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(() => work())
    queue = next.catch(() => undefined) // who asked is told; the next one in the queue is not
    return next
  }

  const isSmall = () => JSON.stringify(board.elements()).length < KEEPALIVE_CHARS

  const plan = (afterMs: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void exclusively(() => save()).catch(() => undefined), afterMs) // the state tells
  }

  const take = (view: CanvasView, undoable: boolean) => {
    for (const id of Object.keys(view.drawing.files)) files.add(id)
    const { hasOwn } = board.take(view.drawing, known, undoable)
    settle(view.version, hasOwn ? null : { stamp: board.stamp(), stamps: board.stamps() })
  }

  /** Without `now` there is something on the board still that the server does not have. */
  const settle = (version: number, now: { stamp: number; stamps: Stamps } | null) => {
    known = now?.stamps ?? known
    savedStamp = now?.stamp ?? Number.NaN
    unsavedSinceMs = null
    set({ version, save: { state: isDirty() ? 'unsaved' : 'saved' } })
    if (isDirty()) plan(QUIET_MS)
  }

  async function save(label?: string, keepalive = false): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    if (state.save.state === 'gone' || (!isDirty() && label === undefined)) return
    set({ save: { state: 'saving' } })
    try {
      const newFiles = await board.newFiles(files)
      const now = { stamp: board.stamp(), stamps: board.stamps() }
      const body = { version: state.version, elements: board.elements(), files: newFiles }
      const sent = server.save(label === undefined ? body : { ...body, label }, { keepalive })
      const { version } = await sent.catch(async (error: unknown) => {
        // Kept as a version by now: what is drawn from here on is drawn on top of it.
        if (toApiProblem(error).code === 'version_conflict') known = now.stamps
        throw error
      })
      for (const id of Object.keys(newFiles)) files.add(id)
      settle(version, now)
    } catch (error) {
      await recover(toApiProblem(error))
    }
  }

  /** Throws what can't be mended, so that what waits for the save does not go on without it. */
  async function recover(problem: ApiProblem): Promise<void> {
    if (problem.code === 'version_conflict') {
      take(await server.load(), false)
      return set({ notice: { type: 'stale' } })
    }
    if (problem.code === 'not_found') set({ save: { state: 'gone' } })
    else set({ save: { state: 'failed', problem } })
    if (isPassing(problem)) plan(RETRY_MS)
    throw problem
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Something on the board may have changed. Called at every move of the pointer: cheap where nothing has. */
    changed() {
      if (!isDirty()) return
      const nowMs = Date.now()
      unsavedSinceMs ??= nowMs
      plan(Math.max(0, Math.min(QUIET_MS, unsavedSinceMs + LONGEST_MS - nowMs)))
      const { state: saving } = state.save
      if (saving === 'saved' || saving === 'failed') set({ save: { state: 'unsaved' } })
    },
    /** Saves what is there now; with a label it is kept as a version of that name. */
    save: (label?: string) => exclusively(() => save(label)),
    /** The page goes, or may go: what is not saved is sent now, and by the browser alone where it is small enough. */
    leave() {
      if (isDirty()) void exclusively(() => save(undefined, isSmall())).catch(() => undefined) // nobody is left to tell
    },
    /** Whether closing the page now loses nothing. */
    canLeave: () => state.save.state === 'gone' || !isDirty() || (state.save.state !== 'failed' && isSmall()),
    /** The canvas was seen to be deleted. */
    gone: () => set({ save: { state: 'gone' } }),
    accept: (proposalId: string) =>
      exclusively(async () => {
        await save()
        const accepted = await server.accept(proposalId)
        take(accepted.canvas, true)
        if (accepted.kept.length > 0) set({ notice: { type: 'kept', count: accepted.kept.length } })
        return accepted.proposal
      }),
    restore: (versionId: string) =>
      exclusively(async () => {
        await save()
        take(await server.restore(versionId), true)
      }),
    importInto: (wanted: CanvasImport) =>
      exclusively(async () => {
        await save()
        const imported = await server.importInto(wanted)
        take(imported, true)
        if (imported.left_out.length > 0) set({ notice: { type: 'left_out', what: imported.left_out } })
        return imported
      }),
    /** The server was seen to have another version: takes it over, unless there is something to save first. */
    seen: (version: number) =>
      exclusively(async () => {
        if (version > state.version && !isDirty()) take(await server.load(), false)
      }),
    dismissNotice: () => set({ notice: null }),
    close() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
