import { Excalidraw, MainMenu } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import type { ExcalidrawImperativeAPI, ExcalidrawInitialDataState } from '@excalidraw/excalidraw/types'
import type { Drawing } from '@outlast/contract'
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Board } from '../board.ts'
import type { Ghost } from '../ghost.ts'
import { createBoard } from './create-board.ts'
import { byId, toBinaryFiles, toScene } from './elements.ts'
import './excalidraw.css'
import { GhostLayer } from './ghost-layer.tsx'

export interface ExcalidrawBoardProps {
  /** What it begins with; later drawings come through the board. */
  drawing: Drawing
  isDark: boolean
  ghost: Ghost
  isRunning: boolean
  onReady: (board: Board) => void
  /** At every move of the pointer: keep it cheap. */
  onChanged: () => void
}

interface Ready {
  api: ExcalidrawImperativeAPI
  board: ReturnType<typeof createBoard>
  host: Element
}

/** Excalidraw with everything that leads out of the house taken away. */
export function ExcalidrawBoard({ drawing, isDark, ghost, isRunning, onReady, onChanged }: ExcalidrawBoardProps) {
  const box = useRef<HTMLDivElement>(null)
  const api = useRef<ExcalidrawImperativeAPI | null>(null)
  const [ready, setReady] = useState<Ready | null>(null)
  const change = useEffectEvent(() => {
    if (ready !== null) return onChanged()
    const host = box.current?.querySelector('.excalidraw')
    // The first change is the drawing being there.
    if (api.current === null || host === null || host === undefined) return
    const board = createBoard(api.current)
    setReady({ api: api.current, board, host })
    onReady(board)
    // It comes late: whoever types elsewhere already goes on typing there.
    if (document.activeElement === document.body) board.focus()
  })
  // Before Excalidraw, which is below, is taken down.
  useLayoutEffect(() => () => ready?.board.freeze(), [ready])
  useRefreshOnResize(ready)
  const [onChange] = useState(() => () => change())
  const [initialData] = useState(() => initialOf(drawing))
  const excalidraw = useMemo(
    () => (
      <Excalidraw
        excalidrawAPI={(next) => (api.current = next)}
        initialData={initialData}
        onChange={onChange}
        theme={isDark ? 'dark' : 'light'}
        langCode="en"
        aiEnabled={false}
        validateEmbeddable={false}
        UIOptions={UI_OPTIONS}
      >
        {MENU}
      </Excalidraw>
    ),
    [initialData, onChange, isDark],
  )
  return (
    <div ref={box} className="board h-full w-full">
      {excalidraw}
      {ready !== null && <GhostLayer {...ready} ghost={ghost} isRunning={isRunning} />}
    </div>
  )
}

/** Excalidraw learns too late for its own drawing that it has become narrow or wide: it is drawn once more then. */
function useRefreshOnResize(ready: Ready | null): void {
  useEffect(() => {
    if (ready === null) return
    const observer = new ResizeObserver(() => ready.api.refresh())
    observer.observe(ready.host)
    return () => observer.disconnect()
  }, [ready])
}

const UI_OPTIONS = {
  canvasActions: {
    changeViewBackgroundColor: false,
    clearCanvas: true,
    export: false,
    loadScene: false,
    saveToActiveFile: false,
    saveAsImage: false,
    toggleTheme: false,
  },
} as const

const MENU = (
  <MainMenu>
    <MainMenu.DefaultItems.SearchMenu />
    <MainMenu.DefaultItems.Help />
    <MainMenu.Separator />
    <MainMenu.DefaultItems.ClearCanvas />
  </MainMenu>
)

function initialOf({ elements, files }: Drawing): ExcalidrawInitialDataState {
  return { elements: toScene(elements), files: byId(toBinaryFiles(files)), scrollToContent: true }
}
