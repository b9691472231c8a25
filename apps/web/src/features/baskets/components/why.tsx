'use client'

import type { Explanation } from '@outlast/contract'
import { SourceName } from './source-name.tsx'

interface WhyProps {
  explanations: readonly Explanation[]
  /** The analysis whose sources are quoted. */
  jobId: string | null
}

/** Why something is proposed, with the words of the source that it rests on. */
export function Why({ explanations, jobId }: WhyProps) {
  if (explanations.length === 0) return null
  return (
    <ul aria-label="Why" className="flex flex-col gap-1.5">
      {explanations.map((explanation, index) => (
        <li key={index} className="text-xs text-ink-2">
          <p className="break-words" title={`Says ${explanation.by}`}>
            {explanation.text}
          </p>
          <Quote explanation={explanation} jobId={jobId} />
        </li>
      ))}
    </ul>
  )
}

function Quote({ explanation: { quote, source }, jobId }: { explanation: Explanation; jobId: string | null }) {
  if (quote === null) return null
  return (
    <blockquote className="mt-1 border-l-2 border-line-strong pl-2.5 break-words text-ink-3">
      <span className="whitespace-pre-wrap">“{quote}”</span>
      {source !== null && (
        <>
          {' — '}
          <SourceName jobId={jobId} source={source} />
        </>
      )}
    </blockquote>
  )
}
