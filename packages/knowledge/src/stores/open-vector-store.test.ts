import { expect, it } from 'vitest'
import { openVectorStore } from './open-vector-store.ts'

it('an address that no store has is refused with what it could be', async () => {
  for (const url of [
    '',
    'lancedb',
    'lancedb:',
    'faiss:./x',
    'chroma:',
    'chroma:localhost:8000',
    'weaviate:ftp://x',
    'pgvector:',
  ]) {
    await expect(openVectorStore(url)).rejects.toMatchObject({ code: 'invalid_store_url', retryable: false })
  }
})

it('a password in a refused address is not repeated', async () => {
  await expect(openVectorStore('postgres://me:secret@host/db')).rejects.not.toThrow('secret')
})
