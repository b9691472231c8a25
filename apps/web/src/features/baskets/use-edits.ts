'use client'

import type { Block } from '@outlast/contract'
import { toApiProblem } from '../../lib/api-problem.ts'
import { areKept } from '../../lib/kept-entries.ts'
import { createKeptEntries } from '../../lib/kept-state.ts'
import { useLeaveWarning } from '../../lib/use-leave-warning.ts'
import { useAddBlock, useEditBlock } from './blocks-api.ts'
import { editsReducer, isDirty, KEPT_EDITS, type BlockEdit, type EditEvent, type Written } from './edit-state.ts'

export type Edits = ReturnType<typeof useEdits>

const useKeptEdits = createKeptEntries(KEPT_EDITS)

/** The blocks that are being edited by hand, and what can be done with an edit. */
export function useEdits(basketId: string) {
  const [edits, change] = useKeptEdits(basketId)
  const send = (event: EditEvent) => change((known) => editsReducer(known, event))
  const editing = useEditBlock(basketId)
  const adding = useAddBlock(basketId)
  useLeaveWarning(() => !areKept(localStorage, KEPT_EDITS, { key: basketId, entries: edits }))

  const open = (block: Block) => send({ type: 'opened', block })
  const write = (blockId: string, part: Partial<Written>) => send({ type: 'wrote', blockId, change: part })
  const close = (blockId: string) => send({ type: 'closed', blockId })

  const saving = async (blockId: string, work: () => Promise<unknown>) => {
    send({ type: 'save_started', blockId })
    try {
      await work()
      close(blockId)
    } catch (error) {
      send({ type: 'save_failed', blockId, problem: toApiProblem(error) })
    }
  }
  /** What was written goes over the block as the edit knows it; of another version the server says no. */
  const save = (edit: BlockEdit) => {
    const { base, written } = edit
    return isDirty(edit) ? saving(base.id, () => editing.mutateAsync({ block: base, change: written })) : close(base.id)
  }
  /** Puts what was written over what someone else wrote, knowingly. */
  const keepMine = ({ base, written }: BlockEdit, theirs: Block) => {
    send({ type: 'rebased', block: theirs })
    return saving(base.id, () => editing.mutateAsync({ block: theirs, change: written }))
  }
  /** Goes on writing from both put together. */
  const merge = (theirs: Block, written: Written) => send({ type: 'rebased', block: theirs, written })
  /** The block was deleted: what was written becomes a new one. */
  const writeAnew = ({ base, written }: BlockEdit) =>
    saving(base.id, () => adding.mutateAsync({ block: written, key: crypto.randomUUID() }))

  return { edits, open, write, close, save, keepMine, merge, writeAnew }
}
