'use client'

import { Sparkles } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/field.tsx'

/** What to do on an empty canvas. The pointer goes through it: one may draw right there. */
export function EmptyHint({ onDescribe }: { onDescribe: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-0 z-5 grid place-items-center p-6">
      <div className="flex flex-col items-center gap-3 text-center text-sm text-ink-3">
        <p className="max-w-72">Say what to draw and watch it being drawn, or draw by hand.</p>
        <Button size="md" className="pointer-events-auto" onClick={onDescribe}>
          <Sparkles size={14} aria-hidden />
          Describe a drawing <Kbd>/</Kbd>
        </Button>
      </div>
    </div>
  )
}
