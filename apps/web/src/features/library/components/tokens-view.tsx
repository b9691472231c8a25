'use client'

import { formatCount } from '../../../lib/format.ts'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { SAMPLE } from '../use-token-text.ts'
import { TokenPane } from './token-pane.tsx'

/** Time to type a word; then both tokenizers are asked. */
const TYPING_MS = 300
const MAX_CHARACTERS = 5 * 1024 * 1024

/** A text and its tokens, as two tokenizers cut it, side by side. */
export function TokensView({ text, onText }: { text: string; onText: (text: string) => void }) {
  // A lone half of a pair, e.g. while an emoji is deleted, is nothing that can be sent.
  const settled = useDebounced(text, TYPING_MS).toWellFormed()
  return (
    <section aria-label="Tokens" className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <div className="flex h-7 items-center gap-2 text-xs text-ink-3">
          <label htmlFor="token-text" className="font-medium text-ink-2">
            Text
          </label>
          <span className="tabular-nums">{formatCount(text.length)} UTF-16 units</span>
          <span className="flex-1" />
          <Button look="ghost" disabled={text === SAMPLE} onClick={() => onText(SAMPLE)}>
            Sample
          </Button>
          <Button look="ghost" disabled={text === ''} onClick={() => onText('')}>
            Clear
          </Button>
        </div>
        <TextArea
          id="token-text"
          value={text}
          maxLength={MAX_CHARACTERS}
          spellCheck={false}
          placeholder="Type or paste a text"
          className="min-h-36 resize-y px-3 py-2 text-sm leading-6"
          onChange={({ target }) => onText(target.value)}
        />
      </div>
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        <TokenPane side="left" text={settled} />
        <TokenPane side="right" text={settled} />
      </div>
    </section>
  )
}
