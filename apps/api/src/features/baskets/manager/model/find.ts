import { type Asker, askForJson } from './ask-for-json.ts'
import { fence, fenceWish } from './fences.ts'
import type { Finding } from './finding.ts'
import type { Part } from './parts.ts'
import { ANALYSE } from './prompts.ts'
import { FoundAnswer } from './shapes.ts'
import { findVerbatim } from './verbatim.ts'
import type { AnalysisRequest } from '../types.ts'

/** What a part of a source says. */
export function findIn(asker: Asker, { part, request }: { part: Part; request: AnalysisRequest }, signal: AbortSignal) {
  return askForJson<FoundAnswer, Finding[]>(
    asker,
    {
      instructions: ANALYSE,
      text: `${fenceWish(request)}${fence('source', { name: part.name }, part.text)}`,
      shape: FoundAnswer,
      check: (answer) => checkQuotes(answer, part),
    },
    signal,
  )
}

function checkQuotes({ findings }: FoundAnswer, { text, source }: Part): { mistakes: string[] } | { value: Finding[] } {
  const checked = findings.map(({ quote, ...said }) => ({
    ...said,
    source,
    quote: findVerbatim(text, quote),
    claimed: quote,
  }))
  const mistakes = checked.filter(({ quote }) => quote === null).map(({ claimed }) => notThere(claimed))
  if (mistakes.length > 0) return { mistakes }
  return { value: checked.map(({ claimed, quote, ...said }) => ({ ...said, quote: quote ?? claimed })) }
}

function notThere(quote: string): string {
  return `The quote "${quote.slice(0, 120)}" does not stand in the source: copy it word for word.`
}
