'use client'

import type { Token } from '@outlast/contract'
import { useMemo, useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { formatCount } from '../../../lib/format.ts'
import { useStoredText } from '../../../lib/stored-state.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { charactersPerToken, cuttingOf, idsOf, textOfCutting } from '../state.ts'
import { MAX_SHOWN, TOKENS_PAGE, useTokens } from '../use-tokens.ts'
import { TokenDetails } from './token-details.tsx'
import { TokenStream } from './token-stream.tsx'
import { TokenizerChoice } from './tokenizer-choice.tsx'

const SIDES = {
  left: { label: 'First tokenizer', preset: 'word' },
  right: { label: 'Second tokenizer', preset: 'bpe' },
} as const

/** The tokens of a text as one tokenizer cuts it. */
export function TokenPane({ side, text }: { side: keyof typeof SIDES; text: string }) {
  const { label, preset } = SIDES[side]
  const [stored, setStored] = useStoredText(`outlast.library.tokens.${side}`, preset)
  const cutting = cuttingOf(stored, preset)
  const answer = useTokens(text, cutting)
  const [current, setCurrent] = useState<number | null>(null)
  const tokens = useMemo(() => answer.data?.pages.flatMap((page) => page.tokens) ?? [], [answer.data])
  const shown = text === '' ? [] : tokens
  return (
    <section aria-label={label} className="flex min-w-0 flex-col overflow-hidden rounded-lg border border-line">
      <header className="flex flex-wrap items-center gap-2 border-b border-line bg-surface px-3 py-2">
        <TokenizerChoice label={label} cutting={cutting} onChange={(next) => setStored(textOfCutting(next))} />
        <span className="flex-1" />
        <CopyButton label="Copy ids" disabled={shown.length === 0} text={() => idsOf(shown)} />
      </header>
      <Numbers text={text} count={text === '' ? 0 : answer.data?.pages[0]?.count} isOld={answer.isPlaceholderData} />
      <div className={cn('transition-opacity', answer.isPlaceholderData && 'opacity-60')}>
        <Tokens
          text={text}
          label={`Tokens of the ${label.toLowerCase()}`}
          tokens={shown}
          answer={answer}
          current={current}
          onCurrent={setCurrent}
        />
      </div>
      <TokenDetails token={shown[current ?? -1] ?? null} />
    </section>
  )
}

function Numbers({ text, count, isOld }: { text: string; count: number | undefined; isOld: boolean }) {
  const characters = useMemo(() => countCharacters(text), [text])
  const facts = [
    ['Tokens', count === undefined ? '–' : formatCount(count)],
    ['Characters', formatCount(characters)],
    ['Characters per token', count === undefined ? '–' : charactersPerToken(characters, count)],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-5 border-b border-line px-3 py-2 text-xs" aria-busy={isOld}>
      {facts.map(([name, value]) => (
        <div key={name} className="flex items-baseline gap-1.5">
          <dt className="text-ink-3">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface TokensProps {
  text: string
  label: string
  tokens: readonly Token[]
  answer: ReturnType<typeof useTokens>
  current: number | null
  onCurrent: (token: number) => void
}

function Tokens({ text, label, tokens, answer, current, onCurrent }: TokensProps) {
  if (text === '') return <EmptyFace className="h-72">There is no text, so there are no tokens.</EmptyFace>
  if (answer.isError)
    return (
      <div className="grid h-72 place-items-center">
        <FailedFace
          what="The text could not be cut"
          problem={toApiProblem(answer.error)}
          onRetry={() => void answer.refetch()}
        />
      </div>
    )
  if (answer.data === undefined) return <SkeletonRows rows={9} label="Cutting the text" className="h-72" />
  const count = answer.data.pages[0]?.count ?? 0
  return (
    <div className="scroll-thin h-72 resize-y overflow-y-auto p-3">
      <TokenStream label={label} tokens={tokens} current={current} onCurrent={onCurrent} />
      {tokens.length < count && (
        <p className="mt-3 flex flex-wrap items-center gap-3 text-xs text-ink-3">
          The first {formatCount(tokens.length)} of {formatCount(count)} tokens.
          {answer.hasNextPage ? (
            <Button disabled={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
              {answer.isFetchingNextPage ? 'Loading …' : `Show ${formatCount(TOKENS_PAGE)} more`}
            </Button>
          ) : (
            tokens.length >= MAX_SHOWN && <span>A page shows no more; POST /api/tokenize goes on.</span>
          )}
        </p>
      )}
    </div>
  )
}

/** What people call characters, but for very long texts, where counting them would be felt. */
function countCharacters(text: string): number {
  if (text.length > 200_000) return text.length
  let count = 0
  for (const _ of new Intl.Segmenter().segment(text)) count += 1
  return count
}
