'use client'

import type { Explanation } from '@outlast/contract'
import { Quote } from 'lucide-react'
import { SourceName } from './source-name.tsx'

/** Why something is proposed, with the words of the source that it rests on. */
export function Why({ explanations, jobId }: { explanations: readonly Explanation[]; jobId: string | null }) {
  if (explanations.length === 0) return null
  return (
    <ul aria-label="Why" className="flex flex-col gap-1.5">
      {explanations.map(({ text, by, quote, source }, index) => (
        <li key={index} className="text-xs text-ink-2">
          <p className="break-words" title={`Says ${by}`}>
            {text}
          </p>
          {quote !== null && (
            <figure className="mt-1 border-l-2 border-line-strong pl-2.5 text-ink-3">
              <blockquote className="line-clamp-4 break-words whitespace-pre-wrap">“{quote}”</blockquote>
              {source !== null && (
                <figcaption className="mt-0.5 flex items-center gap-1">
                  <Quote size={11} aria-hidden className="shrink-0" />
                  <SourceName jobId={jobId} source={source} />
                </figcaption>
              )}
            </figure>
          )}
        </li>
      ))}
    </ul>
  )
}
