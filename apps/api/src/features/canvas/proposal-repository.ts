import type { CanvasStyle, ColorScheme, DrawingElement } from '@outlast/contract'
import { type Database, type Prisma, type Sql, newId, sqlOf, sqlOfPrisma } from '@outlast/db'
import type { CanvasRef, ProposalRef } from './canvas-deps.ts'
import type { Seen } from './drawing/merge-proposal.ts'
import { toStorableJson } from './drawing/storable.ts'

/** A proposal before its job has completed. */
export type NewProposal = {
  proposalId: string
  instructions: string
  style: CanvasStyle
  colorScheme: ColorScheme
  planner: string
  summary: string
  baseVersion: number
  add: DrawingElement[]
  change: DrawingElement[]
  remove: string[]
  seen: Seen
}

export const newProposalId = newId

/** Nobody deletes the canvas before the proposal is there. */
const HOLD = `SELECT id FROM canvas WHERE workspace_id = $1::uuid AND id = $2::uuid FOR KEY SHARE`

const ADD = `
  INSERT INTO canvas_proposal (id, canvas_id, job_id, instructions, style, color_scheme, planner, summary, base_version,
    "add", "change", "remove", seen, kept)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9::int, $10::json, $11::json, $12::text[], $13::json, '{}')`

/** Writes a proposal down in the transaction that completes its job. False where the canvas is gone. */
export async function addProposal(
  tx: Prisma.TransactionClient,
  { workspaceId, canvasId, jobId }: CanvasRef & { jobId: string },
  proposal: NewProposal,
): Promise<boolean> {
  const sql = sqlOfPrisma(tx)
  if ((await sql.query(HOLD, [workspaceId, canvasId])).length === 0) return false
  await sql.query(ADD, [
    proposal.proposalId,
    canvasId,
    jobId,
    proposal.instructions.toWellFormed(),
    proposal.style,
    proposal.colorScheme,
    proposal.planner,
    proposal.summary.replaceAll('\u0000', '').toWellFormed(),
    proposal.baseVersion,
    toStorableJson(proposal.add),
    toStorableJson(proposal.change),
    proposal.remove,
    toStorableJson(proposal.seen),
  ])
  return true
}

export type ProposalRow = {
  id: string
  canvasId: string
  jobId: string
  status: string
  instructions: string
  style: string
  colorScheme: string
  planner: string
  summary: string
  baseVersion: number
  kept: string[]
  createdAt: Date
  decidedAt: Date | null
}

export type ProposalDrawing = ProposalRow & { add: unknown; change: unknown; remove: string[]; seen: unknown }

const COLUMNS = `
  p.id, p.canvas_id AS "canvasId", p.job_id AS "jobId", p.status, p.instructions, p.style, p.color_scheme AS "colorScheme",
  p.planner, p.summary, p.base_version AS "baseVersion", p.kept, p.created_at AS "createdAt", p.decided_at AS "decidedAt"`

const DRAWING = `${COLUMNS}, p."add", p."change", p."remove", p.seen`

const OF_CANVAS = `FROM canvas_proposal p JOIN canvas c ON c.id = p.canvas_id WHERE c.workspace_id = $1 AND c.id = $2`

const PAGE = `
  SELECT ${COLUMNS} ${OF_CANVAS} AND ($3::uuid IS NULL OR p.id < $3) AND ($4::text IS NULL OR p.status = $4)
  ORDER BY p.id DESC LIMIT $5`

export type ProposalPage = { before: string | null; status: string | null; limit: number }

/** Proposals, newest first. */
export function listProposals(
  { pool }: Database,
  { workspaceId, canvasId }: CanvasRef,
  { before, status, limit }: ProposalPage,
): Promise<ProposalRow[]> {
  return sqlOf(pool).query<ProposalRow>(PAGE, [workspaceId, canvasId, before, status, limit])
}

/** A proposal with what it draws. */
export async function findProposal(
  sql: Sql,
  { workspaceId, canvasId, proposalId }: ProposalRef,
): Promise<ProposalDrawing | null> {
  const find = `SELECT ${DRAWING} ${OF_CANVAS} AND p.id = $3`
  const [row] = await sql.query<ProposalDrawing>(find, [workspaceId, canvasId, proposalId])
  return row ?? null
}

export function readProposal({ pool }: Database, proposal: ProposalRef): Promise<ProposalDrawing | null> {
  return findProposal(sqlOf(pool), proposal)
}

const DECIDE = `UPDATE canvas_proposal SET status = $2, kept = $3, decided_at = now() WHERE id = $1`

/** Decides on a proposal of a locked canvas. */
export async function decideProposal(
  sql: Sql,
  proposalId: string,
  { status, kept = [] }: { status: 'accepted' | 'discarded'; kept?: string[] },
): Promise<void> {
  await sql.query(DECIDE, [proposalId, status, kept])
}
