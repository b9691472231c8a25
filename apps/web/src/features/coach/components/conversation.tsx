'use client'

import { useRef } from 'react'
import { liftTray } from '../../../lib/lift-tray.ts'
import { useFileDrop } from '../../../lib/use-file-drop.ts'
import { DropOverlay } from '../../../ui/drop-overlay.tsx'
import { useAttach } from '../use-attach.ts'
import type { CoachSession } from '../use-coach.ts'
import { useConversation } from '../use-conversation.ts'
import { Composer } from './composer.tsx'
import { ConversationHead } from './conversation-head.tsx'
import { JumpButton } from './jump-button.tsx'
import { MessageList } from './message-list.tsx'

interface ConversationProps {
  coach: CoachSession
  /** Shows the list of threads, where it is not beside. */
  onList?: () => void
}

/** One thread: what was said, and the place to say more. */
export function Conversation({ coach, onList }: ConversationProps) {
  const input = useRef<HTMLTextAreaElement>(null)
  const talk = useConversation(coach)
  const attaching = useAttach(coach)
  const isOver = useFileDrop(attaching.add)
  const focus = () => input.current?.focus()
  return (
    <section aria-label="Conversation" className="relative flex h-full min-h-0 flex-col">
      <ConversationHead coach={coach} {...(onList === undefined ? {} : { onList })} />
      <MessageList
        key={coach.threadId ?? 'new'}
        coach={coach}
        talk={talk}
        onDraft={(text) => {
          coach.store.drafts.apply(coach.draft.draftId, { type: 'typed', text })
          focus()
        }}
      />
      <div ref={liftTray} className="relative mx-auto w-full max-w-3xl shrink-0 px-3 pb-3 sm:px-6">
        <JumpButton talk={talk} />
        <Composer key={coach.draft.draftId} coach={coach} talk={talk} attaching={attaching} input={input} />
      </div>
      {isOver && <DropOverlay title="Drop to attach" detail="Only this thread finds it." />}
    </section>
  )
}
