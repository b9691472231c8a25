'use client'

import { Search, SquarePen } from 'lucide-react'
import { useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useModKey } from '../../../lib/platform.ts'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { useThreads } from '../api.ts'
import type { CoachSession } from '../use-coach.ts'
import { ThreadRows } from './thread-rows.tsx'

/** Long enough not to ask for half a word, short enough to feel at once. */
const TYPING_MS = 250

interface ThreadPaneProps {
  coach: CoachSession
  /** Where the list covers the conversation: something was chosen in it. */
  onChosen?: () => void
}

/** The threads of the session: find one, begin one, keep them. */
export function ThreadPane({ coach, onChosen }: ThreadPaneProps) {
  const [text, setText] = useState('')
  const open = (threadId: string | null) => {
    coach.open(threadId)
    onChosen?.()
  }
  return (
    <section aria-label="Threads" className="flex h-full min-h-0 flex-1 flex-col bg-surface">
      <div className="flex shrink-0 items-center gap-1 p-2">
        <div className="relative min-w-0 flex-1">
          <Search size={14} aria-hidden className="pointer-events-none absolute top-2.25 left-2.5 text-ink-3" />
          <TextInput
            type="search"
            aria-label="Search in threads"
            placeholder="Search"
            maxLength={200}
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="pl-8"
          />
        </div>
        <NewThreadButton onClick={() => open(null)} />
      </div>
      <ThreadList coach={coach} search={useDebounced(text.trim(), TYPING_MS)} onOpen={open} />
      <div className="shrink-0 border-t border-line p-3">
        <Switch
          label="Keep my threads in this browser"
          hint={coach.isKept ? 'They are here when you come back.' : 'Loading the page again starts afresh.'}
          checked={coach.isKept}
          onChange={coach.keep}
        />
      </div>
    </section>
  )
}

function NewThreadButton({ onClick }: { onClick: () => void }) {
  const modKey = useModKey()
  return (
    <Tip label={`New thread (${modKey} Shift O)`}>
      <Button look="ghost" size="iconMd" aria-label="New thread" onClick={onClick}>
        <SquarePen size={16} aria-hidden />
      </Button>
    </Tip>
  )
}

interface ThreadListProps {
  coach: CoachSession
  search: string
  onOpen: (threadId: string | null) => void
}

function ThreadList({ coach, search, onOpen }: ThreadListProps) {
  const threads = useThreads(coach.sessionId, search)
  const all = threads.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <div className="scroll-thin min-h-0 flex-1 overflow-y-auto" aria-busy={threads.isPlaceholderData}>
      {threads.isPending && <SkeletonRows rows={5} label="Loading threads" />}
      {threads.isError && threads.data === undefined && (
        <FailedFace
          what="The threads could not be loaded"
          problem={toApiProblem(threads.error)}
          onRetry={() => void threads.refetch()}
        />
      )}
      {threads.data !== undefined && all.length === 0 && (
        <EmptyFace className="h-auto py-10">
          {search === '' ? 'No threads yet: what you ask is kept here.' : `Nothing says “${search}”.`}
        </EmptyFace>
      )}
      {all.length > 0 && <ThreadRows coach={coach} threads={all} onOpen={onOpen} />}
      <LoadMore list={threads} look="ghost" className="m-2">
        More threads
      </LoadMore>
    </div>
  )
}
