'use client'

import type { Thread } from '@outlast/contract'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { cn } from '../../../lib/cn.ts'
import { formatAgo } from '../../../lib/format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { StatusIcon } from '../../../ui/job/status.tsx'
import { TitleField } from '../../../ui/title-field.tsx'
import type { CoachSession } from '../use-coach.ts'
import { useThreadActions, type ThreadActions } from '../use-thread-actions.ts'
import { titleOf } from '../words.ts'
import { DeleteThreadDialog } from './delete-thread-dialog.tsx'
import { ThreadMenu } from './thread-menu.tsx'

interface ThreadRowsProps {
  coach: CoachSession
  threads: Thread[]
  onOpen: (threadId: string) => void
}

/** The threads of the list; the arrow keys go up and down in it. */
export function ThreadRows({ coach, threads, onOpen }: ThreadRowsProps) {
  const actions = useThreadActions(coach)
  const [doomed, setDoomed] = useState<Thread | null>(null)
  return (
    <>
      {actions.problem !== null && (
        <p role="alert" className="px-4 pb-1 text-xs text-failed">
          {actions.problem}
        </p>
      )}
      <ul aria-label="Threads" className="px-2 pb-2" onKeyDown={moveFocus}>
        {threads.map((thread) => (
          <ThreadRow
            key={thread.thread_id}
            thread={thread}
            isOpen={thread.thread_id === coach.threadId}
            actions={actions}
            onOpen={() => onOpen(thread.thread_id)}
            onDelete={() => setDoomed(thread)}
          />
        ))}
      </ul>
      <DeleteThreadDialog thread={doomed} actions={actions} onClose={() => setDoomed(null)} />
    </>
  )
}

interface ThreadRowProps {
  thread: Thread
  isOpen: boolean
  actions: ThreadActions
  onOpen: () => void
  onDelete: () => void
}

function ThreadRow({ thread, isOpen, actions, onOpen, onDelete }: ThreadRowProps) {
  const [renaming, setRenaming] = useState(false)
  if (renaming) {
    const done = (title: string | null) => {
      setRenaming(false)
      if (title !== null) actions.rename(thread.thread_id, title)
    }
    return (
      <li>
        <TitleField label="Title of the thread" title={titleOf(thread)} onDone={done} />
      </li>
    )
  }
  return (
    <li
      className={cn(
        'group flex h-9 items-center rounded-md pr-1 transition-colors hover:bg-hover md:h-8',
        isOpen && 'bg-selected hover:bg-selected',
      )}
    >
      <button
        type="button"
        data-thread
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => event.key === 'F2' && setRenaming(true)}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md pl-2 text-left text-sm"
      >
        <span className={cn('min-w-0 flex-1 truncate', thread.title === null && 'text-ink-3')}>{titleOf(thread)}</span>
        <Standing thread={thread} />
      </button>
      <ThreadMenu
        thread={thread}
        actions={actions}
        onRename={() => setRenaming(true)}
        onDelete={onDelete}
        className="hidden size-6 group-focus-within:inline-flex group-hover:inline-flex data-[state=open]:inline-flex pointer-coarse:inline-flex"
      />
    </li>
  )
}

/** An answer on its way, or when something was last said. */
function Standing({ thread }: { thread: Thread }) {
  const now = useNow(30_000)
  if (!thread.replying) {
    return (
      <span className="shrink-0 text-2xs text-ink-3 tabular-nums group-focus-within:hidden group-hover:hidden pointer-coarse:hidden">
        {formatAgo(thread.updated_at, now)}
      </span>
    )
  }
  return (
    <span className="flex shrink-0">
      <StatusIcon status="running" size={14} />
      <span className="sr-only">An answer is on its way</span>
    </span>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches('[data-thread]')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-thread]')]
  event.preventDefault()
  rows[rows.indexOf(event.target) + step]?.focus()
}
