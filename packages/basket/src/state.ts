import type { Block, BlockContent } from '@outlast/contract'

/** What is known of a block: its version, and what it says, or null where it has been deleted. */
export type Entry = { readonly version: number; readonly content: BlockContent | null }

/**
 * The blocks of a basket by id. A deleted block stays as an entry without content, so that its versions go on rising
 * when it comes back: a version never means two different texts.
 */
export type BasketState = ReadonlyMap<string, Entry>

const NEVER: Entry = { version: 0, content: null }

/** What is known of a block; version 0 where it has never been there. */
export function entryOf(state: BasketState, id: string): Entry {
  return state.get(id) ?? NEVER
}

/** The state of a basket in which these blocks are, and none has ever been deleted. */
export function stateOf(blocks: Iterable<Block>): BasketState {
  return new Map(Array.from(blocks, (block) => [block.id, { version: block.version, content: contentOf(block) }]))
}

/** What a block says, without who and when. */
export function contentOf({ type, title, body, state }: BlockContent): BlockContent {
  return { type, title, body, state }
}

/** The fields of what a block says, in the order in which people read them. */
export const FIELDS = ['type', 'title', 'body', 'state'] as const

export function sameContent(one: BlockContent | null, other: BlockContent | null): boolean {
  if (one === null || other === null) return one === other
  return FIELDS.every((field) => one[field] === other[field])
}

/** Whether a block is one that the manager agent never touches. */
export function isClosed({ state }: Pick<BlockContent, 'state'>): boolean {
  return state === 'locked' || state === 'superseded'
}
