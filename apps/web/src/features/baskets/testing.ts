import type { BasketEvent, Block, BlockContent, Change, DeltaView } from '@outlast/contract'
import { contentOf, makeChange } from '@outlast/basket'

const AT = '2026-01-02T03:04:05.000Z'

/** A block to test with; its id is made of its number. */
export function blockOf(number: number, change: Partial<Block> = {}): Block {
  return {
    id: `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    version: 1,
    type: 'fact',
    title: `Block ${number}`,
    body: '',
    state: 'accepted',
    created_at: AT,
    updated_at: AT,
    ...change,
  }
}

/** A change that would make something else of a block; of null, that adds it. */
export function changeOf(
  changeId: string,
  block: Block,
  { after, requires = [] }: { after: Partial<BlockContent> | null; requires?: string[] },
): Change {
  return makeChange({
    change_id: changeId,
    id: block.id,
    op: after === null ? 'DELETE' : 'UPDATE',
    from_version: block.version,
    before: contentOf(block),
    after: after === null ? null : { ...contentOf(block), ...after },
    requires,
  })
}

/** A delta that waits for a review. */
export function deltaOf(changes: Change[], stale: string[] = []): DeltaView {
  return {
    delta_id: 'delta',
    basket_id: 'basket',
    summary: 'Changes some blocks.',
    changes,
    recommended_actions: [],
    explanations: [],
    confidence: 1,
    created_at: AT,
    status: 'proposed',
    revision: 1,
    change_confidence: {},
    stale,
    applied_change_ids: [],
    job_id: null,
    undoes: null,
    undone_by: null,
    expires_at: null,
    decided_at: null,
  }
}

/** An event to test with. */
export function eventOf(seq: number, change: Partial<BasketEvent> = {}): BasketEvent {
  return {
    seq,
    type: 'block.edited',
    by: 'person',
    summary: `Event ${seq}`,
    delta_id: null,
    block_id: null,
    changes: [],
    at: AT,
    ...change,
  }
}
