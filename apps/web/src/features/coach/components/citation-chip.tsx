'use client'

import type { Citation } from '@outlast/contract'
import { createContext, use } from 'react'
import { describeSource } from '../words.ts'

interface Citations {
  citations: readonly Citation[]
  /** While the answer is on its way nobody knows yet what it quotes. */
  isGoing: boolean
  onCite: (citation: Citation) => void
}

export const CitationsContext = createContext<Citations>({
  citations: [],
  isGoing: false,
  onCite: () => undefined,
})

const CHIP =
  'mx-0.5 inline-flex h-4 min-w-4 items-center justify-center rounded-sm bg-selected px-1 align-[2px] text-2xs font-medium text-ink-2 tabular-nums no-underline'

/** A number in the text that opens the passage it stands for. A number that stands for nothing stays as it was written. */
export function CitationChip({ number }: { number?: unknown }) {
  const { citations, isGoing, onCite } = use(CitationsContext)
  const citation = citations.find((one) => one.number === Number(number))
  if (citation === undefined) return isGoing ? <span className={CHIP}>{Number(number)}</span> : `[${Number(number)}]`
  return (
    <button
      type="button"
      aria-label={`Source ${citation.number}: ${describeSource(citation)}`}
      title={describeSource(citation)}
      onClick={() => onCite(citation)}
      className={`${CHIP} transition-colors hover:bg-inverse hover:text-on-inverse`}
    >
      {citation.number}
    </button>
  )
}
