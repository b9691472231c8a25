import { Pool } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { openVectorStore } from './open-vector-store.ts'
import type { Postgres } from './pgvector.ts'
import { describeVectorStore } from './testing/contract.ts'

const url = process.env['PGVECTOR_TEST_URL']

describe.skipIf(url === undefined)(
  `pgvector${url === undefined ? ' (skipped: PGVECTOR_TEST_URL is not set)' : ''}`,
  () => {
    const pool = new Pool({
      connectionString: url,
      // So that tables as small as these are searched through their index as soon as they have one.
      onConnect: async (client) => void (await client.query('set enable_seqscan = off')),
    })
    afterAll(() => pool.end())
    const postgres: Postgres = { query: async (text, values) => (await pool.query(text, values)).rows }
    describeVectorStore('pgvector', () => openVectorStore('pgvector:', { postgres }), { exactVectors: true })
  },
)

it('a PostgreSQL without pgvector is told from one that does not answer', async () => {
  const failing = (code: string): Postgres => ({
    query: async () => Promise.reject(Object.assign(new Error('refused'), { code })),
  })
  const absent = openVectorStore('pgvector:', { postgres: failing('0A000') })
  await expect(absent).rejects.toMatchObject({ code: 'store_unavailable', retryable: false })
  const silent = openVectorStore('pgvector:', { postgres: failing('ECONNREFUSED') })
  await expect(silent).rejects.toMatchObject({ code: 'store_unavailable', retryable: true })
})
