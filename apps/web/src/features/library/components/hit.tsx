'use client'

import type { SearchHit } from '@outlast/contract'
import { FileText, Hash } from 'lucide-react'
import { useState } from 'react'
import { describePlace } from '../../../lib/describe-place.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { piecesOf } from '../state.ts'
import { HitScores } from './hit-scores.tsx'

const SOURCE = 'flex min-w-0 max-w-full items-center gap-1.5 rounded-sm text-sm font-medium'

/** A passage that was found: where it is from, its words, and on request why it is here. */
export function Hit({ hit, rank }: { hit: SearchHit; rank: number }) {
  const { text, passage, highlights } = hit
  const [whole, setWhole] = useState(false)
  const isCut = passage.start > 0 || passage.end < text.length
  const shown = whole ? { start: 0, end: text.length } : passage
  return (
    <li className="flex flex-col gap-1.5 border-b border-line px-4 py-3 last:border-0">
      <Source hit={hit} rank={rank} />
      <p className="text-sm leading-[22px] break-words whitespace-pre-line text-ink-2">
        {shown.start > 0 && '… '}
        {piecesOf(text, shown, highlights).map((piece, index) =>
          piece.isHit ? (
            <mark key={index} className="rounded-[3px] bg-mark px-0.5 font-medium text-ink">
              {piece.text}
            </mark>
          ) : (
            <span key={index}>{piece.text}</span>
          ),
        )}
        {shown.end < text.length && ' …'}
      </p>
      <div className="flex flex-wrap items-start gap-x-4 text-xs">
        <HitScores hit={hit} />
        {isCut && (
          <button type="button" className="text-ink-3 hover:text-ink" onClick={() => setWhole(!whole)}>
            {whole ? 'Show less' : 'Show all of it'}
          </button>
        )}
      </div>
    </li>
  )
}

/** A file opens at the passage; an item that no file gave only says its id. */
function Source({ hit: { id, source }, rank }: { hit: SearchHit; rank: number }) {
  const { go } = useLibraryAddress()
  if (source === null) {
    return (
      <span data-hit tabIndex={-1} className={`${SOURCE} self-start`}>
        <Hash size={14} aria-hidden className="shrink-0 text-ink-3" />
        <span className="sr-only">{rank}. item </span>
        <span className="truncate font-mono text-xs">{id}</span>
      </span>
    )
  }
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3">
      <button
        type="button"
        data-hit
        className={`${SOURCE} hover:underline`}
        onClick={() => go({ file: source.file_id, passage: id })}
      >
        <FileText size={14} aria-hidden className="shrink-0 text-ink-3" />
        <span className="truncate">{source.name}</span>
      </button>
      <span className="min-w-0 truncate text-xs text-ink-3">{describePlace(source)}</span>
    </div>
  )
}
