'use client'

import { sameContent } from '@outlast/basket'
import { Change, type DeltaView } from '@outlast/contract'
import { z } from 'zod'
import { createKeptEntries } from '../../lib/kept-state.ts'
import { writtenOf, Written } from './edit-state.ts'

/** A proposed text that a person is changing before it is applied. */
const ChangeEdit = z.object({ change: Change, deltaId: z.string(), written: Written })
export type ChangeEdit = z.infer<typeof ChangeEdit>

export type ChangeEdits = ReturnType<typeof useChangeEdits>

const useKeptChangeEdits = createKeptEntries({
  prefix: 'outlast.baskets.change-edits.',
  entry: ChangeEdit,
  isWorthKeeping: ({ change: { after }, written }) => !sameContent(after, after && { ...after, ...written }),
})

/** Proposed texts that are being edited. They stay open whatever happens to their delta in another window. */
export function useChangeEdits(basketId: string) {
  const [edits, setEdits] = useKeptChangeEdits(basketId)
  const open = (delta: DeltaView, change: Change) => {
    const { after, change_id: id } = change
    if (after === null) return // it deletes: there is no text
    const edit = { change, deltaId: delta.delta_id, written: writtenOf(after) }
    setEdits((all) => (all.has(id) ? all : new Map(all).set(id, edit)))
  }
  const write = (changeId: string, part: Partial<Written>) =>
    setEdits((all) => {
      const edit = all.get(changeId)
      return edit === undefined ? all : new Map(all).set(changeId, { ...edit, written: { ...edit.written, ...part } })
    })
  const close = (changeId: string) => setEdits((all) => new Map([...all].filter(([id]) => id !== changeId)))
  return { edits, open, write, close }
}

/** Edits of changes that are no longer proposed: applied, rejected or dropped elsewhere. */
export function strandedEdits({ edits }: ChangeEdits, open: readonly DeltaView[]): ChangeEdit[] {
  const proposed = new Set(open.flatMap(({ changes }) => changes.map(({ change_id: id }) => id)))
  return [...edits.values()].filter(({ change }) => !proposed.has(change.change_id))
}
