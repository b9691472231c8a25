import type { Database } from '@outlast/db'
import type { Engine } from '@outlast/jobs'
import type { Artist } from './artist/artist.ts'

/** The kind of the job that draws. */
export const CANVAS_DRAW = 'canvas.draw'

/** A canvas as requests and jobs name it. */
export type CanvasRef = { workspaceId: string; canvasId: string }

export type CanvasDeps = { database: Database; engine: Pick<Engine, 'enqueue'>; artist: Artist }

export type About = { idempotencyKey: string | undefined; requestId: string }

export type VersionRef = CanvasRef & { versionId: string }
export type ProposalRef = CanvasRef & { proposalId: string }
