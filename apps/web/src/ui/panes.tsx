'use client'

import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { ReactNode } from 'react'
import { cn } from '../lib/cn.ts'

export interface Pane {
  id: string
  /** Percent of the space on the first visit. */
  size: number
  min: string
  content: ReactNode
}

/** Panes side by side (or one above the other) that can be resized, also by keyboard; their sizes are remembered. */
export function Panes({
  id,
  orientation,
  panes,
}: {
  id: string
  orientation: 'horizontal' | 'vertical'
  panes: readonly Pane[]
}) {
  const layout = useDefaultLayout({
    id: `outlast.panes.${id}`,
    panelIds: panes.map((pane) => pane.id),
    storage: browserStorage,
  })
  return (
    <Group id={id} orientation={orientation} className="h-full w-full" {...layout}>
      {panes.flatMap((pane, index) => [
        index > 0 && <Handle key={`handle-${pane.id}`} orientation={orientation} />,
        <Panel key={pane.id} id={pane.id} defaultSize={`${pane.size}%`} minSize={pane.min} className="overflow-hidden">
          {pane.content}
        </Panel>,
      ])}
    </Group>
  )
}

/** One pixel to see, eleven to grab. */
function Handle({ orientation }: { orientation: 'horizontal' | 'vertical' }) {
  const line = orientation === 'horizontal' ? 'w-px' : 'h-px'
  return (
    <Separator
      className={cn(
        'relative bg-line transition-colors hover:bg-ink-3 focus-visible:bg-ring data-[separator=active]:bg-ink-3',
        line,
        orientation === 'horizontal'
          ? 'before:absolute before:inset-y-0 before:-inset-x-1'
          : 'before:absolute before:-inset-y-1 before:inset-x-0',
      )}
      aria-label="Resize panes"
    />
  )
}

/** On the server there is nothing remembered. */
const browserStorage = {
  getItem: (key: string) => (typeof localStorage === 'undefined' ? null : localStorage.getItem(key)),
  setItem: (key: string, value: string) => localStorage.setItem(key, value),
}
