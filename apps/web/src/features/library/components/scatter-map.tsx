'use client'

import type { CollectionMap } from '@outlast/contract'
import { Minus, Plus, Scan } from 'lucide-react'
import { memo, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { cn } from '../../../lib/cn.ts'
import { useMedia } from '../../../lib/use-media.ts'
import { Button } from '../../../ui/button.tsx'
import {
  MAP_SIZE,
  MAX_ZOOM,
  OTHER_LOOK,
  groupsOf,
  placeIn,
  pointAfterKey,
  type Look,
  type MapGroup,
  type MapPoint,
} from '../map-state.ts'
import { useMapView } from '../use-map-view.ts'
import { MapLegend } from './map-legend.tsx'

/** The points; the one that is pointed at, or that the arrow keys lead to, says its text. */
export function ScatterMap({ map: { points } }: { map: CollectionMap }) {
  const [at, setAt] = useState<number | null>(null)
  const [only, setOnly] = useState<string | null>(null)
  const groups = useMemo(() => groupsOf(points), [points])
  const chosen = at === null ? undefined : points[at]
  const view = useMapView(points, setAt)
  return (
    <>
      <div className="relative">
        <Points points={points} groups={groups} only={only} at={at} onAt={setAt} {...view} />
        <div className="absolute top-2 right-2 flex gap-1">
          <ZoomButton label="Zoom in" disabled={view.zoom >= MAX_ZOOM} onClick={() => view.zoomBy(2, chosen)}>
            <Plus size={14} aria-hidden />
          </ZoomButton>
          <ZoomButton label="Zoom out" disabled={view.zoom <= 1} onClick={() => view.zoomBy(0.5, undefined)}>
            <Minus size={14} aria-hidden />
          </ZoomButton>
          <ZoomButton label="Show all" disabled={view.zoom <= 1} onClick={view.reset}>
            <Scan size={14} aria-hidden />
          </ZoomButton>
        </div>
      </div>
      <p className="h-[76px] border-t border-line px-4 py-2 text-sm text-ink-2">
        <span className="line-clamp-3">
          {chosen === undefined && <span className="text-ink-3">Point at an item to read it.</span>}
          {chosen?.file != null && <span className="font-medium text-ink">{chosen.file}: </span>}
          {chosen?.text}
        </span>
      </p>
      <MapLegend groups={groups} only={only} onOnly={setOnly} />
    </>
  )
}

/** A narrow screen shows the drawing at half its size; its points stay as large as they are. */
const NARROW_SIZE = 1.8

type PointsProps = ReturnType<typeof useMapView> & {
  points: readonly MapPoint[]
  groups: readonly MapGroup[]
  only: string | null
  at: number | null
  onAt: (index: number) => void
}

function Points({ points, groups, only, at, onAt, box, view, zoom, show, onPointerMove }: PointsProps) {
  const id = useId()
  const size = useMedia('(max-width: 639px)') === true ? NARROW_SIZE : 1
  const looks = useMemo(() => new Map(groups.map(({ fileId, look }) => [fileId, look])), [groups])
  const chosen = at === null ? undefined : points[at]
  const onKeyDown = (event: KeyboardEvent) => {
    const next = pointAfterKey(event.key, points, at ?? 0)
    const point = next === null ? undefined : points[next]
    if (next === null || point === undefined) return
    event.preventDefault()
    onAt(next)
    show(point)
  }
  return (
    <svg
      ref={box}
      viewBox={`0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}`}
      role="listbox"
      aria-label="Items on the map; the arrow keys lead to the next one in their direction"
      tabIndex={0}
      {...(chosen === undefined ? {} : { 'aria-activedescendant': `${id}-${at}` })}
      onKeyDown={onKeyDown}
      onFocus={() => at === null && onAt(0)}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerMove}
      className={cn('block w-full bg-canvas outline-offset-[-2px]', zoom > 1 && 'touch-none active:cursor-grabbing')}
    >
      {points.map((point, index) => (
        <Mark
          key={point.id}
          id={`${id}-${index}`}
          {...placeIn(view, point)}
          {...(looks.get(point.file_id) ?? OTHER_LOOK)}
          text={point.text}
          size={size}
          isChosen={index === at}
          isFaded={only !== null && point.file_id !== only}
        />
      ))}
      {chosen !== undefined && <Ring {...placeIn(view, chosen)} size={size} />}
    </svg>
  )
}

function Ring({ x, y, size }: { x: number; y: number; size: number }) {
  return <circle cx={x} cy={y} r={9 * size} fill="none" stroke="var(--ink)" strokeWidth={2 * size} />
}

type MarkProps = Look & {
  id: string
  x: number
  y: number
  text: string
  size: number
  isChosen: boolean
  isFaded: boolean
}

const Mark = memo(function Mark({ id, x, y, color, shape, text, size, isChosen, isFaded }: MarkProps) {
  return (
    <path
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-label={text}
      d={shape}
      transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size})`}
      fill={color}
      fillOpacity={isFaded ? 0.12 : 0.75}
      stroke="var(--canvas)"
      strokeWidth={1}
    />
  )
})

interface ZoomButtonProps {
  label: string
  disabled: boolean
  onClick: () => void
  children: React.ReactNode
}

function ZoomButton({ label, ...rest }: ZoomButtonProps) {
  return <Button size="icon" aria-label={label} title={label} {...rest} />
}
