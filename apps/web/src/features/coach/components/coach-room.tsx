'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useHydrated } from '../../../lib/use-hydrated.ts'
import { useMedia } from '../../../lib/use-media.ts'
import { SkeletonRows } from '../../../ui/faces.tsx'
import { Panes } from '../../../ui/panes.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { useCoach, type CoachSession } from '../use-coach.ts'
import { Conversation } from './conversation.tsx'
import { ThreadPane } from './thread-pane.tsx'

/** The room where one talks with a coach. Fills the height; only its panes scroll. */
export function CoachRoom() {
  // Session and address are known to the browser alone.
  const isBrowser = useHydrated()
  return (
    <>
      <h1 className="sr-only">Coach</h1>
      {isBrowser ? <Room /> : <SkeletonRows rows={12} label="Loading the coach" />}
    </>
  )
}

function Room() {
  const coach = useCoach()
  const isWide = useMedia('(min-width: 768px)') === true
  const { open } = coach
  useNewThreadKey(() => open(null))
  return isWide ? <WideRoom coach={coach} /> : <NarrowRoom coach={coach} />
}

function WideRoom({ coach }: { coach: CoachSession }) {
  return (
    <Panes
      id="coach"
      orientation="horizontal"
      panes={[
        { id: 'threads', size: 19, min: '200px', content: <ThreadPane coach={coach} /> },
        { id: 'conversation', size: 81, min: '400px', content: <Conversation coach={coach} /> },
      ]}
    />
  )
}

/** On a phone the threads are a sheet over the conversation. */
function NarrowRoom({ coach }: { coach: CoachSession }) {
  const [isListed, setListed] = useState(false)
  return (
    <>
      <Conversation coach={coach} onList={() => setListed(true)} />
      <Sheet open={isListed} onClose={() => setListed(false)} title="Threads">
        <ThreadPane coach={coach} onChosen={() => setListed(false)} />
      </Sheet>
    </>
  )
}

/** ⌘⇧O, wherever the focus is. */
function useNewThreadKey(begin: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || !event.shiftKey || event.key.toLowerCase() !== 'o') return
    event.preventDefault()
    begin()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
