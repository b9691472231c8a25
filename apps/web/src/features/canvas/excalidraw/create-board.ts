import {
  CaptureUpdateAction,
  exportToBlob,
  exportToSvg,
  getCommonBounds,
  hashElementsVersion,
} from '@excalidraw/excalidraw'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import type { Board } from '../board.ts'
import { mergeScene, stampsOf } from '../merge.ts'
import { toBinaryFiles, toDrawing, toScene } from './elements.ts'
import { picturesOf } from './pictures.ts'

/** Room around what is brought into view: for the tools above and the bar below. */
const MARGINS = { top: 96, bottom: 160, left: 40, right: 40 }
const EXPORT = { exportBackground: true, exportWithDarkMode: false, viewBackgroundColor: '#ffffff' }
const EXPORT_PADDING = 24
const PNG_SCALE = 2

/** Excalidraw as a board, once its first scene is loaded. */
export function createBoard(api: ExcalidrawImperativeAPI): Board {
  const all = () => api.getSceneElementsIncludingDeleted()
  const scene = () => ({ elements: api.getSceneElements(), files: api.getFiles(), exportPadding: EXPORT_PADDING })
  return {
    stamp: () => hashElementsVersion(all()),
    stamps: () => stampsOf(all()),
    elements: () => toDrawing(api.getSceneElements()),
    newFiles: (known) => picturesOf(api.getSceneElements(), api.getFiles(), known),
    take(drawing, known, undoable) {
      api.addFiles(toBinaryFiles(drawing.files))
      const { elements, hasOwn } = mergeScene(all(), toScene(drawing.elements), known)
      const captureUpdate = undoable ? CaptureUpdateAction.IMMEDIATELY : CaptureUpdateAction.NEVER
      api.updateScene({ elements, captureUpdate })
      return { hasOwn }
    },
    ...selectionOf(api),
    view: () => viewOf(api.getAppState()),
    onView: (listener) =>
      api.onScrollChange((scrollX, scrollY, zoom) => listener({ scrollX, scrollY, zoom: zoom.value })),
    reveal(elements) {
      if (elements.length === 0) return
      const target = toScene(elements)
      if (isInView(getCommonBounds(target), api.getAppState())) return
      const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches
      api.scrollToContent(target, { fitToContent: true, animate, duration: 200, canvasOffsets: MARGINS })
    },
    focus: () => document.querySelector<HTMLElement>('.board .excalidraw')?.focus(),
    toPng: () => exportToBlob({ ...scene(), appState: EXPORT, getDimensions: toScale(PNG_SCALE) }),
    async toSvg() {
      const svg = await exportToSvg({ ...scene(), appState: EXPORT })
      return new Blob([svg.outerHTML], { type: 'image/svg+xml' })
    },
  }
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
