import type { AcceptedProposal, Canvas, CanvasImport, CanvasView, ImportedCanvas, SaveCanvas } from '@outlast/contract'
import type { Api } from '../../lib/client.tsx'
import type { CanvasServer } from './sync.ts'

/** The routes that change the drawing of one canvas. */
export function serverOf({ canvas: routes }: Api, canvasId: string): CanvasServer {
  const params = { canvas_id: canvasId }
  return {
    load: async (): Promise<CanvasView> => bodyOf(200, await routes.get.query({ params })),
    save: async (body: SaveCanvas, fetchOptions): Promise<Canvas> =>
      bodyOf(200, await routes.save.mutate({ params, body, fetchOptions })),
    accept: async (proposalId): Promise<AcceptedProposal> =>
      bodyOf(200, await routes.acceptProposal.mutate({ params: { ...params, proposal_id: proposalId }, body: {} })),
    restore: async (versionId): Promise<CanvasView> =>
      bodyOf(200, await routes.restoreVersion.mutate({ params: { ...params, version_id: versionId }, body: {} })),
    importInto: async (wanted: CanvasImport): Promise<ImportedCanvas> =>
      bodyOf(200, await routes.importInto.mutate({ params, body: { import: wanted } })),
  }
}

type Answer = { status: number; body: unknown }

function bodyOf<A extends Answer, S extends A['status']>(status: S, answer: A): Extract<A, { status: S }>['body'] {
  if (isOf(answer, status)) return answer.body
  throw new Error(`unexpected status ${answer.status}`)
}

function isOf<A extends Answer, S extends A['status']>(answer: A, status: S): answer is Extract<A, { status: S }> {
  return answer.status === status
}
