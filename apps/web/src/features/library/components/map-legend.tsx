'use client'

import { cn } from '../../../lib/cn.ts'
import { formatCount } from '../../../lib/format.ts'
import { MAX_LOOKS, OTHER_LOOK, type Look, type MapGroup } from '../map-state.ts'

interface MapLegendProps {
  groups: readonly MapGroup[]
  /** The file whose points alone stand out. */
  only: string | null
  onOnly: (fileId: string | null) => void
}

/** Which look belongs to which file; a click lets its points stand out. */
export function MapLegend({ groups, only, onOnly }: MapLegendProps) {
  const rest = groups.slice(MAX_LOOKS)
  return (
    <ul aria-label="Files on the map" className="flex flex-wrap gap-1 border-t border-line px-3 py-2 text-xs">
      {groups.slice(0, MAX_LOOKS).map(({ fileId, name, points, look }) => (
        <li key={fileId ?? ''} className="min-w-0">
          {fileId === null ? (
            <span className="flex h-6 items-center gap-1.5 px-1.5 text-ink-2">
              <Sign look={look} /> Of no file <Count points={points} />
            </span>
          ) : (
            <button
              type="button"
              aria-pressed={only === fileId}
              onClick={() => onOnly(only === fileId ? null : fileId)}
              className={cn(
                'flex h-6 max-w-56 items-center gap-1.5 rounded-md px-1.5 text-ink-2 hover:bg-hover',
                only === fileId && 'bg-selected text-ink',
              )}
            >
              <Sign look={look} />
              <span className="truncate">{name}</span> <Count points={points} />
            </button>
          )}
        </li>
      ))}
      {rest.length > 0 && (
        <li className="flex h-6 items-center gap-1.5 px-1.5 text-ink-3">
          <Sign look={OTHER_LOOK} /> {formatCount(rest.length)} more files
        </li>
      )}
    </ul>
  )
}

function Sign({ look: { color, shape } }: { look: Look }) {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden className="shrink-0">
      <path d={shape} fill={color} />
    </svg>
  )
}

function Count({ points }: { points: number }) {
  return <span className="text-ink-3 tabular-nums">{formatCount(points)}</span>
}
