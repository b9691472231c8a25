import type { Basket, BasketDelta, DeltaView, Dump } from '@outlast/contract'
import type { BasketRow } from './basket-repository.ts'
import type { StoredDelta } from './delta-repository.ts'
import type { DumpRow } from './dump-repository.ts'

export function toBasket(row: BasketRow): Basket {
  return {
    basket_id: row.id,
    name: row.name,
    archived: row.archivedAt !== null,
    blocks: row.blocks,
    open_deltas: row.openDeltas,
    last_event: row.lastEvent,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

export function toDump({ id, content, createdAt }: DumpRow): Dump {
  return { dump_id: id, content, created_at: createdAt.toISOString() }
}

function toDelta(delta: StoredDelta): BasketDelta {
  return {
    delta_id: delta.id,
    basket_id: delta.basketId,
    summary: delta.summary,
    changes: delta.changes,
    recommended_actions: delta.recommendedActions,
    explanations: delta.explanations,
    confidence: delta.confidence,
    created_at: delta.createdAt.toISOString(),
  }
}

const DAY_MS = 86_400_000

/** A delta and what became of it; `versions` are those that its blocks have now. */
export function toDeltaView(
  delta: StoredDelta,
  { versions, expiryDays }: { versions: ReadonlyMap<string, number>; expiryDays: number },
): DeltaView {
  const isOpen = delta.status === 'proposed'
  const stale = isOpen ? delta.changes.filter(({ id, from_version }) => (versions.get(id) ?? 0) !== from_version) : []
  return {
    ...toDelta(delta),
    status: delta.status,
    revision: delta.revision,
    change_confidence: delta.changeConfidence,
    stale: stale.map(({ change_id }) => change_id),
    applied_change_ids: delta.appliedChangeIds,
    job_id: delta.jobId,
    undoes: delta.undoes,
    undone_by: delta.undoneBy,
    expires_at: isOpen ? new Date(delta.createdAt.getTime() + expiryDays * DAY_MS).toISOString() : null,
    decided_at: delta.decidedAt?.toISOString() ?? null,
  }
}
