'use client'

import { CanvasStyle, ColorScheme, MAX_INSTRUCTIONS_CHARS } from '@outlast/contract'
import { LoaderCircle, Sparkles } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { cn } from '../../../lib/cn.ts'
import { formatCount } from '../../../lib/format.ts'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { Select, useReadOnly } from '../../../ui/field.tsx'
import { isSendable, type DraftHandle } from '../use-draft.ts'
import { COLOR_SCHEMES, STYLES } from '../words.ts'

/** From here on the counter is shown in the colour of ink. */
const NEARLY_FULL = 0.9

interface RequestFormProps {
  draft: DraftHandle
  /** What the button says. */
  action: string
  placeholder: string
  isBusy: boolean
  onSend: () => void
  input?: RefObject<HTMLTextAreaElement | null>
  /** Between the words and the look, e.g. what they are about. */
  children?: ReactNode
}

/** Where one says what to draw and how it is to look. ⌘↵ sends. */
export function RequestForm(props: RequestFormProps) {
  const { draft, action, placeholder, isBusy, onSend, input, children } = props
  const modKey = useModKey()
  const send = () => {
    if (!isBusy && isSendable(draft)) onSend()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!event.repeat) send()
  }
  return (
    <form
      aria-label="What to draw"
      onKeyDown={onKeyDown}
      onSubmit={(event) => (event.preventDefault(), send())}
      className="@container flex flex-col rounded-lg border border-line-strong bg-raised transition-colors focus-within:border-ink-3"
    >
      <Words draft={draft} placeholder={placeholder} {...(input === undefined ? {} : { input })} />
      {children}
      <div className="flex flex-wrap items-center gap-1 p-2">
        <Look draft={draft} />
        <span className="flex-1" />
        <Button type="submit" look="primary" size="md" disabled={isBusy || !isSendable(draft)}>
          {isBusy ? (
            <LoaderCircle size={14} aria-hidden className="animate-spin" />
          ) : (
            <Sparkles size={14} aria-hidden />
          )}
          {action}
          <span className="hidden opacity-70 @md:pointer-fine:inline" aria-hidden>
            {modKey === '⌘' ? '⌘↵' : 'Ctrl ↵'}
          </span>
        </Button>
      </div>
    </form>
  )
}

function Words({ draft, placeholder, input }: Pick<RequestFormProps, 'draft' | 'placeholder' | 'input'>) {
  const readOnly = useReadOnly({ value: draft.instructions })
  return (
    <div className="relative flex">
      <textarea
        ref={input}
        dir="auto"
        rows={4}
        aria-label="Instructions"
        aria-describedby="instructions-count"
        placeholder={placeholder}
        value={draft.instructions}
        readOnly={readOnly}
        onChange={({ target }) => draft.set({ instructions: target.value })}
        className="scroll-thin field-sizing-content max-h-64 min-h-24 w-full resize-none bg-transparent px-3 pt-2.5 pb-5 text-[16px] leading-6 placeholder:text-ink-3 focus:outline-none sm:text-sm"
      />
      <Counter used={draft.instructions.trim().length} />
    </div>
  )
}

function Look({ draft }: { draft: DraftHandle }) {
  const look = 'field-sizing-content border-transparent pl-1.5 bg-transparent text-ink-2'
  return (
    <>
      <Select
        aria-label="Style"
        className={look}
        value={draft.style}
        onChange={({ target }) => draft.set({ style: CanvasStyle.parse(target.value) })}
      >
        {STYLES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Colours"
        className={look}
        value={draft.colorScheme}
        onChange={({ target }) => draft.set({ colorScheme: ColorScheme.parse(target.value) })}
      >
        {COLOR_SCHEMES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </>
  )
}

function Counter({ used }: { used: number }) {
  const left = MAX_INSTRUCTIONS_CHARS - used
  return (
    <span
      id="instructions-count"
      className={cn(
        'pointer-events-none absolute right-3 bottom-1 bg-raised pl-1 text-2xs text-ink-3 tabular-nums',
        used > MAX_INSTRUCTIONS_CHARS * NEARLY_FULL && 'text-ink',
        left < 0 && 'text-failed',
      )}
    >
      {left < 0 ? `${formatCount(-left)} too many` : `${formatCount(used)} / ${formatCount(MAX_INSTRUCTIONS_CHARS)}`}
    </span>
  )
}
