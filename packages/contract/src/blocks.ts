import { z } from 'zod'
import { Id, Timestamp, wellFormedText } from './wire.ts'

/** What a block is about. */
export const BlockType = z.enum(['fact', 'goal', 'question', 'task', 'insight', 'decision', 'note'])
export type BlockType = z.infer<typeof BlockType>

/**
 * proposed: nobody has agreed to it yet; accepted: someone has; locked: the manager agent never touches it;
 * superseded: another block has taken its place.
 */
export const BlockState = z.enum(['proposed', 'accepted', 'locked', 'superseded'])
export type BlockState = z.infer<typeof BlockState>

export const MAX_BLOCK_TITLE_CHARS = 200
export const MAX_BLOCK_BODY_CHARS = 20_000

const Title = wellFormedText({ min: 1, max: MAX_BLOCK_TITLE_CHARS }).refine((title) => title.trim() !== '', {
  message: 'must not be blank',
})
const Body = wellFormedText({ max: MAX_BLOCK_BODY_CHARS })

/** What a block says, without who and when. */
export const BlockContent = z
  .object({ type: BlockType, title: Title, body: Body, state: BlockState })
  .meta({ id: 'BlockContent' })
export type BlockContent = z.infer<typeof BlockContent>

/** A piece of what a basket knows. `version` rises with every change of it, also when it is deleted and comes back. */
export const Block = BlockContent.extend({
  id: Id,
  version: z.int().min(1),
  created_at: Timestamp,
  updated_at: Timestamp,
}).meta({ id: 'Block' })
export type Block = z.infer<typeof Block>

/** CREATE and DELETE make and remove a block; UPDATE replaces what it says; MERGE adds to it what another source says. */
export const ChangeOp = z.enum(['CREATE', 'UPDATE', 'DELETE', 'MERGE'])
export type ChangeOp = z.infer<typeof ChangeOp>

/** A run of words that stayed, came, or went. All `equal` and `delete` texts together are the old text, all `equal` and `insert` texts the new one. */
export const DiffPart = z.object({ op: z.enum(['equal', 'insert', 'delete']), text: z.string() })
export type DiffPart = z.infer<typeof DiffPart>

/** How one field of a block changes, word by word. Fields that stay as they are have no diff. */
export const FieldDiff = z.object({ field: z.enum(['type', 'title', 'body', 'state']), parts: z.array(DiffPart) })
export type FieldDiff = z.infer<typeof FieldDiff>

/** A change of one block. Applies only to the version that it was made for. */
export const Change = z
  .object({
    change_id: Id,
    entity: z.literal('context_block'),
    id: Id.describe('The block; of a CREATE the id that it will have'),
    op: ChangeOp,
    from_version: z.int().min(0).describe('The version that it changes; 0 for a block that has never been there'),
    to_version: z.int().min(1).describe('Always from_version + 1, also when it deletes'),
    before: BlockContent.nullable().describe('null for a CREATE'),
    after: BlockContent.nullable().describe('null for a DELETE'),
    diff: z.array(FieldDiff),
    requires: z.array(Id).describe('Changes of this delta without which this one makes no sense'),
  })
  .meta({ id: 'Change' })
export type Change = z.infer<typeof Change>

/** A change that cannot be made because its block is not what it was when the change was proposed. */
export const Conflict = z
  .object({
    change_id: Id,
    id: Id,
    from_version: z.int().describe('The version that the change was made for'),
    current_version: z.int().describe('The version that is there; 0 if the block has never been there'),
    base: BlockContent.nullable().describe('What the change was made for'),
    proposed: BlockContent.nullable(),
    current: BlockContent.nullable().describe('null: it has been deleted'),
  })
  .meta({ id: 'Conflict' })
export type Conflict = z.infer<typeof Conflict>
