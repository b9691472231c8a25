import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import { cn } from '../../../lib/cn.ts'
import type { Board, View } from '../board.ts'
import type { Ghost } from '../ghost.ts'
import { ghostSceneOf } from './ghost-scene.ts'
import { grown, useStill, type Box, type Still } from './still.ts'

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
  const scene = useMemo(() => ghostSceneOf(ghost, api.getSceneElements()), [api, ghost])
  const drawn = useStill(scene.drawn)
  const removed = useStill(scene.removed)
  return createPortal(
    <div className="ghost-layer" data-testid="ghost" data-elements={ghost.elements.length} aria-hidden>
      <div ref={view} className="ghost-view">
        <Boxes boxes={scene.veiled} className="ghost-veil" />
        <Boxes boxes={scene.removedBoxes} className="ghost-removed" />
        <Picture still={removed} className="ghost-removed-drawing" />
        <Picture still={drawn} className="ghost-drawing" />
        {drawn !== null && (
          <Boxes boxes={[grown(drawn.box, 12)]} className={cn('ghost-frame', isRunning && 'ghost-frame-running')} />
        )}
      </div>
    </div>,
    host,
  )
}

function Picture({ still, className }: { still: Still | null; className: string }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.replaceChildren(...(still === null ? [] : [still.svg])), [still])
  return <div ref={box} className={className} style={{ left: still?.box.x ?? 0, top: still?.box.y ?? 0 }} />
}

function Boxes({ boxes, className }: { boxes: readonly Box[]; className: string }) {
  return (
    <svg className="ghost-marks">
      {boxes.map((box, at) => (
        <rect key={at} className={className} rx={6} {...grown(box, 4)} />
      ))}
    </svg>
  )
}
