'use client'

import type { Message } from '@outlast/contract'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'

interface VariantFlipProps {
  message: Message
  onFlip: (messageId: string) => void
  isDisabled: boolean
}

/** Goes through what was said in this place: ‹ 2/3 ›. Nothing where there is only one. */
export function VariantFlip({ message: { variant, variants }, onFlip, isDisabled }: VariantFlipProps) {
  if (variants.length < 2) return null
  const [before, after] = [variants[variant - 2], variants[variant]]
  return (
    <span role="group" aria-label="Variants" className="inline-flex items-center text-xs text-ink-3">
      <Button
        look="ghost"
        size="icon"
        className="w-6"
        aria-label="Variant before"
        disabled={before === undefined || isDisabled}
        onClick={() => before !== undefined && onFlip(before)}
      >
        <ChevronLeft size={14} aria-hidden />
      </Button>
      <span className="tabular-nums">
        {variant}/{variants.length}
      </span>
      <Button
        look="ghost"
        size="icon"
        className="w-6"
        aria-label="Next variant"
        disabled={after === undefined || isDisabled}
        onClick={() => after !== undefined && onFlip(after)}
      >
        <ChevronRight size={14} aria-hidden />
      </Button>
    </span>
  )
}
