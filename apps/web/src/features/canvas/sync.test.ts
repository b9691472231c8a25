import type { AcceptedProposal, Canvas, CanvasView, Drawing, DrawingElement, ImportedCanvas } from '@outlast/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem } from '../../lib/api-problem.ts'
import type { Board } from './board.ts'
import { mergeScene, stampsOf } from './merge.ts'
import { CanvasSync, type CanvasServer } from './sync.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const element = (id: string, version = 1): DrawingElement => ({
  id,
  type: 'rectangle',
  x: 0,
  y: 0,
  width: 10,
  height: 10,
  version,
  versionNonce: version,
  isDeleted: false,
})
const ids = (elements: readonly DrawingElement[]) => elements.flatMap(({ id, isDeleted }) => (isDeleted ? [] : [id]))

const META = { name: 'Canvas', preview: null, open_proposals: 0, created_at: '', updated_at: '', canvas_id: 'c' }
const viewOf = (version: number, elements: DrawingElement[]): CanvasView => ({
  ...META,
  version,
  elements: elements.length,
  drawing: { elements, files: {} },
})

/** A board without a browser. */
function createBoard(initial: DrawingElement[]) {
  let scene = initial
  const steps: boolean[] = []
  const board: Board = {
    stamp: () =>
      scene.reduce(
        (sum, { id, version, isDeleted }) => sum + version * (id.codePointAt(0) ?? 1) + Number(isDeleted),
        0,
      ),
    stamps: () => stampsOf(scene),
    elements: () => scene.filter(({ isDeleted }) => !isDeleted),
    newFiles: () => Promise.resolve({}),
    take(drawing: Drawing, known, undoable) {
      const merged = mergeScene(scene, drawing.elements, known)
      scene = merged.elements
      steps.push(undoable)
      return merged
    },
    selection: () => [],
    view: () => ({ scrollX: 0, scrollY: 0, zoom: 1 }),
    reveal: () => undefined,
    focus: () => undefined,
    toPng: () => Promise.resolve(new Blob()),
    toSvg: () => Promise.resolve(new Blob()),
    onSelection: () => () => undefined,
    onView: () => () => undefined,
  }
  const draw = (...added: DrawingElement[]) => {
    scene = [...scene.filter(({ id }) => added.every((one) => one.id !== id)), ...added]
  }
  return { board, steps, draw, shown: () => ids(scene) }
}

/** A server with one canvas; `before` runs while a request is on its way. */
function createServer(initial: DrawingElement[]) {
  let now = { version: 1, elements: initial }
  const kept: string[][] = []
  let before: () => void = () => undefined
  const put = (elements: DrawingElement[]) => (now = { version: now.version + 1, elements })
  const unused = (): Promise<ImportedCanvas> => Promise.reject(new Error('not asked for'))
  const server: CanvasServer = {
    load: () => Promise.resolve(viewOf(now.version, now.elements)),
    async save({ version, elements }): Promise<Canvas> {
      before()
      if (version !== now.version) {
        kept.push(ids(elements.map((one) => ({ ...one, isDeleted: false }))))
        throw new ApiProblem({ code: 'version_conflict', title: 'Changed' })
      }
      put(elements.map((one) => ({ ...one, isDeleted: false })))
      return { ...META, version: now.version, elements: elements.length }
    },
    async accept(): Promise<AcceptedProposal> {
      before()
      put([...now.elements, element('proposed')])
      const proposal = { proposal_id: 'p', canvas_id: 'c', job_id: 'j', status: 'accepted', instructions: '' } as const
      const rest = {
        style: 'modern',
        color_scheme: 'default',
        planner: 'built-in',
        summary: '',
        base_version: 1,
      } as const
      const times = { created_at: '', decided_at: '' }
      return { canvas: viewOf(now.version, now.elements), proposal: { ...proposal, ...rest, ...times }, kept: [] }
    },
    restore: unused,
    importInto: unused,
  }
  return { server, kept, put, now: () => now, meanwhile: (work: () => void) => (before = work) }
}

function create(...initial: DrawingElement[]) {
  const hand = createBoard(initial)
  const remote = createServer(initial)
  const sync = new CanvasSync(hand.board, remote.server, viewOf(1, initial))
  return { ...hand, remote, sync }
}

test('a change is saved once nothing has changed for a moment, and is then what the server has', async () => {
  const { sync, draw, remote } = create(element('a'))
  sync.changed()
  expect(sync.state().save.state).toBe('saved')
  draw(element('b'))
  sync.changed()
  expect(sync.state().save.state).toBe('unsaved')
  await vi.advanceTimersByTimeAsync(799)
  expect(remote.now().version).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(ids(remote.now().elements)).toEqual(['a', 'b'])
  expect(sync.state()).toMatchObject({ version: 2, save: { state: 'saved' } })
})

test('who draws without a pause is saved nevertheless', async () => {
  const { sync, draw, remote } = create()
  for (let version = 1; version <= 60; version++) {
    draw(element('a', version))
    sync.changed()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(remote.now().version).toBeGreaterThan(1)
})

test('what is drawn while a save is on its way is saved by the next one', async () => {
  const { sync, draw, remote } = create()
  draw(element('a'))
  remote.meanwhile(() => draw(element('a'), element('b')))
  await sync.save()
  expect(sync.state().save.state).toBe('unsaved')
  await vi.advanceTimersByTimeAsync(800)
  expect(ids(remote.now().elements)).toEqual(['a', 'b'])
  expect(sync.state().save.state).toBe('saved')
})

test('a save that comes too late is kept as a version; the board shows what is there and what was drawn since', async () => {
  const { sync, draw, remote, shown, steps } = create(element('a'))
  remote.put([element('a'), element('theirs')])
  draw(element('mine'))
  remote.meanwhile(() => draw(element('later')))
  await sync.save()
  expect(remote.kept).toEqual([['a', 'mine']])
  expect(shown()).toEqual(['a', 'theirs', 'later'])
  expect(steps).toEqual([false])
  expect(sync.state()).toMatchObject({ version: 2, notice: { type: 'stale' }, save: { state: 'unsaved' } })
  remote.meanwhile(() => undefined)
  await vi.advanceTimersByTimeAsync(800)
  expect(ids(remote.now().elements)).toEqual(['a', 'theirs', 'later'])
})

test('accepting saves first, is one undoable step, and leaves what is drawn meanwhile', async () => {
  const { sync, draw, remote, shown, steps } = create(element('a'))
  draw(element('mine'))
  const accepted = sync.accept('p')
  remote.meanwhile(() => draw(element('later')))
  await accepted
  expect(shown()).toEqual(['a', 'mine', 'proposed', 'later'])
  expect(steps).toEqual([true])
  remote.meanwhile(() => undefined)
  await vi.advanceTimersByTimeAsync(800)
  expect(ids(remote.now().elements)).toEqual(['a', 'mine', 'proposed', 'later'])
})

test('another window’s save is taken over, beside the history; not while there is something to save', async () => {
  const { sync, draw, remote, shown, steps } = create(element('a'))
  remote.put([element('a'), element('theirs')])
  await sync.seen(2)
  expect(shown()).toEqual(['a', 'theirs'])
  expect(steps).toEqual([false])
  remote.put([element('a')])
  draw(element('mine'))
  await sync.seen(3)
  expect(shown()).toEqual(['a', 'theirs', 'mine'])
})

test('a server that can’t be reached is tried again; nothing that waits for the save goes on without it', async () => {
  const { sync, draw, remote } = create()
  const problem = new ApiProblem({ code: 'unreachable', title: 'Cannot reach the server' })
  const broken = vi.spyOn(remote.server, 'save').mockRejectedValue(problem)
  const accept = vi.spyOn(remote.server, 'accept')
  draw(element('a'))
  await expect(sync.accept('p')).rejects.toBe(problem)
  expect(accept).not.toHaveBeenCalled()
  expect(sync.state().save).toEqual({ state: 'failed', problem })
  expect(sync.canLeave()).toBe(false)
  broken.mockRestore()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(ids(remote.now().elements)).toEqual(['a'])
  expect(sync.state().save.state).toBe('saved')
})

test('a deleted canvas is not saved again and again', async () => {
  const { sync, draw, remote } = create()
  const save = vi.spyOn(remote.server, 'save').mockRejectedValue(new ApiProblem({ code: 'not_found', title: 'Gone' }))
  draw(element('a'))
  await expect(sync.save()).rejects.toMatchObject({ code: 'not_found' })
  draw(element('b'))
  sync.changed()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(save).toHaveBeenCalledTimes(1)
  expect(sync.state().save.state).toBe('gone')
})
