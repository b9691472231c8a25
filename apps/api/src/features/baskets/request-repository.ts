import { type Database, type Sql, sqlOf } from '@outlast/db'

/** What a request does, and the key under which it may come again. */
export type RequestKey = { basketId: string; kind: 'work' | 'dump' | 'block'; key: string }

/** A request that has been here before. `answer` is JSON; null until there is one. */
export type StoredRequest = { hash: Buffer; jobId: string | null; answer: string | null }

const FIND = `
  SELECT request_hash AS hash, job_id AS "jobId", answer FROM basket_request
  WHERE basket_id = $1 AND kind = $2 AND key = $3`

export async function findRequest(sql: Sql, { basketId, kind, key }: RequestKey): Promise<StoredRequest | null> {
  const [row] = await sql.query<StoredRequest>(FIND, [basketId, kind, key])
  return row ?? null
}

/** The same, in no transaction. */
export function lookUpRequest({ pool }: Database, request: RequestKey): Promise<StoredRequest | null> {
  return findRequest(sqlOf(pool), request)
}

const ADD = `
  INSERT INTO basket_request (basket_id, kind, key, request_hash, job_id, answer) VALUES ($1, $2, $3, $4, $5, $6)`

/** Remembers a request; the basket is held, and the request has not been here before. */
export async function addRequest(
  sql: Sql,
  { basketId, kind, key }: RequestKey,
  { hash, jobId, answer }: StoredRequest,
): Promise<void> {
  await sql.query(ADD, [basketId, kind, key, hash, jobId, answer])
}

const ANSWER = `
  UPDATE basket_request SET answer = $3, delta_id = $4::uuid WHERE basket_id = $1::uuid AND job_id = $2::uuid`

/** Writes down what requests that wait for a job are answered, byte for byte. */
export async function answerRequests(
  sql: Sql,
  { basketId, jobId, deltaId }: { basketId: string; jobId: string; deltaId: string },
  answer: string,
): Promise<void> {
  await sql.query(ANSWER, [basketId, jobId, answer, deltaId])
}
