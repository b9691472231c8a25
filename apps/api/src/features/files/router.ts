import { Readable } from 'node:stream'
import { contract } from '@outlast/contract'
import { initServer } from '@ts-rest/express'
import { create as contentDisposition } from 'content-disposition'
import type { Request } from 'express'
import { workspaceOf } from '../../http/identity.ts'
import { requestIdOf } from '../../http/request-id.ts'
import { findSessionOf } from '../../http/session.ts'
import { receiveFile, takeFile } from '../../http/upload.ts'
import type { FileReader } from './repository.ts'
import * as service from './service.ts'

export function filesRouter(deps: service.FilesDeps & { uploadDir: string; maxFileBytes: number }) {
  return initServer().router(contract.files, {
    upload: {
      middleware: [receiveFile({ directory: deps.uploadDir, maxBytes: deps.maxFileBytes })],
      handler: async ({ req, body }) => {
        const { name, bytes } = await takeFile(req)
        const about = { ...readerOf(req), collection: body.collection, requestId: requestIdOf(req) }
        const { file, isNew } = await service.uploadFile(deps, { ...about, name, bytes })
        return { status: isNew ? 202 : 200, body: file }
      },
    },
    list: async ({ req, query }) => ({ status: 200, body: await service.listFiles(deps, workspaceOf(req), query) }),
    get: async ({ req, params }) => ({
      status: 200,
      body: await service.getFile(deps, readerOf(req), params.file_id),
    }),
    content: async ({ req, res, params, query }) => {
      const { file, parts } = await service.openFile(deps, readerOf(req), params.file_id)
      const shown = !query.download && SHOWN.get(file.media_type)
      res.setHeader('content-type', shown || file.media_type)
      res.setHeader('content-length', file.size_bytes)
      res.setHeader('content-disposition', contentDisposition(file.name, { type: shown ? 'inline' : 'attachment' }))
      // Whatever is in it: as a page of this origin it runs nothing and reaches nothing.
      res.setHeader('content-security-policy', "default-src 'none'; sandbox")
      res.setHeader('cache-control', 'private, no-cache')
      return { status: 200, body: Readable.from(parts, { objectMode: false }) }
    },
    remove: async ({ req, params }) => {
      await service.deleteFile(deps, readerOf(req), params.file_id)
      return { status: 204, body: undefined }
    },
  })
}

function readerOf(req: Pick<Request, 'get'>): FileReader {
  return { workspaceId: workspaceOf(req), sessionId: findSessionOf(req) }
}

/** What browsers may show in place, and as what: nothing that can hold a script is shown as itself. */
const SHOWN = new Map<string, string>([
  ['application/pdf', 'application/pdf'],
  ['text/plain', 'text/plain; charset=utf-8'],
  ['text/markdown', 'text/plain; charset=utf-8'],
  ['text/csv', 'text/plain; charset=utf-8'],
  ['text/html', 'text/plain; charset=utf-8'],
])
