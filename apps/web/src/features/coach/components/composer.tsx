'use client'

import { useEffect, type KeyboardEvent, type RefObject } from 'react'
import { useMedia } from '../../../lib/use-media.ts'
import { ComposedFiles } from '../../../ui/composed-files.tsx'
import { ComposerText } from '../../../ui/composer-text.tsx'
import type { Attaching } from '../use-attach.ts'
import type { CoachSession } from '../use-coach.ts'
import type { Talk } from '../use-conversation.ts'
import { ComposerBar } from './composer-bar.tsx'
import { ComposerNote } from './composer-note.tsx'

interface ComposerProps {
  coach: CoachSession
  talk: Talk
  attaching: Attaching
  input: RefObject<HTMLTextAreaElement | null>
}

/** Where one writes. While an answer is on its way one may write ahead; sending waits. */
export function Composer({ coach, talk, attaching, input }: ComposerProps) {
  const { draft, store } = coach
  const isSending = draft.sending.state === 'sending'
  useFocus(input, talk.going === null)
  const send = () => {
    input.current?.focus()
    if (talk.going === null) void talk.send()
  }
  return (
    <>
      <form
        aria-label="Message"
        onSubmit={(event) => (event.preventDefault(), send())}
        className="flex flex-col rounded-lg border border-line-strong bg-raised transition-colors focus-within:border-ink-3"
      >
        <ComposedFiles
          label="Documents to send"
          thereWord="Attached"
          files={draft.files}
          onRetry={attaching.retry}
          onRemove={attaching.remove}
        />
        <ComposerText
          input={input}
          rows={1}
          aria-label="Message"
          placeholder="Write to the coach"
          value={draft.text}
          readOnly={isSending}
          onWrite={(text) => store.drafts.apply(draft.draftId, { type: 'typed', text })}
          onKeyDown={(event) => sendOnEnter(event, send)}
          onFiles={attaching.add}
          className="max-h-[40dvh] px-4 leading-[23px] sm:text-[15px]"
        />
        <ComposerBar coach={coach} talk={talk} attaching={attaching} />
      </form>
      <ComposerNote coach={coach} talk={talk} attaching={attaching} />
    </>
  )
}

/** Enter sends and Shift+Enter begins a line; the Enter that ends a composed character does neither. */
function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
  // Safari tells of the end of a composition before the key: 229 is its sign.
  if (event.nativeEvent.isComposing || event.keyCode === 229) return
  event.preventDefault()
  if (!event.repeat) send()
}

/** Opening a thread means to write in it, and so does the end of an answer where nothing else has the focus. */
function useFocus(input: RefObject<HTMLTextAreaElement | null>, isFree: boolean): void {
  // On a phone it would only bring up the keyboard.
  const hasKeyboard = useMedia('(pointer: fine)') === true
  useEffect(() => {
    if (hasKeyboard) input.current?.focus({ preventScroll: true })
  }, [hasKeyboard, input])
  useEffect(() => {
    const isLost = document.activeElement === document.body
    if (hasKeyboard && isFree && isLost) input.current?.focus({ preventScroll: true })
  }, [hasKeyboard, isFree, input])
}
