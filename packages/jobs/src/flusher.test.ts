import type { Sql } from '@outlast/db'
import { expect, test } from 'vitest'
import { Attempt } from './attempt.ts'
import { Flusher } from './flusher.ts'
import { type Gate, gate, kindOf } from './testing/harness.ts'

const JOB = {
  id: '01a20084-dc72-74a2-b82f-07829c587933',
  workspace_id: '01a20084-dc72-74a2-b82f-07829c587934',
  kind: 'flush.any',
  subject_id: null,
  request_id: null,
  traceparent: null,
  age_s: 0,
  input: {},
  attempt: 1,
  crashes: 0,
  failures: 0,
  max_attempts: 1,
  last_seq: 0,
  cancel_requested: false,
}

/** A database that answers a write only when its door is opened. */
function slowDatabase(doors: Gate[]): { sql: Sql; calls: number } {
  const state = {
    calls: 0,
    sql: {
      async query<Row>(): Promise<Row[]> {
        await doors[state.calls++]?.opened
        return [{ id: JOB.id }] as Row[]
      },
    },
  }
  return state
}

test('draining waits for what a running flush has taken: settled before that, it would be lost', async () => {
  const doors = [gate()]
  const database = slowDatabase(doors)
  const flusher = new Flusher(database.sql, (error) => expect.unreachable(String(error)))
  const attempt = new Attempt(
    JOB,
    kindOf('flush.any', async () => null),
  )
  await attempt.append('stdout', 'the last words')
  flusher.mark(attempt)
  await expect.poll(() => database.calls).toBe(1)
  let drained = false
  const draining = flusher.drain(attempt).then(() => (drained = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(drained).toBe(false)
  doors[0]?.open()
  await draining
})

test('a flush whose answer was an error is sent again, before anything later', async () => {
  const sent: unknown[] = []
  let fails = 1
  const sql: Sql = {
    async query<Row>(_text: string, values: unknown[] = []): Promise<Row[]> {
      sent.push(values[10])
      if (fails-- > 0) throw new Error('the connection broke')
      return [{ id: JOB.id }] as Row[]
    },
  }
  const errors: unknown[] = []
  const flusher = new Flusher(sql, (error) => errors.push(error))
  const attempt = new Attempt(
    JOB,
    kindOf('flush.any', async () => null),
  )
  await attempt.append('stdout', 'first')
  const draining = flusher.drain(attempt)
  await attempt.append('stdout', 'second')
  flusher.mark(attempt)
  await draining
  expect(sent).toEqual([['first'], ['first'], ['second']])
  expect(errors).toHaveLength(1)
})
