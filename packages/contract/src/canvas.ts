import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Drawing, DrawingElement, DrawingFiles, ElementId, ExcalidrawFile } from './drawing.ts'
import { Job, JobResult, JobStats, JobStatus, cancelJob, getJob, retryJob } from './jobs.ts'
import { Problem } from './problem.ts'
import { CreateHeaders, Id, PageQuery, Timestamp, oneOrMany, pageOf, text, wellFormedText } from './wire.ts'

const c = initContract()

export const MAX_INSTRUCTIONS_CHARS = 4_000

export const CanvasStyle = z.enum(['modern', 'corporate', 'creative', 'minimal'])
export type CanvasStyle = z.infer<typeof CanvasStyle>

export const ColorScheme = z.enum(['pastel', 'vibrant', 'monochrome', 'default'])
export type ColorScheme = z.infer<typeof ColorScheme>

const Name = wellFormedText({ min: 1, max: 120 }).refine((name) => name.trim() !== '', { message: 'must not be blank' })

/** What to draw, and how it is to look. */
export const DrawCanvas = z
  .object({
    instructions: wellFormedText({ min: 1, max: MAX_INSTRUCTIONS_CHARS }).refine((value) => value.trim() !== '', {
      message: 'must not be blank',
    }),
    style: CanvasStyle.default('modern'),
    color_scheme: ColorScheme.default('default'),
    canvas_id: Id.optional().describe('The canvas to change; without it, a new one is made'),
    selection: z
      .array(ElementId)
      .max(1_000)
      .optional()
      .describe('Elements that the instructions speak of as the selection'),
  })
  .refine(({ canvas_id, selection }) => canvas_id !== undefined || selection === undefined, {
    message: 'needs a canvas_id',
    path: ['selection'],
  })
  .meta({ id: 'DrawCanvas' })
export type DrawCanvas = z.infer<typeof DrawCanvas>

/** The input of a canvas.draw job. */
export const CanvasDrawInput = DrawCanvas.safeExtend({ canvas_id: Id })
export type CanvasDrawInput = z.infer<typeof CanvasDrawInput>

/** A drawing that is edited. `version` rises with every save; send it back to save. */
export const Canvas = z
  .object({
    canvas_id: Id,
    name: z.string(),
    version: z.int(),
    elements: z.int().describe('How many there are'),
    preview: z.string().nullable().describe('A small SVG of it; null while it is empty'),
    open_proposals: z.int().describe('Proposals that wait to be accepted or discarded'),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Canvas' })
export type Canvas = z.infer<typeof Canvas>

export const CanvasView = Canvas.extend({ drawing: Drawing }).meta({ id: 'CanvasView' })
export type CanvasView = z.infer<typeof CanvasView>

/**
 * Why a version was kept. autosave: what was there when someone drew on, ten minutes or more after the last one was
 * kept, or before something else took its place. named: by a person. proposal, import: with that in it. restore: what was
 * there before an older one was restored. stale_save: what somebody saved on top of an old version; nothing of it is in
 * the canvas.
 */
export const VersionReason = z.enum(['autosave', 'named', 'proposal', 'restore', 'import', 'stale_save'])
export type VersionReason = z.infer<typeof VersionReason>

export const CanvasVersion = z
  .object({
    version_id: Id,
    version: z.int().describe('Of the canvas when this was kept; of a stale save the one that it was based on'),
    reason: VersionReason,
    label: z.string().nullable(),
    elements: z.int(),
    preview: z.string().nullable(),
    created_at: Timestamp,
  })
  .meta({ id: 'CanvasVersion' })
export type CanvasVersion = z.infer<typeof CanvasVersion>

export const CanvasVersionView = CanvasVersion.extend({ drawing: Drawing }).meta({ id: 'CanvasVersionView' })
export type CanvasVersionView = z.infer<typeof CanvasVersionView>

export const ProposalStatus = z.enum(['ready', 'accepted', 'discarded'])
export type ProposalStatus = z.infer<typeof ProposalStatus>

/** What the artist drew. It is beside the canvas, not in it, until a person accepts it. */
export const Proposal = z
  .object({
    proposal_id: Id,
    canvas_id: Id,
    job_id: Id,
    status: ProposalStatus,
    instructions: z.string(),
    style: CanvasStyle,
    color_scheme: ColorScheme,
    planner: z.string().describe('built-in, or the name of the model'),
    summary: z.string().describe('What was understood and drawn, for a person'),
    base_version: z.int().describe('Of the canvas, when the artist looked at it'),
    add: z.array(DrawingElement),
    change: z.array(DrawingElement).describe('Elements of the canvas as they are to be'),
    remove: z.array(ElementId),
    created_at: Timestamp,
    decided_at: Timestamp.nullable(),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof Proposal>

export const ProposalSummary = Proposal.omit({ add: true, change: true, remove: true }).meta({ id: 'ProposalSummary' })
export type ProposalSummary = z.infer<typeof ProposalSummary>

/** The canvas with an accepted proposal in it. `kept` are elements that a person had changed meanwhile: theirs stay. */
export const AcceptedProposal = z
  .object({ canvas: CanvasView, proposal: ProposalSummary, kept: z.array(ElementId) })
  .meta({ id: 'AcceptedProposal' })
export type AcceptedProposal = z.infer<typeof AcceptedProposal>

/** The result of a completed canvas.draw job. */
export const CanvasDrawResult = z.object({ canvas_id: Id, proposal_id: Id, elements: z.int() })
export type CanvasDrawResult = z.infer<typeof CanvasDrawResult>

/**
 * What a running canvas.draw job says in its log, as `display` entries of kind `canvas`: `begin` at the start of each
 * attempt (what came before is void), `elements` for each step that is drawn.
 */
export const CanvasStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('begin'), planner: z.string(), base_version: z.int() }),
  z.object({ step: z.literal('planned'), summary: z.string(), elements: z.int(), remove: z.array(ElementId) }),
  z.object({ step: z.literal('elements'), done: z.int(), elements: z.array(DrawingElement) }),
])
export type CanvasStep = z.infer<typeof CanvasStep>

export const SaveCanvas = z
  .object({
    version: z.int().min(1).describe('The version that this is based on'),
    elements: Drawing.shape.elements,
    files: DrawingFiles.default({}).describe('Pictures that are new; others stay'),
    label: Name.optional().describe('Keep this as a version of that name'),
  })
  .meta({ id: 'SaveCanvas' })
export type SaveCanvas = z.input<typeof SaveCanvas>

export const ArtistHealth = z
  .object({
    status: z.enum(['ok', 'degraded']),
    planner: z.string().describe('built-in, or the name of the model'),
    queued: z.int().describe('Drawings of this workspace that wait'),
    running: z.int(),
  })
  .meta({ id: 'ArtistHealth' })
export type ArtistHealth = z.infer<typeof ArtistHealth>

const CanvasParams = z.object({ canvas_id: Id })
const ProposalParams = CanvasParams.extend({ proposal_id: Id })
const VersionParams = CanvasParams.extend({ version_id: Id })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const
const changing = { ...failures, 409: Problem } as const
const nothing = z.object({}).optional()

/** What comes from elsewhere: a file of Excalidraw, or a text in Mermaid's language. */
export const CanvasImport = z.discriminatedUnion('format', [
  z.object({ format: z.literal('excalidraw'), file: ExcalidrawFile }),
  z.object({ format: z.literal('mermaid'), text: text({ min: 1, max: 100_000 }) }),
])
export type CanvasImport = z.infer<typeof CanvasImport>

/** The canvas with what was imported. */
export const ImportedCanvas = CanvasView.extend({
  left_out: z.array(z.string()).describe('What of the import could not be kept, in words'),
}).meta({ id: 'ImportedCanvas' })
export type ImportedCanvas = z.infer<typeof ImportedCanvas>

const JobsQuery = PageQuery.extend({ status: oneOrMany(JobStatus).optional(), canvas_id: Id.optional() })

export const canvas = c.router({
  draw: {
    method: 'POST',
    path: '/api/ai-agent/create-canvas',
    summary: 'Have something drawn as a job; it becomes a proposal that a person accepts',
    headers: CreateHeaders,
    body: DrawCanvas,
    responses: { 202: Job, ...failures, 422: Problem },
  },
  jobStatus: { ...getJob, path: '/api/ai-agent/job/:job_id/status' },
  jobResult: {
    method: 'GET',
    path: '/api/ai-agent/job/:job_id/result',
    summary: 'The result of a drawing that has ended',
    pathParams: z.object({ job_id: Id }),
    responses: { 200: JobResult, ...failures, 409: Problem },
  },
  cancelJob: { ...cancelJob, path: '/api/ai-agent/job/:job_id/cancel' },
  retryJob: { ...retryJob, path: '/api/ai-agent/job/:job_id/retry' },
  listJobs: {
    method: 'GET',
    path: '/api/ai-agent/jobs',
    summary: 'Drawings asked for, newest first',
    query: JobsQuery,
    responses: { 200: pageOf(Job), 400: Problem, 401: Problem },
  },
  jobStats: {
    method: 'GET',
    path: '/api/ai-agent/jobs/stats',
    summary: 'Counts, throughput, waiting and running times of drawings',
    responses: { 200: JobStats, 401: Problem },
  },
  health: {
    method: 'GET',
    path: '/api/ai-agent/health',
    summary: 'Who draws, and how much is waiting',
    responses: { 200: ArtistHealth, 401: Problem },
  },
  list: {
    method: 'GET',
    path: '/api/canvases',
    summary: 'Canvases of the workspace, last changed first',
    query: PageQuery,
    responses: { 200: pageOf(Canvas), 400: Problem, 401: Problem },
  },
  create: {
    method: 'POST',
    path: '/api/canvases',
    summary: 'Begin a canvas, empty or with what is imported',
    headers: CreateHeaders,
    body: z.object({ name: Name, import: CanvasImport.optional() }),
    responses: { 201: ImportedCanvas, ...failures, 413: Problem, 422: Problem },
  },
  get: {
    method: 'GET',
    path: '/api/canvases/:canvas_id',
    summary: 'A canvas with its drawing',
    pathParams: CanvasParams,
    responses: { 200: CanvasView, ...failures },
  },
  getSummary: {
    method: 'GET',
    path: '/api/canvases/:canvas_id/summary',
    summary: 'A canvas without its drawing: whether it was changed, and what waits to be accepted',
    pathParams: CanvasParams,
    responses: { 200: Canvas, ...failures },
  },
  save: {
    method: 'PUT',
    path: '/api/canvases/:canvas_id',
    summary: 'Save a drawing; 409 if it was changed since, and then this one is kept as a version',
    pathParams: CanvasParams,
    body: SaveCanvas,
    responses: { 200: Canvas, ...changing, 413: Problem },
  },
  rename: {
    method: 'PATCH',
    path: '/api/canvases/:canvas_id',
    summary: 'Rename a canvas',
    pathParams: CanvasParams,
    body: z.object({ name: Name }),
    responses: { 200: Canvas, ...failures },
  },
  remove: {
    method: 'DELETE',
    path: '/api/canvases/:canvas_id',
    summary: 'Delete a canvas with its versions and proposals',
    pathParams: CanvasParams,
    body: c.noBody(),
    responses: { 204: c.noBody(), ...failures },
  },
  exportText: {
    method: 'GET',
    path: '/api/canvases/:canvas_id/export',
    summary: 'A canvas as an Excalidraw file, or as Mermaid where it is a graph',
    pathParams: CanvasParams,
    query: z.object({ format: z.enum(['excalidraw', 'mermaid']).default('excalidraw') }),
    responses: { 200: c.otherResponse({ contentType: 'text/plain', body: z.unknown() }), ...changing },
  },
  importInto: {
    method: 'POST',
    path: '/api/canvases/:canvas_id/import',
    summary: 'Add what is imported beside what is there, as one version',
    pathParams: CanvasParams,
    body: z.object({ import: CanvasImport }),
    responses: { 200: ImportedCanvas, ...failures, 413: Problem },
  },
  listVersions: {
    method: 'GET',
    path: '/api/canvases/:canvas_id/versions',
    summary: 'Kept versions, newest first',
    pathParams: CanvasParams,
    query: PageQuery,
    responses: { 200: pageOf(CanvasVersion), ...failures },
  },
  getVersion: {
    method: 'GET',
    path: '/api/canvases/:canvas_id/versions/:version_id',
    summary: 'A kept version with its drawing',
    pathParams: VersionParams,
    responses: { 200: CanvasVersionView, ...failures },
  },
  restoreVersion: {
    method: 'POST',
    path: '/api/canvases/:canvas_id/versions/:version_id/restore',
    summary: 'Make a kept version the canvas again; what is there now is kept as a version first',
    pathParams: VersionParams,
    body: nothing,
    responses: { 200: CanvasView, ...failures },
  },
  listProposals: {
    method: 'GET',
    path: '/api/canvases/:canvas_id/proposals',
    summary: 'Proposals for a canvas, newest first',
    pathParams: CanvasParams,
    query: PageQuery.extend({ status: ProposalStatus.optional() }),
    responses: { 200: pageOf(ProposalSummary), ...failures },
  },
  getProposal: {
    method: 'GET',
    path: '/api/canvases/:canvas_id/proposals/:proposal_id',
    summary: 'A proposal with what it draws',
    pathParams: ProposalParams,
    responses: { 200: Proposal, ...failures },
  },
  acceptProposal: {
    method: 'POST',
    path: '/api/canvases/:canvas_id/proposals/:proposal_id/accept',
    summary: 'Put a proposal into the canvas, as one version; accepting it twice answers the same',
    pathParams: ProposalParams,
    body: nothing,
    responses: { 200: AcceptedProposal, ...changing },
  },
  discardProposal: {
    method: 'POST',
    path: '/api/canvases/:canvas_id/proposals/:proposal_id/discard',
    summary: 'Say no to a proposal; discarding it twice answers the same',
    pathParams: ProposalParams,
    body: nothing,
    responses: { 200: ProposalSummary, ...changing },
  },
})
