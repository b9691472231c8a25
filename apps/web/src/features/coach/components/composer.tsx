'use client'

import { useEffect, useLayoutEffect, type KeyboardEvent, type RefObject } from 'react'
import { filesOfClipboard } from '../../../lib/use-file-drop.ts'
import { useMedia } from '../../../lib/use-media.ts'
import type { Attaching } from '../use-attach.ts'
import type { CoachSession } from '../use-coach.ts'
import type { Talk } from '../use-conversation.ts'
import { ComposerBar } from './composer-bar.tsx'
import { ComposerNote } from './composer-note.tsx'
import { DraftFiles } from './draft-files.tsx'

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
  useGrowing(input)
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
        <DraftFiles files={draft.files} attaching={attaching} />
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          aria-label="Message"
          placeholder="Write to the coach"
          value={draft.text}
          readOnly={isSending}
          onChange={({ target }) => store.drafts.apply(draft.draftId, { type: 'typed', text: target.value })}
          onKeyDown={(event) => sendOnEnter(event, send)}
          onPaste={(event) => {
            const files = filesOfClipboard(event.clipboardData)
            if (files.length === 0) return
            event.preventDefault()
            attaching.add(files)
          }}
          className="scroll-thin max-h-[40dvh] w-full resize-none bg-transparent px-4 pt-3 pb-1 text-[16px] leading-[23px] sm:text-[15px] placeholder:text-ink-3 focus:outline-none"
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

/** As high as its text, up to the limit that the styles set. */
function useGrowing(input: RefObject<HTMLTextAreaElement | null>): void {
  // After every draw: it is drawn again when its text changes, and seldom otherwise.
  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.style.setProperty('height', 'auto')
    element.style.setProperty('height', `${element.scrollHeight}px`)
  })
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
