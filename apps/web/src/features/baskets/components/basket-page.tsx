'use client'

import type { BasketView } from '@outlast/contract'
import Link from 'next/link'
import { toApiProblem } from '../../../lib/api-problem.ts'
import { useHydrated } from '../../../lib/use-hydrated.ts'
import { buttonLook } from '../../../ui/button.tsx'
import { EmptyFace, FailedFace, SkeletonRows } from '../../../ui/faces.tsx'
import { Panes } from '../../../ui/panes.tsx'
import { useBasket } from '../api.ts'
import { useBasketRoom, type BasketRoom } from '../use-basket-room.ts'
import { BasketHead } from './basket-head.tsx'
import { BlockHistory } from './block-history.tsx'
import { BlocksPane } from './blocks-pane.tsx'
import { DropHere } from './drop-here.tsx'
import { SidePane } from './side-pane.tsx'
import { ViewTabs } from './view-tabs.tsx'

/** A basket: what is in it, what is proposed, and what has happened. Fills the height; only its panes scroll. */
export function BasketPage({ basketId }: { basketId: string }) {
  // Drafts and the address are known to the browser alone.
  const isBrowser = useHydrated()
  const basket = useBasket(basketId)
  if (isBrowser && basket.data !== undefined) return <BasketFace key={basketId} basket={basket.data} />
  if (!isBrowser || basket.isPending) return <SkeletonRows rows={12} label="Loading the basket" className="p-6" />
  const problem = toApiProblem(basket.error)
  if (problem.code === 'not_found' || problem.code === 'invalid_request') return <NoSuchBasket />
  return (
    <div className="grid h-full place-items-center">
      <FailedFace what="The basket could not be loaded" problem={problem} onRetry={() => void basket.refetch()} />
    </div>
  )
}

function NoSuchBasket() {
  return (
    <EmptyFace
      action={
        <Link href="/baskets" className={buttonLook({ size: 'md' })}>
          See all baskets
        </Link>
      }
    >
      There is no such basket in this workspace: it may belong to another browser.
    </EmptyFace>
  )
}

function BasketFace({ basket }: { basket: BasketView }) {
  const room = useBasketRoom(basket)
  const { isWide } = room
  return (
    <DropHere room={room} onDropped={() => !isWide && room.go({ view: 'blocks' }, 'replace')}>
      <BasketHead room={room} />
      {isWide ? <WideBasket room={room} /> : <NarrowBasket room={room} />}
      <BlockHistory room={room} />
    </DropHere>
  )
}

function WideBasket({ room }: { room: BasketRoom }) {
  return (
    <div className="min-h-0 flex-1">
      <Panes
        id="basket"
        orientation="horizontal"
        panes={[
          { id: 'blocks', size: 54, min: '420px', content: <BlocksPane room={room} /> },
          { id: 'side', size: 46, min: '400px', content: <SidePane room={room} views={['review', 'timeline']} /> },
        ]}
      />
    </div>
  )
}

/** On a phone one thing is in front at a time. */
function NarrowBasket({ room }: { room: BasketRoom }) {
  return (
    <>
      <ViewTabs room={room} views={['blocks', 'review', 'timeline']} />
      <div className="min-h-0 flex-1">
        {room.address.view === 'blocks' ? <BlocksPane room={room} /> : <SidePane room={room} views={null} />}
      </div>
    </>
  )
}
