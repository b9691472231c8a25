'use client'

import type { Explanation } from '@outlast/contract'
import type { NamedSource } from '../work-api.ts'
import { SourceName } from './source-name.tsx'

interface WhyProps {
  explanations: readonly Explanation[]
  /** What is quoted. */
  sources: readonly NamedSource[]
}

/** Why something is proposed, with the words of the source that it rests on. */
export function Why({ explanations, sources }: WhyProps) {
  if (explanations.length === 0) return null
  return (
    <ul aria-label="Why" className="flex flex-col gap-1.5">
      {explanations.map((explanation, index) => (
        <li key={index} className="text-xs text-ink-2">
          <p className="break-words" title={`Says ${explanation.by}`}>
            {explanation.text}
          </p>
          <Quote explanation={explanation} sources={sources} />
        </li>
      ))}
    </ul>
  )
}

type QuoteProps = { explanation: Explanation; sources: readonly NamedSource[] }

function Quote({ explanation: { quote, source }, sources }: QuoteProps) {
  if (quote === null) return null
  return (
    <blockquote className="mt-1 border-l-2 border-line-strong pl-2.5 break-words text-ink-3">
      <span className="whitespace-pre-wrap">“{quote}”</span>
      {source !== null && (
        <>
          {' — '}
          <SourceName sources={sources} source={source} />
        </>
      )}
    </blockquote>
  )
}
