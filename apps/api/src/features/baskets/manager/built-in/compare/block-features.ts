import type { BlockContent } from '@outlast/contract'
import { type Span, splitSentences } from '../read/split-sentences.ts'
import { type Features, featuresOf } from './features.ts'

/** A sentence of a block's body, and where it stands there. */
export type Sentence = Features & Span

/** What of a block is compared. */
export type BlockFeatures = {
  title: Features
  sentences: readonly Sentence[]
  /** All its terms, for what may stand anywhere in it. */
  terms: ReadonlyMap<string, number>
}

export function blockFeatures({ title, body }: Pick<BlockContent, 'title' | 'body'>): BlockFeatures {
  const sentences = linesOf(body).flatMap(({ start, end }) =>
    splitSentences(body.slice(start, end)).map((span) => ({
      ...featuresOf(body.slice(start + span.start, start + span.end)),
      start: start + span.start,
      end: start + span.end,
    })),
  )
  const named = featuresOf(title)
  return { title: named, sentences, terms: unite([named, ...sentences]) }
}

function unite(parts: readonly Features[]): Map<string, number> {
  return new Map(parts.flatMap(({ terms }) => [...terms]))
}

function linesOf(text: string): Span[] {
  const lines: Span[] = []
  for (let at = 0; at <= text.length;) {
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    if (end > at) lines.push({ start: at, end })
    at = end + 1
  }
  return lines
}
