import { contentOf, editChange, InvalidEdit, makeChange, rebase, sameContent } from '@outlast/basket'
import { Block, type BlockContent, BlockType } from '@outlast/contract'
import { z } from 'zod'
import type { ApiProblem } from '../../lib/api-problem.ts'
import type { Keeping } from '../../lib/kept-entries.ts'

/** The fields that a person writes. */
export const Written = z.object({ type: BlockType, title: z.string(), body: z.string() })
export type Written = z.infer<typeof Written>

/** A block that is being edited by hand. What is written here, nothing but the person changes. */
export interface BlockEdit {
  /** What the edit is based on. */
  base: Block
  written: Written
  saving: { state: 'idle' } | { state: 'saving' } | { state: 'failed'; problem: ApiProblem }
}

/** Edits by the id of their block. */
export type BlockEdits = ReadonlyMap<string, BlockEdit>

export const NO_EDITS: BlockEdits = new Map()

export type EditEvent =
  | { type: 'opened'; block: Block }
  | { type: 'wrote'; blockId: string; change: Partial<Written> }
  | { type: 'save_started'; blockId: string }
  | { type: 'save_failed'; blockId: string; problem: ApiProblem }
  /** Goes on from what is there now: with the words of the edit, or with other words. */
  | { type: 'rebased'; block: Block; written?: Written }
  | { type: 'closed'; blockId: string }

/** What becomes of the edits. An open edit is never replaced by opening the block again. */
export function editsReducer(edits: BlockEdits, event: EditEvent): BlockEdits {
  const next = new Map(edits)
  switch (event.type) {
    case 'opened':
      if (!edits.has(event.block.id)) next.set(event.block.id, newEdit(event.block))
      return next
    case 'wrote':
      return changed(edits, event.blockId, (edit) => ({
        ...edit,
        written: { ...edit.written, ...event.change },
        saving: edit.saving.state === 'failed' ? { state: 'idle' } : edit.saving,
      }))
    case 'save_started':
      return changed(edits, event.blockId, (edit) => ({ ...edit, saving: { state: 'saving' } }))
    case 'save_failed':
      return changed(edits, event.blockId, (edit) => ({ ...edit, saving: { state: 'failed', problem: event.problem } }))
    case 'rebased':
      return changed(edits, event.block.id, ({ written }) => ({
        base: event.block,
        written: event.written ?? written,
        saving: { state: 'idle' },
      }))
    case 'closed':
      next.delete(event.blockId)
      return next
  }
}

function changed(edits: BlockEdits, blockId: string, change: (edit: BlockEdit) => BlockEdit): BlockEdits {
  const edit = edits.get(blockId)
  return edit === undefined ? edits : new Map(edits).set(blockId, change(edit))
}

function newEdit(block: Block): BlockEdit {
  return { base: block, written: writtenOf(block), saving: { state: 'idle' } }
}

export function writtenOf({ type, title, body }: BlockContent): Written {
  return { type, title, body }
}

/** Whether there is anything to save. */
export function isDirty({ base, written }: BlockEdit): boolean {
  return base.type !== written.type || base.title !== written.title || base.body !== written.body
}

/** Edits that say something outlive the page: a save that did not come to an end is to be made again. */
export const KEPT_EDITS: Keeping<BlockEdit> = {
  prefix: 'outlast.baskets.edits.',
  entry: z
    .object({ base: Block, written: Written })
    .transform((kept) => ({ ...kept, saving: { state: 'idle' as const } })),
  isWorthKeeping: isDirty,
}

/** What an edit would make of its block. */
export function resultOf({ base, written }: BlockEdit): BlockContent {
  return { ...contentOf(base), ...written }
}

/** A block that was changed elsewhere while it is being edited here. */
export interface EditClash {
  /** What is there now; null: it has been deleted. */
  theirs: Block | null
  /** Both put together, where they do not touch. */
  merged: Written | null
}

/** What stands against an edit. Null while the block is what the edit is based on. */
export function clashOf(edit: BlockEdit, blocks: readonly Block[]): EditClash | null {
  const { base } = edit
  const theirs = blocks.find(({ id }) => id === base.id) ?? null
  if (theirs?.version === base.version) return null
  return { theirs, merged: theirs === null ? null : mergedOf(edit, theirs) }
}

function mergedOf(edit: BlockEdit, theirs: Block): Written | null {
  const { base } = edit
  const mine = resultOf(edit)
  if (sameContent(contentOf(base), mine) || mine.title.trim() === '') return writtenOf(theirs)
  const { id } = base
  const change = makeChange({
    change_id: id,
    id,
    op: 'UPDATE',
    from_version: base.version,
    before: contentOf(base),
    after: mine,
  })
  const { changes, conflicts } = rebase(new Map([[id, { version: theirs.version, content: contentOf(theirs) }]]), [
    change,
  ])
  if (conflicts.length > 0) return null
  return writtenOf(changes[0]?.after ?? theirs)
}

/** Why a proposed text may not be written like this; null where it may. */
export function whyNotEditable(change: Parameters<typeof editChange>[0], written: Written): string | null {
  if (written.title.trim() === '') return 'A block needs a title.'
  try {
    editChange(change, written)
    return null
  } catch (error) {
    if (error instanceof InvalidEdit) return error.message
    throw error
  }
}
