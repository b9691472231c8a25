import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Job, JobResult, JobStats, JobStatus, cancelJob, getJob, retryJob } from './jobs.ts'
import { Problem } from './problem.ts'
import { CreateHeaders, Id, PageQuery, oneOrMany, pageOf } from './wire.ts'
import {
  AcceptedProposal,
  ArtistHealth,
  Canvas,
  CanvasImport,
  CanvasVersion,
  CanvasVersionView,
  CanvasView,
  DrawCanvas,
  ImportedCanvas,
  CanvasName,
  Proposal,
  ProposalStatus,
  ProposalSummary,
  SaveCanvas,
} from './canvas-shapes.ts'

const c = initContract()

const CanvasParams = z.object({ canvas_id: Id })
const ProposalParams = CanvasParams.extend({ proposal_id: Id })
const VersionParams = CanvasParams.extend({ version_id: Id })
const failures = { 400: Problem, 401: Problem, 404: Problem } as const
const changing = { ...failures, 409: Problem } as const
const nothing = z.object({}).optional()

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
    body: z.object({ name: CanvasName, import: CanvasImport.optional() }),
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
    body: z.object({ name: CanvasName }),
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
