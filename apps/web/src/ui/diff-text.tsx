'use client'

import type { DiffPart } from '@outlast/contract'
import { useState } from 'react'
import { foldDiff, type ShownPart } from '../lib/fold-diff.ts'
import { formatNumber } from '../lib/format.ts'

/** A text with the words that came and those that went, which can be told apart without colour and by ear. */
export function DiffText({ parts }: { parts: readonly DiffPart[] }) {
  return foldDiff(parts).map((part, index) => <Part key={index} part={part} />)
}

function Part({ part: { op, text } }: { part: ShownPart }) {
  switch (op) {
    case 'equal':
      return <span>{text}</span>
    case 'insert':
      return <ins className="diff-insert">{text}</ins>
    case 'delete':
      return <del className="diff-delete">{text}</del>
    case 'gap':
      return <Gap text={text} />
  }
}

/** What stayed and is not shown before someone asks. */
function Gap({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <span>{text}</span>
  return (
    <button
      type="button"
      onClick={() => setOpen(true)}
      className="mx-0.5 rounded-sm bg-hover px-1.5 text-xs text-ink-3 hover:bg-selected hover:text-ink"
    >
      … {formatNumber(text.length, 'character')} more …
    </button>
  )
}
