'use client'

import type { Citation, Message } from '@outlast/contract'
import { memo, useEffect, useEffectEvent, useRef, useState } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { cn } from '../../../lib/cn.ts'
import { FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import type { CoachSession } from '../use-coach.ts'
import type { Talk } from '../use-conversation.ts'
import { Answer } from './answer.tsx'
import { CitationSheet } from './citation-sheet.tsx'
import { Greeting } from './greeting.tsx'
import { Question } from './question.tsx'

/** So many of the newest are always drawn; what is above is drawn by the browser when it comes into view. */
const ALWAYS_DRAWN = 6

interface MessageListProps {
  coach: CoachSession
  talk: Talk
  onDraft: (text: string) => void
}

/** What was said, oldest first. Earlier pages come in when one scrolls up to them. */
export function MessageList({ coach, talk, onDraft }: MessageListProps) {
  const { scroll, messages } = talk
  const { boxRef, contentRef, scrolling } = scroll
  const [cited, setCited] = useState<Citation | null>(null)
  return (
    <div
      ref={boxRef}
      {...scrolling}
      tabIndex={-1}
      // What is placed in it, such as words for screen readers, is cut off with it, and does not make the page scroll.
      className="scroll-thin relative min-h-0 flex-1 overflow-y-auto focus:outline-none"
    >
      <div ref={contentRef} className="mx-auto flex min-h-full w-full max-w-3xl flex-col px-3 sm:px-6">
        <NoMessages coach={coach} talk={talk} onDraft={onDraft} />
        <Earlier talk={talk} />
        {messages.length > 0 && (
          <ol aria-label="Messages" className="flex flex-col pt-4 pb-[calc(var(--tray-space,0px)+24px)]">
            {messages.map((message, index) => (
              <Row
                key={message.message_id}
                message={message}
                coach={coach}
                talk={talk}
                isLast={index === messages.length - 1}
                isFar={index < messages.length - ALWAYS_DRAWN}
                isBusy={talk.going !== null && index >= messages.length - ALWAYS_DRAWN}
                onCite={setCited}
                onDraft={onDraft}
              />
            ))}
          </ol>
        )}
        {talk.problem !== null && (
          <p role="alert" className="pb-4 text-center text-sm text-failed">
            {talk.problem}
          </p>
        )}
      </div>
      <CitationSheet citation={cited} sessionId={coach.sessionId} onClose={() => setCited(null)} />
    </div>
  )
}

/** What there is to see before there are messages: the greeting, the wait, or what went wrong. */
function NoMessages({ coach, talk: { list, messages }, onDraft }: MessageListProps) {
  if (messages.length > 0) return null
  if (coach.threadId === null || list.data !== undefined) return <Greeting coach={coach} onChoose={onDraft} />
  if (list.isPending) return <SkeletonRows rows={8} label="Loading the thread" />
  return (
    <FailedFace
      what="The thread could not be loaded"
      problem={toApiProblem(list.error)}
      onRetry={() => void list.refetch()}
    />
  )
}

/** Brings in the page before, some screens before one gets there. */
function Earlier({ talk: { list } }: { talk: Talk }) {
  const mark = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage } = list
  const more = useEffectEvent(() => {
    if (hasNextPage && !isFetchingNextPage) void list.fetchNextPage()
  })
  useEffect(() => {
    const element = mark.current
    if (element === null || !hasNextPage || isFetchingNextPage) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && more(), {
      rootMargin: '1200px 0px 0px 0px',
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [hasNextPage, isFetchingNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={mark} className="h-8 pt-4 text-center text-xs text-ink-3">
      {isFetchingNextPage && <span role="status">Loading earlier messages …</span>}
    </div>
  )
}

interface RowProps {
  message: Message
  coach: CoachSession
  talk: Talk
  isLast: boolean
  isFar: boolean
  /** Another answer is on its way. Only rows near the end are told: to draw all of a long thread takes too long. */
  isBusy: boolean
  onCite: (citation: Citation) => void
  onDraft: (text: string) => void
}

/** Drawn again only when its message or its place changes: a piece of text redraws one answer. */
const Row = memo(
  function Row({ isFar, onCite, ...row }: RowProps) {
    return (
      <li
        data-message={row.message.message_id}
        className={cn(
          '-mx-2 px-2',
          row.message.role === 'user' ? 'pt-5 pb-2' : 'pt-2 pb-3',
          isFar && '[contain-intrinsic-size:auto_160px] [content-visibility:auto]',
        )}
      >
        {row.message.role === 'user' ? <Question {...row} /> : <Answer {...row} onCite={onCite} />}
      </li>
    )
  },
  (before, after) =>
    before.message === after.message &&
    before.isLast === after.isLast &&
    before.isFar === after.isFar &&
    before.isBusy === after.isBusy &&
    before.coach.sessionId === after.coach.sessionId,
)
