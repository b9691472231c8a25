import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openVectorStore } from './open-vector-store.ts'
import { type ChromaServer, startChromaServer, whyNoChroma } from './testing/chroma-server.ts'
import { describeVectorStore } from './testing/contract.ts'

const missing = whyNoChroma()

describe.skipIf(missing !== null)(`Chroma${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let server: ChromaServer
  beforeAll(async () => {
    server = await startChromaServer()
  })
  afterAll(async () => {
    await server.stop()
  })
  describeVectorStore('Chroma', () => openVectorStore(`chroma:${server.url}`), { exactVectors: false })
})

it('a Chroma server that does not answer is unavailable, and worth another try', async () => {
  // Port 9 (discard) is one that fetch itself refuses to call.
  const opening = openVectorStore('chroma:http://127.0.0.1:9')
  await expect(opening).rejects.toMatchObject({ code: 'store_unavailable', retryable: true })
})
