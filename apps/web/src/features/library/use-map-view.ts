'use client'

import { useMemo, useRef, useState, type PointerEvent } from 'react'
import { MAP_SIZE, MAX_ZOOM, pointNear, viewOfAll, type MapPoint, type MapView } from './map-state.ts'

/** What of the map is seen: it can be zoomed, and moved by dragging once it is. */
export function useMapView(points: readonly MapPoint[], onPoint: (index: number) => void) {
  const all = useMemo(() => viewOfAll(points), [points])
  const [zoomed, setZoomed] = useState<{ zoom: number; centerX: number; centerY: number } | null>(null)
  const box = useRef<SVGSVGElement>(null)
  const view: MapView =
    zoomed === null ? all : { centerX: zoomed.centerX, centerY: zoomed.centerY, scale: all.scale * zoomed.zoom }
  const zoom = zoomed?.zoom ?? 1

  /** Nearer or farther, around a point where one is chosen. */
  const zoomBy = (factor: number, around: MapPoint | undefined) => {
    const next = Math.min(MAX_ZOOM, zoom * factor)
    const center = { centerX: around?.x ?? view.centerX, centerY: around?.y ?? view.centerY }
    setZoomed(next <= 1 ? null : { zoom: next, ...center })
  }
  const reset = () => setZoomed(null)
  /** Brings a point into view that the keyboard led to. */
  const show = ({ x, y }: MapPoint) => {
    if (zoomed !== null) setZoomed({ ...zoomed, centerX: x, centerY: y })
  }

  const onPointerMove = (event: PointerEvent) => {
    const rect = box.current?.getBoundingClientRect()
    if (rect === undefined) return
    const unit = MAP_SIZE.width / rect.width
    if (zoomed !== null && event.buttons === 1) {
      const centerX = zoomed.centerX - (event.movementX * unit) / view.scale
      const centerY = zoomed.centerY + (event.movementY * unit) / view.scale
      return setZoomed({ ...zoomed, centerX, centerY })
    }
    const at = { x: (event.clientX - rect.left) * unit, y: (event.clientY - rect.top) * unit }
    const near = pointNear(view, points, at)
    if (near !== null) onPoint(near)
  }
  return { box, view, zoom, zoomBy, reset, show, onPointerMove }
}
