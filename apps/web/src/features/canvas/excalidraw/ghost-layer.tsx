import { exportToSvg, getCommonBounds } from '@excalidraw/excalidraw'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { cn } from '../../../lib/cn.ts'
import type { Board, View } from '../board.ts'
import type { Ghost } from '../ghost.ts'
import { toScene } from './elements.ts'

interface GhostLayerProps {
  api: ExcalidrawImperativeAPI
  board: Board
  ghost: Ghost
  /** Whether more of it is to come. */
  isRunning: boolean
  /** Excalidraw's own box: the layer lies between its drawing and its tools. */
  host: Element
}

/** Shows what is drawn beside the canvas where it will be: it follows scroll and zoom, and no pointer can touch it. */
export function GhostLayer({ api, board, ghost, isRunning, host }: GhostLayerProps) {
  const view = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // Straight to the style: a scroll draws nothing anew.
    const place = ({ scrollX, scrollY, zoom }: View) =>
      view.current?.style.setProperty('transform', `scale(${zoom}) translate(${scrollX}px, ${scrollY}px)`)
    place(board.view())
    return board.onView(place)
  }, [board])
  const still = useStill(ghost)
  const drawing = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => drawing.current?.replaceChildren(...(still === null ? [] : [still.svg])), [still])
  return createPortal(
    <div className="ghost-layer" data-testid="ghost" data-elements={still?.count ?? 0} aria-hidden>
      <div ref={view} className="ghost-view">
        <Marks api={api} ghost={ghost} />
        <div ref={drawing} className="ghost-drawing" style={{ left: still?.box.x ?? 0, top: still?.box.y ?? 0 }} />
        {still !== null && (
          <svg className="ghost-marks">
            <rect className={cn('ghost-frame', isRunning && 'ghost-frame-running')} rx={8} {...grown(still.box, 16)} />
          </svg>
        )}
      </div>
    </div>,
    host,
  )
}

/** What is to go is struck out; what is to change is veiled, so that its next look can be read over it. */
function Marks({ api, ghost }: Pick<GhostLayerProps, 'api' | 'ghost'>) {
  const marks = useMemo(() => {
    const boxes = new Map(api.getSceneElements().map((element) => [element.id, boxOf([element])]))
    const find = (ids: readonly string[]) => ids.flatMap((id) => boxes.get(id) ?? [])
    return { veiled: find(ghost.elements.map(({ id }) => id)), removed: find(ghost.remove) }
  }, [api, ghost])
  return (
    <svg className="ghost-marks">
      {marks.veiled.map((box, at) => (
        <rect key={at} className="ghost-veil" {...grown(box, 4)} />
      ))}
      {marks.removed.map((box, at) => (
        <rect key={at} className="ghost-removed" rx={4} {...grown(box, 4)} />
      ))}
    </svg>
  )
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

interface Still {
  svg: SVGSVGElement
  box: Box
  count: number
}

/** A drawing of the ghost's elements; the last one stays until the next one is done. */
function useStill({ elements }: Ghost): Still | null {
  const [still, setStill] = useState<Still | null>(null)
  useEffect(() => {
    let isLate = false
    const draw = async () => {
      const scene = toScene(elements)
      const appState = { exportBackground: false, exportWithDarkMode: false }
      const svg = await exportToSvg({
        elements: scene,
        appState,
        files: null,
        exportPadding: 0,
        skipInliningFonts: true,
      })
      if (!isLate) setStill({ svg, box: boxOf(scene), count: scene.length })
    }
    if (elements.length > 0) void draw()
    return () => {
      isLate = true
    }
  }, [elements])
  return elements.length === 0 ? null : still
}

function boxOf(elements: Parameters<typeof getCommonBounds>[0]): Box {
  const [left, top, right, bottom] = getCommonBounds(elements)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}
