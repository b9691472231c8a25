'use client'

import { useLayoutEffect, type KeyboardEvent, type RefObject } from 'react'
import { liftTray } from '../../../lib/lift-tray.ts'
import { filesOfClipboard } from '../../../lib/use-file-drop.ts'
import { whyNotSendable } from '../draft-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { ComposerBar } from './composer-bar.tsx'
import { ComposerNote } from './composer-note.tsx'
import { DraftFiles } from './draft-files.tsx'

/** Where raw material goes in: typed, pasted, dropped or chosen. ⌘↵ has it analysed. */
export function Composer({ room }: { room: BasketRoom }) {
  const { dropping, draft, basketId, composer, go } = room
  useGrowing(composer)
  const send = async () => {
    if (whyNotSendable(draft) !== null) return
    go({ view: 'review' }, 'replace') // where the analysis shows how far it is
    if (!(await dropping.send(basketId))) go({ view: 'blocks' }, 'replace') // where it says why not
  }
  return (
    <div ref={room.isWide ? null : liftTray} className="shrink-0 px-3 pt-1 pb-3 sm:px-4">
      <form
        aria-label="Drop notes"
        onSubmit={(event) => (event.preventDefault(), void send())}
        onKeyDown={(event) => sendOnEnter(event, () => void send())}
        className="flex flex-col rounded-lg border border-line-strong bg-raised transition-colors focus-within:border-ink-3"
      >
        <DraftFiles room={room} />
        <textarea
          ref={composer}
          data-notes
          rows={2}
          dir="auto"
          aria-label="Notes"
          placeholder="Drop raw notes here: type, paste, or add documents"
          value={draft.text}
          onChange={({ target }) => dropping.apply(basketId, { type: 'typed', text: target.value })}
          onPaste={(event) => {
            const files = filesOfClipboard(event.clipboardData)
            if (files.length === 0) return
            event.preventDefault()
            dropping.add(basketId, files)
          }}
          className="scroll-thin max-h-[34dvh] w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-[16px] leading-[22px] placeholder:text-ink-3 focus:outline-none sm:text-sm sm:leading-[22px]"
        />
        <ComposerBar room={room} />
      </form>
      <ComposerNote room={room} />
    </div>
  )
}

/** ⌘↵ sends; Enter alone begins a line, as notes have many. Escape leaves. */
function sendOnEnter(event: KeyboardEvent, send: () => void): void {
  if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur() // the keys of the page work again
  if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return
  event.preventDefault()
  if (!event.repeat) send()
}

/** A text this long fills the box anyway, and to measure it at each key would take longer than typing. */
const MEASURED_CHARS = 20_000

/** As high as its text, up to the limit that the styles set. */
function useGrowing(input: RefObject<HTMLTextAreaElement | null>): void {
  // After every draw: it is drawn again when its text changes.
  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.style.setProperty('height', 'auto')
    const isLong = element.value.length > MEASURED_CHARS
    element.style.setProperty('height', isLong ? '100dvh' : `${element.scrollHeight}px`)
  })
}
