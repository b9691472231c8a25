'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

const STAY_MS = 2_000

interface CopyButtonProps {
  /** What it copies, e.g. "Copy ids". */
  label: string
  text: () => string
  disabled?: boolean
}

/** Puts a text on the clipboard, and says whether it did. */
export function CopyButton({ label, text, disabled = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (outcome === null) return
    const timer = setTimeout(() => setOutcome(null), STAY_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('copied')
    } catch {
      setOutcome('refused') // over plain http, or the person said no
    }
  }
  const words = { copied: 'Copied', refused: 'Not allowed here' }
  return (
    <Button look="ghost" disabled={disabled} onClick={() => void copy()}>
      {outcome === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
      <span aria-live="polite">{outcome === null ? label : words[outcome]}</span>
    </Button>
  )
}
