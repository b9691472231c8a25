'use client'

import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useModKey } from '../../../lib/platform.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Kbd } from '../../../ui/field.tsx'
import { useOpenDeltas } from '../deltas-api.ts'
import { onReviewKey } from '../review-keys.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { useAnalyses } from '../work-api.ts'
import { Analyses } from './analyses.tsx'
import { AppliedNotice } from './applied-notice.tsx'
import { DeltaCard } from './delta-card.tsx'
import { StrandedEdits } from './stranded-edits.tsx'

/** What is being analysed, and what waits for a review. */
export function ReviewPane({ room }: { room: BasketRoom }) {
  const box = useRef<HTMLElement>(null)
  const deltas = useOpenDeltas(room.basketId)
  useShownChange(room, box, deltas.data)
  return (
    <section
      ref={box}
      aria-label="Review"
      onKeyDown={onReviewKey}
      className="flex min-h-full flex-col gap-4 p-3 pb-[calc(var(--tray-space,0px)+16px)] sm:p-4"
    >
      <Analyses room={room} />
      <AppliedNotice room={room} />
      <StrandedEdits room={room} open={deltas.data} />
      <Deltas room={room} />
    </section>
  )
}

function Deltas({ room }: { room: BasketRoom }) {
  const deltas = useOpenDeltas(room.basketId)
  const isBusy = useAnalyses(room.basketId).data?.some(({ finished_at: at }) => at === null) === true
  if (deltas.isPending) return <SkeletonRows rows={6} label="Loading what is proposed" className="p-0" />
  if (deltas.isError && deltas.data === undefined) {
    return (
      <FailedFace
        what="What is proposed could not be loaded"
        problem={toApiProblem(deltas.error)}
        onRetry={() => void deltas.refetch()}
      />
    )
  }
  if (deltas.data.length === 0) return isBusy ? null : <NothingToReview room={room} />
  return (
    <>
      {deltas.data.map((delta) => (
        <DeltaCard key={delta.delta_id} delta={delta} room={room} />
      ))}
      {!room.isReadOnly && <Keys />}
    </>
  )
}

function Keys() {
  return (
    <p className="hidden px-1 text-xs text-ink-3 lg:block" aria-hidden>
      <Kbd>j</Kbd> <Kbd>k</Kbd> move · <Kbd>Space</Kbd> tick · <Kbd>e</Kbd> edit · <Kbd>{useModKey()}</Kbd> <Kbd>↵</Kbd>{' '}
      apply
    </p>
  )
}

function NothingToReview({ room }: { room: BasketRoom }) {
  const { isReadOnly, composer, go, blocks } = room
  const begin = () => {
    go({ view: 'blocks' }, 'replace')
    setTimeout(() => composer.current?.focus()) // on a phone it is drawn first
  }
  return (
    <EmptyFace
      className="h-auto flex-1 py-16"
      action={blocks.length > 0 && !isReadOnly && <Button onClick={begin}>Drop notes</Button>}
    >
      {isReadOnly
        ? 'Nothing waits for a review.'
        : 'Nothing waits for a review. What the manager proposes is shown here.'}
    </EmptyFace>
  )
}

/** Puts the focus on the change that someone asked to see, once it is there. */
function useShownChange(room: BasketRoom, box: RefObject<HTMLElement | null>, drawn: unknown): void {
  const { wantedChange } = room
  const show = useEffectEvent((changeId: string) => {
    const tick = box.current?.querySelector<HTMLElement>(`[data-change="${CSS.escape(changeId)}"] [data-tick]`)
    if (tick === null || tick === undefined) return
    tick.closest('[data-change]')?.scrollIntoView({ block: 'center' })
    tick.focus({ preventScroll: true })
    room.onShown()
  })
  useEffect(() => {
    if (wantedChange !== null && drawn !== undefined) show(wantedChange)
  }, [wantedChange, drawn])
}
