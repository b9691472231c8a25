'use client'

import { PanelLeft, SquarePen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TitleField } from '../../../ui/title-field.tsx'
import { useThreadActions } from '../use-thread-actions.ts'
import type { CoachSession } from '../use-coach.ts'
import { titleOf } from '../words.ts'
import { DeleteThreadDialog } from './delete-thread-dialog.tsx'
import { ThreadMenu } from './thread-menu.tsx'

/** What the thread is called, and what can be done with it; on a phone also the way to the others. */
export function ConversationHead({ coach, onList }: { coach: CoachSession; onList?: () => void }) {
  const { thread } = coach
  const actions = useThreadActions(coach)
  const [renaming, setRenaming] = useState(false)
  const [asking, setAsking] = useState(false)
  const done = (title: string | null) => {
    setRenaming(false)
    if (title !== null && thread !== null) actions.rename(thread.thread_id, title)
  }
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2 md:pl-6">
      {onList !== undefined && (
        <Button look="ghost" size="iconMd" aria-label="Threads" onClick={onList}>
          <PanelLeft size={16} aria-hidden />
        </Button>
      )}
      <div className="min-w-0 flex-1">
        {renaming ? (
          <TitleField label="Title of the thread" title={titleOf(thread)} onDone={done} />
        ) : (
          <h2 className="truncate text-sm font-medium">{titleOf(thread)}</h2>
        )}
      </div>
      <p role="alert" className="truncate text-xs text-failed">
        {actions.problem}
      </p>
      {onList !== undefined && (
        <Button look="ghost" size="iconMd" aria-label="New thread" onClick={() => coach.open(null)}>
          <SquarePen size={16} aria-hidden />
        </Button>
      )}
      {thread !== null && (
        <ThreadMenu
          thread={thread}
          actions={actions}
          onRename={() => setRenaming(true)}
          onDelete={() => setAsking(true)}
          className="size-8"
        />
      )}
      <DeleteThreadDialog thread={asking ? thread : null} actions={actions} onClose={() => setAsking(false)} />
    </header>
  )
}
