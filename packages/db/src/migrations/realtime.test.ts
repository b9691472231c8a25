import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createTestDatabase, migrate, openConnection, sqlOf, type TestDatabase } from '../index.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase(inject('clusterUrl'), { empty: true })
})
afterEach(() => database.drop())

async function query<Row>(...statements: string[]): Promise<Row[]> {
  const client = await openConnection(database.url)
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = await sqlOf(client).query<Row>(statement)
    return rows
  } finally {
    await client.end()
  }
}

const PUBLISHED = `SELECT tablename::text AS name FROM pg_publication_tables WHERE pubname = 'supabase_realtime'`
const GUARDED = `SELECT relrowsecurity AS on FROM pg_class WHERE relname = 'basket_event'`

const ISSUER = 'https://issuer.example/auth/v1'
const ME = '01912345-0000-7000-8000-00000000000a'

/** A basket of a workspace, with an event; the workspace is the one of a person at an issuer. */
const basketOf = ({ id, issuer, subject }: { id: string; issuer: string; subject: string }): string[] => [
  `INSERT INTO workspace (id, issuer, subject) VALUES ('${id}', '${issuer}', '${subject}')`,
  `INSERT INTO basket (id, workspace_id, name) VALUES ('${id}', '${id}', 'b')`,
  `INSERT INTO basket_event (basket_id, seq, workspace_id, type, by, summary, changes, chars)
   VALUES ('${id}', 1, '${id}', 'basket.created', 'person', '', '[]', 2)`,
]

const [OWN, FOREIGN, ELSEWHERE] = [1, 2, 3].map((n) => `01912345-0000-7000-8000-00000000000${n}`)

test('where there is a publication for realtime, events are in it, and people hear only of their own workspace', async () => {
  const claims = `SELECT current_setting('request.jwt.claims')::jsonb`
  await query(
    'CREATE PUBLICATION supabase_realtime',
    'CREATE SCHEMA auth',
    `CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$ ${claims} $$`,
    `CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT (auth.jwt()->>'sub')::uuid $$`,
  )
  await migrate({ url: database.url })
  expect(await query(PUBLISHED)).toEqual([{ name: 'basket_event' }])
  expect(await query(GUARDED)).toEqual([{ on: true }])
  const role = `listener_${database.database}`
  await query(
    ...basketOf({ id: OWN ?? '', issuer: ISSUER, subject: ME }),
    ...basketOf({ id: FOREIGN ?? '', issuer: ISSUER, subject: 'someone else' }),
    ...basketOf({ id: ELSEWHERE ?? '', issuer: 'https://other.example', subject: ME }),
    `CREATE ROLE ${role}`,
    `GRANT USAGE ON SCHEMA public, auth TO ${role}`,
    `GRANT SELECT ON basket_event TO ${role}`,
  )
  try {
    const seen = await query(
      `SET request.jwt.claims = '${JSON.stringify({ sub: ME, iss: ISSUER })}'`,
      `SET ROLE ${role}`,
      'SELECT workspace_id FROM basket_event',
    )
    expect(seen).toEqual([{ workspace_id: OWN }])
    // Whoever owns the table, as the application does, is not held back.
    expect(await query('SELECT workspace_id FROM basket_event')).toHaveLength(3)
  } finally {
    await query(`DROP OWNED BY ${role}`, `DROP ROLE ${role}`)
  }
})

test('a publication of all tables stays as it is, and without one nothing is guarded', async () => {
  await migrate({ url: database.url })
  expect([await query(PUBLISHED), await query(GUARDED)]).toEqual([[], [{ on: false }]])
  await database.drop()
  database = await createTestDatabase(inject('clusterUrl'), { empty: true })
  await query('CREATE PUBLICATION supabase_realtime FOR ALL TABLES')
  await migrate({ url: database.url })
  expect(await query(PUBLISHED)).toContainEqual({ name: 'basket_event' })
  expect(await query(GUARDED)).toEqual([{ on: true }])
})
