import { Readable } from 'node:stream'
import { type Job, contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { create as contentDisposition } from 'content-disposition'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import { acceptProposal } from './accept.ts'
import type { CanvasDeps } from './canvas-deps.ts'
import * as canvases from './canvases.ts'
import { startDrawing } from './draw.ts'
import { exportCanvas } from './export.ts'
import { getHealth } from './health.ts'
import { createCanvas, importInto } from './import.ts'
import * as proposals from './proposals.ts'
import { saveCanvas } from './save.ts'
import * as versions from './versions.ts'

const {
  jobStatus: _status,
  jobResult: _result,
  cancelJob: _cancel,
  retryJob: _retry,
  listJobs: _list,
  jobStats: _stats,
  ...ownRoutes
} = contract.canvas

export type CanvasRouterDeps = CanvasDeps & { findJob(workspaceId: string, jobId: string): Promise<Job> }

/** Everything of `canvas` but the routes on jobs, which are the same handlers as those of `jobs`. */
export function canvasRouter(deps: CanvasRouterDeps) {
  return initServer().router(ownRoutes, {
    draw: async ({ req, body }) => {
      const workspaceId = workspaceOf(req)
      const about = { workspaceId, idempotencyKey: req.get('idempotency-key'), requestId: requestIdOf(req) }
      return { status: 202, body: await deps.findJob(workspaceId, await startDrawing(deps, about, body)) }
    },
    health: async ({ req }) => ({ status: 200, body: await getHealth(deps, workspaceOf(req)) }),
    list: async ({ req, query }) => ({
      status: 200,
      body: await canvases.listCanvases(deps, workspaceOf(req), query),
    }),
    create: async ({ req, body }) => {
      const wish = { ...body, idempotencyKey: req.get('idempotency-key') }
      return { status: 201, body: await createCanvas(deps, workspaceOf(req), wish) }
    },
    get: async ({ req, params }) => ({ status: 200, body: await canvases.viewCanvas(deps, canvasOf(req, params)) }),
    getSummary: async ({ req, params }) => ({
      status: 200,
      body: await canvases.getCanvas(deps, canvasOf(req, params)),
    }),
    save: async ({ req, params, body }) => ({
      status: 200,
      body: await saveCanvas(deps, canvasOf(req, params), body),
    }),
    rename: async ({ req, params, body }) => ({
      status: 200,
      body: await canvases.renameCanvas(deps, canvasOf(req, params), body.name),
    }),
    remove: async ({ req, params }) => {
      await canvases.removeCanvas(deps, canvasOf(req, params))
      return { status: 204, body: undefined }
    },
    ...exchangeRoutes(deps),
    ...versionRoutes(deps),
    ...proposalRoutes(deps),
  })
}

/** Drawings in other formats, in and out. */
function exchangeRoutes(deps: CanvasRouterDeps) {
  const { exportText, importInto: take } = contract.canvas
  return initServer().router(
    { exportText, importInto: take },
    {
      exportText: async ({ req, res, params, query }) => {
        const { text, mediaType, fileName } = await exportCanvas(deps, canvasOf(req, params), query.format)
        res.setHeader('content-type', mediaType)
        res.setHeader('content-disposition', contentDisposition(fileName))
        // As a stream: the media type of other bodies is that of the contract.
        return { status: 200, body: Readable.from([text], { objectMode: false }) }
      },
      importInto: async ({ req, params, body }) => ({
        status: 200,
        body: await importInto(deps, canvasOf(req, params), body.import),
      }),
    },
  )
}

function versionRoutes(deps: CanvasRouterDeps) {
  const { listVersions, getVersion, restoreVersion } = contract.canvas
  return initServer().router(
    { listVersions, getVersion, restoreVersion },
    {
      listVersions: async ({ req, params, query }) => ({
        status: 200,
        body: await versions.listVersions(deps, canvasOf(req, params), query),
      }),
      getVersion: async ({ req, params }) => ({
        status: 200,
        body: await versions.viewVersion(deps, { ...canvasOf(req, params), versionId: params.version_id }),
      }),
      restoreVersion: async ({ req, params }) => ({
        status: 200,
        body: await versions.restoreVersion(deps, { ...canvasOf(req, params), versionId: params.version_id }),
      }),
    },
  )
}

function proposalRoutes(deps: CanvasRouterDeps) {
  const { listProposals, getProposal, acceptProposal: accept, discardProposal } = contract.canvas
  return initServer().router(
    { listProposals, getProposal, acceptProposal: accept, discardProposal },
    {
      listProposals: async ({ req, params, query }) => ({
        status: 200,
        body: await proposals.listProposals(deps, canvasOf(req, params), query),
      }),
      getProposal: async ({ req, params }) => ({
        status: 200,
        body: await proposals.getProposal(deps, { ...canvasOf(req, params), proposalId: params.proposal_id }),
      }),
      acceptProposal: async ({ req, params }) => ({
        status: 200,
        body: await acceptProposal(deps, { ...canvasOf(req, params), proposalId: params.proposal_id }),
      }),
      discardProposal: async ({ req, params }) => ({
        status: 200,
        body: await proposals.discardProposal(deps, { ...canvasOf(req, params), proposalId: params.proposal_id }),
      }),
    },
  )
}

function canvasOf(req: object, { canvas_id: canvasId }: { canvas_id: string }) {
  return { workspaceId: workspaceOf(req), canvasId }
}
