'use client'

import { contentOf } from '@outlast/basket'
import type { Block } from '@outlast/contract'
import { GitCompareArrows } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../../ui/button.tsx'
import { resultOf, writtenOf, type BlockEdit, type EditClash } from '../edit-state.ts'
import type { BasketRoom } from '../use-basket-room.ts'
import { Sides } from './sides.tsx'

interface ClashNoticeProps {
  edit: BlockEdit
  clash: EditClash
  room: BasketRoom
}

/** A block was changed elsewhere while it is edited here: both sides, and what can become of them. */
export function ClashNotice({ edit, clash, room: { edits } }: ClashNoticeProps) {
  const { base } = edit
  const { theirs, merged } = clash
  const mine = resultOf(edit)
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    // It comes while one writes, perhaps below what is in view; the focus stays where it is.
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section
      ref={box}
      aria-label="Changed elsewhere"
      className="flex flex-col gap-3 rounded-md border border-line-strong bg-canvas p-3"
    >
      <p role="alert" className="flex items-start gap-2 text-sm">
        <GitCompareArrows size={15} aria-hidden className="mt-0.5 shrink-0 text-ink-2" />
        <span>
          {theirs === null
            ? 'This block was deleted while you edit it. Nothing of yours is lost.'
            : 'This block was changed while you edit it. Nothing of yours is lost.'}
        </span>
      </p>
      <Sides
        base={contentOf(base)}
        left={{ title: 'There now', content: theirs === null ? null : contentOf(theirs) }}
        right={{ title: 'Yours', content: mine }}
      />
      {theirs === null ? (
        <Deleted edit={edit} edits={edits} />
      ) : (
        <Choices edit={edit} theirs={theirs} merged={merged} edits={edits} />
      )}
    </section>
  )
}

type Edits = BasketRoom['edits']

function Deleted({ edit, edits }: { edit: BlockEdit; edits: Edits }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button onClick={() => edits.close(edit.base.id)}>Leave it deleted</Button>
      <Button look="primary" disabled={edit.saving.state === 'saving'} onClick={() => void edits.writeAnew(edit)}>
        Write yours as a new block
      </Button>
    </div>
  )
}

interface ChoicesProps {
  edit: BlockEdit
  theirs: Block
  merged: EditClash['merged']
  edits: Edits
}

function Choices({ edit, theirs, merged, edits }: ChoicesProps) {
  const { base, saving } = edit
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <p className="min-w-0 flex-1 basis-40 text-xs text-ink-3">
        {merged === null
          ? 'The same words were changed on both sides.'
          : 'The two do not touch: they can be put together.'}
      </p>
      <Button onClick={() => edits.close(base.id)}>Take theirs</Button>
      <Button disabled={saving.state === 'saving'} onClick={() => void edits.keepMine(edit, theirs)}>
        Keep mine
      </Button>
      <Button look="primary" onClick={() => edits.merge(theirs, merged ?? writtenOf(resultOf(edit)))}>
        {merged === null ? 'Write on from mine' : 'Put together'}
      </Button>
    </div>
  )
}
