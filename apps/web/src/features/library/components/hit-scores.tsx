import type { SearchHit } from '@outlast/contract'
import { ChevronRight } from 'lucide-react'
import { explainHit } from '../state.ts'

/** Why a passage is where it is: its place in each of the two lists, and what that place is worth. */
export function HitScores({ hit: { scores, score } }: { hit: SearchHit }) {
  const { keyword, vector } = scores
  const { words, meaning } = explainHit(scores)
  return (
    <details className="group min-w-0 open:w-full">
      <summary className="inline-flex list-none items-center gap-1 text-ink-3 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={12} aria-hidden className="transition-transform group-open:rotate-90" />
        Why here
      </summary>
      <div className="mt-2 mb-1 flex flex-col gap-3 rounded-md bg-surface px-3 py-2.5">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-4 gap-y-1 tabular-nums">
          <Line name="Words" words={words} worth={keyword?.contribution} />
          <Line name="Meaning" words={meaning} worth={vector?.contribution} />
          <Line name="Together" words="1 / (60 + place), added up" worth={score} />
        </dl>
        {keyword !== null && keyword.terms.length > 0 && <Terms terms={keyword.terms} />}
      </div>
    </details>
  )
}

function Line({ name, words, worth }: { name: string; words: string; worth: number | undefined }) {
  return (
    <div className="contents">
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 text-ink-2">{words}</dd>
      <dd className="text-right font-mono text-2xs leading-4 text-ink-2">
        {worth === undefined ? '–' : worth.toFixed(4)}
      </dd>
    </div>
  )
}

type Terms = NonNullable<SearchHit['scores']['keyword']>['terms']

const TERM_COLUMNS = [
  ['Word', 'As it is compared, without its ending'],
  ['Here', 'How often it is in this passage'],
  ['Passages', 'How many passages have it'],
  ['Rarity', 'Inverse document frequency'],
  ['Score', 'What it adds to BM25'],
] as const

function Terms({ terms }: { terms: Terms }) {
  return (
    <table className="max-w-md text-left tabular-nums">
      <caption className="sr-only">The words of the question in this passage</caption>
      <thead>
        <tr className="text-ink-3">
          {TERM_COLUMNS.map(([name, explanation], index) => (
            <th key={name} scope="col" title={explanation} className={index === 0 ? 'font-normal' : NUMBER_HEAD}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="font-mono text-2xs leading-4 text-ink-2">
        {terms.map(({ term, tf, df, idf, score }) => (
          <tr key={term}>
            <td className="break-all">{term}</td>
            <td className="text-right">{tf}</td>
            <td className="text-right">{df}</td>
            <td className="text-right">{idf.toFixed(2)}</td>
            <td className="text-right">{score.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const NUMBER_HEAD = 'pl-3 text-right font-normal'
