'use client'

import type { KeyboardEvent } from 'react'
import { liftTray } from '../../../lib/lift-tray.ts'
import { ComposedFiles } from '../../../ui/composed-files.tsx'
import { ComposerText } from '../../../ui/composer-text.tsx'
import { whyNotSendable } from '../draft-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { useDraft } from '../use-dropping.ts'
import { ComposerBar } from './composer-bar.tsx'
import { ComposerNote } from './composer-note.tsx'

/** Where raw material goes in: typed, pasted, dropped or chosen. ⌘↵ has it analysed. */
export function Composer({ room }: { room: BasketRoom }) {
  const { dropping, basketId, composer, go } = room
  const draft = useDraft(dropping, basketId)
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
        <ComposedFiles
          label="Documents to analyse"
          thereWord="In the library"
          files={draft.files}
          onRetry={(localId) => dropping.retry(basketId, localId)}
          onRemove={(localId) => dropping.remove(basketId, localId)}
        />
        <ComposerText
          input={composer}
          data-notes
          rows={2}
          aria-label="Notes"
          placeholder="Drop raw notes here: type, paste, or add documents"
          value={draft.text}
          onWrite={(text) => dropping.apply(basketId, { type: 'typed', text })}
          onFiles={(files) => dropping.add(basketId, files)}
          className="max-h-[34dvh] px-3.5 leading-[22px] sm:text-sm sm:leading-[22px]"
        />
        <ComposerBar room={room} draft={draft} />
      </form>
      <ComposerNote room={room} draft={draft} />
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
