'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '../../../lib/format.ts'
import { Button } from '../../../ui/button.tsx'
import type { MapPoint } from '../map-state.ts'

const ROWS = 100

/** The map for those who don't see it: the same points as a table. */
export function MapTable({ points }: { points: readonly MapPoint[] }) {
  const [open, setOpen] = useState(false)
  const [rows, setRows] = useState(ROWS)
  return (
    <details className="group border-t border-line" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="flex h-9 list-none items-center gap-1.5 px-3 text-xs text-ink-3 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={12} aria-hidden className="transition-transform group-open:rotate-90" />
        The same as a table
      </summary>
      {open && (
        <div tabIndex={0} role="region" aria-label="Items of the map" className="scroll-thin max-h-80 overflow-auto">
          <table className="w-full text-left text-xs">
            <thead className="text-ink-3">
              <tr>
                <th className="px-4 py-1 font-medium">Text</th>
                <th className="px-2 py-1 font-medium">File</th>
                <th className="px-2 py-1 text-right font-medium">Across</th>
                <th className="py-1 pr-4 pl-2 text-right font-medium">Up</th>
              </tr>
            </thead>
            <tbody className="text-ink-2">
              {points.slice(0, rows).map(({ id, text, file, x, y }) => (
                <tr key={id} className="border-t border-line align-top">
                  <td className="min-w-48 px-4 py-1.5 break-words">{text}</td>
                  <td className="px-2 py-1.5 break-words">{file ?? '–'}</td>
                  <td className="px-2 py-1.5 text-right font-mono tabular-nums">{x.toFixed(3)}</td>
                  <td className="py-1.5 pr-4 pl-2 text-right font-mono tabular-nums">{y.toFixed(3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows < points.length && (
            <Button className="m-3" onClick={() => setRows(rows + ROWS)}>
              Show more of {formatCount(points.length)}
            </Button>
          )}
        </div>
      )}
    </details>
  )
}
