import {
  type Canvas,
  CanvasStyle,
  type CanvasVersion,
  ColorScheme,
  DrawingElement,
  type DrawingFiles,
  DrawingFile,
  type Proposal,
  ProposalStatus,
  type ProposalSummary,
  VersionReason,
} from '@outlast/contract'
import { z } from 'zod'
import type { CanvasRow } from './canvas-repository.ts'
import type { ProposalDrawing, ProposalRow } from './proposal-repository.ts'
import type { VersionRow } from './version-repository.ts'

export function toCanvas(row: CanvasRow): Canvas {
  return {
    canvas_id: row.id,
    name: row.name,
    version: row.version,
    elements: row.elementCount,
    preview: row.preview,
    open_proposals: row.openProposals,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

const Elements = z.array(DrawingElement)

/** Elements as they come from the database. */
export function toElements(stored: unknown): DrawingElement[] {
  return Elements.parse(stored)
}

export function toFiles(rows: { id: string; mimeType: string; dataUrl: string }[]): DrawingFiles {
  const files = rows.map(({ id, mimeType, dataUrl }): [string, DrawingFile] => [
    id,
    DrawingFile.parse({ mime_type: mimeType, data_url: dataUrl }),
  ])
  return Object.fromEntries(files)
}

export function toVersion(row: VersionRow): CanvasVersion {
  return {
    version_id: row.id,
    version: row.version,
    reason: VersionReason.parse(row.reason),
    label: row.label,
    elements: row.elementCount,
    preview: row.preview,
    created_at: row.createdAt.toISOString(),
  }
}

export function toProposalSummary(row: ProposalRow): ProposalSummary {
  return {
    proposal_id: row.id,
    canvas_id: row.canvasId,
    job_id: row.jobId,
    status: ProposalStatus.parse(row.status),
    instructions: row.instructions,
    style: CanvasStyle.parse(row.style),
    color_scheme: ColorScheme.parse(row.colorScheme),
    planner: row.planner,
    summary: row.summary,
    base_version: row.baseVersion,
    created_at: row.createdAt.toISOString(),
    decided_at: row.decidedAt?.toISOString() ?? null,
  }
}

export function toProposal(row: ProposalDrawing): Proposal {
  return {
    ...toProposalSummary(row),
    add: toElements(row.add),
    change: toElements(row.change),
    remove: row.remove,
  }
}
