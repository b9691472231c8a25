import type { Proposal, ProposalStatus, ProposalSummary } from '@outlast/contract'
import { z } from 'zod'
import { AppError, notFound } from '../../http/app-error.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import type { CanvasDeps, CanvasRef, ProposalRef } from './canvas-deps.ts'
import { withCanvas } from './canvas-repository.ts'
import { getCanvas } from './canvases.ts'
import * as repository from './proposal-repository.ts'
import { toProposal, toProposalSummary } from './wire.ts'

type Deps = Pick<CanvasDeps, 'database'>

export type ProposalsQuery = { cursor?: string | undefined; status?: ProposalStatus | undefined; limit: number }

export async function listProposals(
  deps: Deps,
  canvas: CanvasRef,
  { cursor, status = undefined, limit }: ProposalsQuery,
): Promise<{ items: ProposalSummary[]; next_cursor: string | null }> {
  await getCanvas(deps, canvas)
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.uuid()]))
  const page = { before, status: status ?? null, limit: limit + 1 }
  const rows = await repository.listProposals(deps.database, canvas, page)
  const items = rows.slice(0, limit).map(toProposalSummary)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(last.proposal_id) : null }
}

export async function getProposal({ database }: Deps, proposal: ProposalRef): Promise<Proposal> {
  const row = await repository.readProposal(database, proposal)
  if (row === null) throw notFound('proposal')
  return toProposal(row)
}

/** Throws `proposal_decided` for one that was accepted. */
export async function discardProposal(deps: Deps, proposal: ProposalRef): Promise<ProposalSummary> {
  await withCanvas(deps.database, proposal, async (sql) => {
    const row = await repository.findProposal(sql, proposal)
    if (row?.status === 'accepted') {
      throw new AppError('proposal_decided', 'The proposal was accepted already; undo it on the canvas.')
    }
    if (row?.status === 'ready') await repository.decideProposal(sql, row.id, { status: 'discarded' })
  })
  const row = await repository.readProposal(deps.database, proposal)
  if (row === null) throw notFound('proposal')
  return toProposalSummary(row)
}
