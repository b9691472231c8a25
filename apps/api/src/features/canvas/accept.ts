import type { AcceptedProposal } from '@outlast/contract'
import type { Sql } from '@outlast/db'
import { AppError, notFound } from '../../http/app-error.ts'
import type { CanvasDeps, ProposalRef } from './canvas-deps.ts'
import { type LockedCanvas, readElements, storeDrawing, withCanvas } from './canvas-repository.ts'
import { viewCanvas } from './canvases.ts'
import { Seen, mergeProposal } from './drawing/merge-proposal.ts'
import { prepareDrawing } from './drawing/prepare.ts'
import { type ProposalDrawing, decideProposal, findProposal, readProposal } from './proposal-repository.ts'
import { keepCurrent } from './save.ts'
import { firstLine } from './title.ts'
import { keepVersion } from './version-repository.ts'
import { toElements, toProposalSummary } from './wire.ts'

/**
 * Puts a proposal into the canvas as it is now, as one version. Accepting it again answers the same and changes nothing.
 *
 * @throws AppError `proposal_decided` for one that was discarded.
 */
export async function acceptProposal(
  deps: Pick<CanvasDeps, 'database'>,
  proposal: ProposalRef,
): Promise<AcceptedProposal> {
  await withCanvas(deps.database, proposal, async (sql, canvas) => {
    const row = await findProposal(sql, proposal)
    if (row === null) throw notFound('proposal')
    if (row.status === 'discarded')
      throw new AppError('proposal_decided', 'The proposal was discarded; ask for it again.')
    if (row.status === 'ready') await merge(sql, canvas, row)
  })
  const [canvas, row] = await Promise.all([viewCanvas(deps, proposal), readProposal(deps.database, proposal)])
  if (row === null) throw notFound('proposal')
  return { canvas, proposal: toProposalSummary(row), kept: row.kept }
}

async function merge(sql: Sql, canvas: LockedCanvas, row: ProposalDrawing): Promise<void> {
  const current = toElements(await readElements(sql, canvas.id))
  const { elements, kept } = mergeProposal(current, {
    add: toElements(row.add),
    change: toElements(row.change),
    remove: row.remove,
    seen: Seen.parse(row.seen),
  })
  const drawing = prepareDrawing(elements)
  await keepCurrent(sql, canvas)
  await storeDrawing(sql, canvas.id, drawing)
  await keepVersion(sql, canvas.id, { reason: 'proposal', label: firstLine(row.instructions) })
  await decideProposal(sql, row.id, { status: 'accepted', kept })
}
