'use client'

import { ArrowDown } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import type { Talk } from '../use-conversation.ts'

/** The way back to the end, for who has scrolled away from it. */
export function JumpButton({ talk: { scroll, going } }: { talk: Talk }) {
  if (scroll.isStuck) return null
  return (
    <Button
      size="md"
      onClick={scroll.jump}
      className="absolute -top-11 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-overlay"
    >
      <ArrowDown size={14} aria-hidden className={going === null ? '' : 'text-ember-ink'} />
      Jump to newest
    </Button>
  )
}
