import type { Block, BlockState, BlockType } from '@outlast/contract'
import { BlockType as Types } from '@outlast/contract'

/** Which blocks of a basket are shown. */
export interface BlockFilter {
  text: string
  types: readonly BlockType[]
  /** Empty: all but superseded ones. */
  states: readonly BlockState[]
}

export const NO_FILTER: BlockFilter = { text: '', types: [], states: [] }

/** How the blocks are listed: by what they are about, or in the order in which they came. */
export type Arrangement = 'type' | 'order'

/** Blocks under a heading; null where there is none. */
export interface BlockGroup {
  type: BlockType | null
  blocks: readonly Block[]
}

/** Whether anything is left out that is not superseded. */
export function isFiltering({ text, types, states }: BlockFilter): boolean {
  return text.trim() !== '' || types.length > 0 || states.length > 0
}

/** The blocks that a filter lets through: every word of its text is somewhere in the block. */
export function filterBlocks(blocks: readonly Block[], filter: BlockFilter): Block[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return blocks.filter(({ type, state, title, body }) => {
    if (filter.types.length > 0 && !filter.types.includes(type)) return false
    if (filter.states.length > 0 ? !filter.states.includes(state) : state === 'superseded') return false
    const said = `${title}\n${body}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

/** The blocks as they are listed; groups that nothing is in are left out. */
export function arrangeBlocks(blocks: readonly Block[], arrangement: Arrangement): BlockGroup[] {
  if (blocks.length === 0) return []
  if (arrangement === 'order') return [{ type: null, blocks }]
  return Types.options
    .map((type) => ({ type, blocks: blocks.filter((block) => block.type === type) }))
    .filter((group) => group.blocks.length > 0)
}

/** How many blocks there are of each type and in each state, for the filter. Superseded ones count only as such. */
export function countBlocks(blocks: readonly Block[]) {
  const types = new Map<BlockType, number>()
  const states = new Map<BlockState, number>()
  for (const { type, state } of blocks) {
    states.set(state, (states.get(state) ?? 0) + 1)
    if (state !== 'superseded') types.set(type, (types.get(type) ?? 0) + 1)
  }
  return { types, states }
}

/** Blocks with one of them changed, as the server will have it. */
export function withBlock(blocks: readonly Block[], block: Block): Block[] {
  const isNew = !blocks.some(({ id }) => id === block.id)
  return isNew ? [...blocks, block] : blocks.map((known) => (known.id === block.id ? block : known))
}
