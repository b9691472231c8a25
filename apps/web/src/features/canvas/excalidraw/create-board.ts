import {
  CaptureUpdateAction,
  exportToBlob,
  exportToSvg,
  getCommonBounds,
  hashElementsVersion,
} from '@excalidraw/excalidraw'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import type { Board } from '../board.ts'
import type { Ghost } from '../ghost.ts'
import { mergeScene, stampsOf, type SceneElement } from '../merge.ts'
import { embedFonts } from './embed-fonts.ts'
import { toBinaryFiles, toDrawing, toScene } from './elements.ts'
import { picturesOf } from './pictures.ts'

/** Room around what is brought into view: for the tools above and the bar below. */
const MARGINS = { top: 96, bottom: 190, left: 40, right: 40 }
/** Below it, labels are too small to be read. */
const READABLE_ZOOM = 0.5
const EXPORT = { exportBackground: true, exportWithDarkMode: false, viewBackgroundColor: '#ffffff' }
const EXPORT_PADDING = 24
const PNG_SCALE = 2

/** Excalidraw as a board, once its first scene is loaded. */
export function createBoard(api: ExcalidrawImperativeAPI): Board & { freeze(): void } {
  const { scene, freeze } = sceneOf(api)
  const picture = () => ({ elements: scene().shown, files: scene().files, exportPadding: EXPORT_PADDING })
  return {
    freeze,
    stamp: () => hashElementsVersion(scene().all),
    stamps: () => stampsOf(scene().all),
    elements: () => toDrawing(scene().shown),
    newFiles: (known) => picturesOf(scene().shown, scene().files, known),
    take(drawing, known, undoable) {
      if (scene().isFrozen) return { hasOwn: false }
      api.addFiles(toBinaryFiles(drawing.files))
      const { elements, hasOwn } = mergeScene(scene().all, toScene(drawing.elements), known)
      const captureUpdate = undoable ? CaptureUpdateAction.IMMEDIATELY : CaptureUpdateAction.NEVER
      api.updateScene({ elements, captureUpdate, appState: { selectedElementIds: stillSelected(api, elements) } })
      return { hasOwn }
    },
    ...selectionOf(api),
    view: () => viewOf(api.getAppState()),
    onView: (listener) =>
      api.onScrollChange((scrollX, scrollY, zoom) => listener({ scrollX, scrollY, zoom: zoom.value })),
    reveal: (ghost) => reveal(api, ghost),
    focus: () => document.querySelector<HTMLElement>('.board .excalidraw')?.focus(),
    toPng: () => exportToBlob({ ...picture(), appState: EXPORT, getDimensions: toScale(PNG_SCALE) }),
    async toSvg() {
      const svg = await exportToSvg({ ...picture(), appState: EXPORT, skipInliningFonts: true })
      await embedFonts(svg)
      return new Blob([svg.outerHTML], { type: 'image/svg+xml' })
    },
  }
}

/**
 * What is on the board. Excalidraw empties itself when it leaves the page, and the last save may come after that:
 * frozen, the board goes on saying what was there.
 */
function sceneOf(api: ExcalidrawImperativeAPI) {
  const look = (isFrozen: boolean) => ({
    isFrozen,
    all: api.getSceneElementsIncludingDeleted(),
    shown: api.getSceneElements(),
    files: api.getFiles(),
  })
  let last: ReturnType<typeof look> | null = null
  return { scene: () => last ?? look(false), freeze: () => void (last = look(true)) }
}

function reveal(api: ExcalidrawImperativeAPI, { elements, remove }: Ghost): void {
  const current = api.getSceneElements()
  const target = [...toScene(elements), ...current.filter(({ id }) => remove.includes(id))]
  const state = api.getAppState()
  if (target.length === 0 || isInView(getCommonBounds(target), state)) return
  const all = [...current, ...target]
  const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches
  const shown = zoomFor(getCommonBounds(all), state) >= READABLE_ZOOM ? all : target
  api.scrollToContent(shown, { fitToContent: true, animate, duration: 200, canvasOffsets: MARGINS })
}

/** At which all of a box can be seen. */
function zoomFor([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], { width, height }: AppState): number {
  const across = (width - MARGINS.left - MARGINS.right) / (right - left)
  const down = (height - MARGINS.top - MARGINS.bottom) / (bottom - top)
  return Math.min(across, down)
}

/** The selection as a list that stays the same object for as long as it says the same. */
function selectionOf(api: ExcalidrawImperativeAPI): Pick<Board, 'selection' | 'onSelection'> {
  let source: object | null = null
  let ids: readonly string[] = []
  const listeners = new Set<() => void>()
  api.onChange((_elements, { selectedElementIds }) => {
    if (selectedElementIds === source) return
    source = selectedElementIds
    const next = Object.keys(selectedElementIds)
    if (next.length === ids.length && next.every((id, at) => id === ids[at])) return
    ids = next
    for (const listener of listeners) listener()
  })
  return {
    selection: () => ids,
    onSelection(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** The selection without what is gone; the very same object where nothing is. */
function stillSelected(api: ExcalidrawImperativeAPI, elements: readonly SceneElement[]) {
  const { selectedElementIds: selected } = api.getAppState()
  const gone = elements.filter(({ id, isDeleted }) => isDeleted && id in selected).map(({ id }) => id)
  if (gone.length === 0) return selected
  return Object.fromEntries(Object.entries(selected).filter(([id]) => !gone.includes(id)))
}

type AppState = ReturnType<ExcalidrawImperativeAPI['getAppState']>

function viewOf({ scrollX, scrollY, zoom }: AppState) {
  return { scrollX, scrollY, zoom: zoom.value }
}

function isInView([left, top, right, bottom]: readonly number[], state: AppState): boolean {
  const { scrollX, scrollY, zoom } = viewOf(state)
  const onScreen = (value: number | undefined, scroll: number) => ((value ?? 0) + scroll) * zoom
  return (
    onScreen(left, scrollX) >= 0 &&
    onScreen(top, scrollY) >= MARGINS.top / 2 &&
    onScreen(right, scrollX) <= state.width &&
    onScreen(bottom, scrollY) <= state.height - MARGINS.bottom / 2
  )
}

function toScale(scale: number) {
  return (width: number, height: number) => ({ width: width * scale, height: height * scale, scale })
}
