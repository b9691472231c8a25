'use client'

import type { BasketRoom } from '../use-basket-room.ts'
import { BlockEditor } from './block-editor.tsx'

/** Edits of blocks that are not in the list any more: they keep their place on top of it until someone decides. */
export function DeletedBlockEdits({ room: { blocks, edits }, room }: { room: BasketRoom }) {
  const known = new Set(blocks.map(({ id }) => id))
  const stranded = [...edits.edits.values()].filter(({ base }) => !known.has(base.id))
  return stranded.map((edit) => (
    <div key={edit.base.id} className="border-b border-line bg-surface px-4 py-3 sm:px-5">
      <BlockEditor edit={edit} room={room} />
    </div>
  ))
}
