'use client'

import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Tip } from '../../../ui/tip.tsx'

const STAY_MS = 1_500

/** Puts a text on the clipboard; the icon says whether it did. */
export function CopyTool({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), STAY_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'), // over plain http, or the person said no
    )
  const name = outcome === null ? label : outcome === 'copied' ? 'Copied' : 'Not allowed here'
  return (
    <Tip label={outcome === null ? 'Copy' : name}>
      <Button look="ghost" size="icon" aria-label={name} onClick={() => void copy()}>
        {outcome === null && <Copy size={14} aria-hidden />}
        {outcome === 'copied' && <Check size={14} aria-hidden className="text-done" />}
        {outcome === 'refused' && <X size={14} aria-hidden className="text-failed" />}
      </Button>
    </Tip>
  )
}
