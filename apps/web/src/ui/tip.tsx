'use client'

import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'

/** Names what an icon does, on hover and on keyboard focus. The child still needs its own accessible name. */
export function Tip({
  label,
  side = 'bottom',
  children,
}: {
  label: ReactNode
  side?: 'bottom' | 'right' | 'top'
  children: ReactNode
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          className="z-50 max-w-64 rounded-md bg-inverse px-2 py-1 text-xs text-on-inverse shadow-overlay"
        >
          {label}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
