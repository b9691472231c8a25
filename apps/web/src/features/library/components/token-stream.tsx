'use client'

import type { Token } from '@outlast/contract'
import { memo, useEffect, useId, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { cn } from '../../../lib/cn.ts'
import { faceOf, tokenAfterKey } from '../state.ts'

/** Drawn together and skipped together while out of sight: ten thousand tokens stay quick. */
const CHUNK = 250

/** Four in turn, so that neighbours differ, each with a line below it: where one ends is not told by colour alone. */
const TINTS = ['token-a', 'token-b', 'token-c', 'token-d'] as const

interface TokenStreamProps {
  label: string
  tokens: readonly Token[]
  current: number | null
  onCurrent: (token: number) => void
}

/** Tokens one after the other as in their text. Pointing at one, or the arrow keys, choose it. */
export function TokenStream({ label, tokens, current, onCurrent }: TokenStreamProps) {
  const id = useId()
  const { box, ...events } = useTokenKeys(tokens.length, current, onCurrent)
  const chosen = current !== null && current < tokens.length ? current : null
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(chosen === null ? {} : { 'aria-activedescendant': `${id}-${chosen}` })}
      {...events}
      className="rounded-sm font-mono text-sm leading-7 break-words outline-offset-4"
    >
      {chunksOf(tokens).map((chunk, index) => {
        const from = index * CHUNK
        const isHere = chosen !== null && chosen >= from && chosen < from + CHUNK
        return <Chunk key={from} id={id} tokens={chunk} from={from} chosen={isHere ? chosen : null} />
      })}
    </div>
  )
}

/** How a token is chosen: by pointing at it, or with the keys, which also bring it into view. */
function useTokenKeys(tokens: number, current: number | null, onCurrent: (token: number) => void) {
  const box = useRef<HTMLDivElement>(null)
  const isByKey = useRef(false)
  useEffect(() => {
    if (current === null || !isByKey.current) return
    box.current?.querySelector(`[data-token="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tokenAfterKey(event.key, { token: current ?? -1, tokens })
    if (next === null || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    isByKey.current = true
    onCurrent(next)
  }
  const onPointer = ({ target }: PointerEvent) => {
    const token = target instanceof HTMLElement ? target.dataset['token'] : undefined
    isByKey.current = false
    if (token !== undefined) onCurrent(Number(token))
  }
  const onFocus = () => {
    if (current === null) onCurrent(0)
  }
  return { box, onKeyDown, onFocus, onPointerOver: onPointer, onPointerDown: onPointer }
}

function chunksOf(tokens: readonly Token[]): Token[][] {
  return Array.from({ length: Math.ceil(tokens.length / CHUNK) }, (_, index) =>
    tokens.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}

interface ChunkProps {
  id: string
  tokens: readonly Token[]
  from: number
  chosen: number | null
}

const Chunk = memo(
  function Chunk({ id, tokens, from, chosen }: ChunkProps) {
    return (
      <>
        {tokens.map((token, at) => (
          <TokenSpan
            key={from + at}
            id={`${id}-${from + at}`}
            token={token}
            no={from + at}
            chosen={from + at === chosen}
          />
        ))}
      </>
    )
  },
  (before, after) =>
    before.chosen === after.chosen &&
    before.tokens.length === after.tokens.length &&
    before.tokens.every((token, at) => token === after.tokens[at]),
)

function TokenSpan({ id, token, no, chosen }: { id: string; token: Token; no: number; chosen: boolean }) {
  const { text } = token
  return (
    <>
      <span
        id={id}
        role="option"
        aria-selected={chosen}
        data-token={no}
        className={cn('token', TINTS[token.index % TINTS.length], chosen && 'token-chosen')}
      >
        {faceOf(token)}
      </span>
      {/* A line of the text ends a line here, too, and long runs may wrap between tokens. */}
      {text.includes('\n') ? <br /> : <wbr />}
    </>
  )
}
