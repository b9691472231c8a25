import { describe, expect, it } from 'vitest'
import { openVectorStore } from './open-vector-store.ts'
import { describeVectorStore } from './testing/contract.ts'

const url = process.env['WEAVIATE_TEST_URL']

describe.skipIf(url === undefined)(
  `Weaviate${url === undefined ? ' (skipped: WEAVIATE_TEST_URL is not set)' : ''}`,
  () => {
    const apiKey = process.env['WEAVIATE_TEST_API_KEY']
    const open = () => openVectorStore(`weaviate:${url}`, apiKey === undefined ? {} : { apiKey })
    describeVectorStore('Weaviate', open, { exactVectors: true })
  },
)

it('a Weaviate server that does not answer is unavailable, and worth another try', async () => {
  const opening = openVectorStore('weaviate:http://127.0.0.1:9')
  await expect(opening).rejects.toMatchObject({ code: 'store_unavailable', retryable: true })
})
