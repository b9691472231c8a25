'use client'

import type { Block, BlockState } from '@outlast/contract'
import { useEditBlock, useRemoveBlock } from './blocks-api.ts'
import type { BasketRoom } from './use-basket-room.ts'

export type BlockActions = ReturnType<typeof useBlockActions>

/** What can be done with a block of the list, by button or by key. `askToRemove` comes before it is removed. */
export function useBlockActions(room: BasketRoom, askToRemove: (block: Block) => void) {
  const { basketId, isReadOnly, edits, go } = room
  const editing = useEditBlock(basketId)
  const removal = useRemoveBlock(basketId)
  const become = (block: Block, state: BlockState) => editing.mutate({ block, change: { state } })

  const accept = (block: Block) => become(block, 'accepted')
  /** Unlocked, it is one that someone has agreed to. */
  const toggleLock = (block: Block) => become(block, block.state === 'locked' ? 'accepted' : 'locked')
  const supersede = (block: Block) => become(block, 'superseded')
  const showHistory = ({ id }: Block) => go({ history: id })

  /** False where the key means nothing for this block. */
  const onKey = (key: string, block: Block): boolean => {
    if (key === 'h') return (showHistory(block), true)
    if (isReadOnly) return false
    if (key === 'e') edits.open(block)
    else if (key === 'a' && block.state !== 'accepted') accept(block)
    else if (key === 'l') toggleLock(block)
    else if (key === 'Delete' || key === 'Backspace') askToRemove(block)
    else return false
    return true
  }
  const { variables } = editing
  /** The state that a block is about to have: shown before the server has said yes. */
  const stateOf = ({ id, state }: Block): BlockState =>
    editing.isPending && variables?.block.id === id ? (variables.change.state ?? state) : state

  return {
    accept,
    toggleLock,
    supersede,
    showHistory,
    askToRemove,
    remove: (block: Block) => removal.mutate(block),
    onKey,
    stateOf,
    error: editing.error ?? removal.error,
  }
}
