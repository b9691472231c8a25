import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRateLimits } from '../rate-limits.ts'
import { type Harness, createHarness } from '../testing/harness.ts'
import { problemCode } from '../testing/problem.ts'

const env = {
  ROLE: 'api',
  TRUSTED_PROXIES: '1',
  RATE_LIMIT_SCALE: '0.1',
  METRICS_TOKEN: 'a-token-for-metrics',
}
let harness: Harness
let peer: Harness
beforeAll(async () => {
  harness = await createHarness({ env })
  peer = await createHarness({ env, beside: harness })
})
afterAll(async () => {
  await peer.close()
  await harness.close()
})

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
const fail = (error: unknown) => {
  throw error
}

test('several processes count together, and a lease is all that they can be wrong by', async () => {
  const limits = [1, 2].map(() => createRateLimits(harness.deps.database, { scale: 0.1, onError: fail }))
  let allowed = 0
  for (let n = 0; n < 100; n++) {
    for (const { take } of limits) if ((await take('workspace.work', 'one'))?.allowed) allowed++
  }
  // 60 a minute, in leases of 5.
  expect(allowed).toBeGreaterThanOrEqual(60)
  expect(allowed).toBeLessThanOrEqual(65)
  expect((await limits[0]?.take('workspace.work', 'two'))?.allowed).toBe(true)
})

test('who makes too many workspaces is told when to come back, in every process, and others are not held back', async () => {
  const mint = (api: Harness, address: string) => api.fetch('/api/workspaces', { method: 'POST', ...from(address) })
  for (let n = 0; n < 3; n++) expect((await mint(harness, '192.0.2.1')).status).toBe(201)
  const refused = await mint(peer, '192.0.2.1')
  expect([refused.status, await problemCode(refused.clone())]).toEqual([429, 'rate_limited'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('ratelimit-limit')).toBe('3')
  expect(refused.headers.get('ratelimit-remaining')).toBe('0')
  expect((await mint(peer, '192.0.2.2')).status).toBe(201)
})

test('however the path is written, making a workspace counts as that', async () => {
  const member = await harness.mint()
  const paths = [
    '/api/workspaces',
    '/API/Workspaces',
    '/api/workspaces/',
    '/api/workspaces?x',
    '/API/WORKSPACES/?/api/jobs',
  ]
  for (const path of paths) {
    const answer = await member.fetch(path, { method: 'POST', ...from('192.0.2.4') })
    expect([path, answer.headers.get('ratelimit-limit')]).toEqual([path, '3'])
  }
})

test('all addresses of a network of IPv6 share one limit', async () => {
  const mint = (address: string) => harness.fetch('/api/workspaces', { method: 'POST', ...from(address) })
  for (let n = 1; n <= 3; n++) expect((await mint(`2001:db8::${n}`)).status).toBe(201)
  expect((await mint('2001:db8::ffff:0:4')).status).toBe(429)
  expect((await mint('2001:db8:0:1::1')).status).toBe(201)
})

test('guessing the token for metrics is held back, too', async () => {
  const headers = { authorization: 'Bearer x', 'x-forwarded-for': '192.0.2.5' }
  const guess = async () => (await peer.fetch('/metrics', { headers })).status
  expect(await guess()).toBe(401)
  await expect.poll(guess).toBe(429)
})

test('while a table is locked nobody waits for it twice, and each process counts for itself', async () => {
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const limits = createRateLimits(harness.deps.database, { scale: 0.1, onError, patienceMs: 20 })
  const locking = await harness.deps.database.pool.connect()
  await locking.query('BEGIN; LOCK TABLE rate_limit')
  const taken = []
  for (let n = 0; n < 4; n++) taken.push((await limits.take('address.mint', 'one'))?.allowed)
  expect(taken).toEqual([true, true, true, false])
  expect((await limits.take('address.mint', 'two'))?.allowed).toBe(true)
  await locking.query('ROLLBACK')
  locking.release()
  expect(errors).toMatchObject([{ message: 'Query read timeout' }])
})

test('whoever guesses tokens is held back, with and without a good one', async () => {
  const guess = (token: string) =>
    harness.fetch('/api/workspace', { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.3' } })
  const { token } = await harness.mint()
  const statuses: number[] = []
  for (let n = 0; n < 12; n++) statuses.push((await guess(`guess-${n}`)).status)
  expect(statuses).toEqual(Array(12).fill(401))
  await expect.poll(async () => (await guess('guess')).status).toBe(429)
  expect((await guess(token)).status).toBe(429)
})

test('answers say what is left of the limit of the workspace', async () => {
  const member = await harness.mint()
  const answers = [await member.fetch('/api/workspace'), await member.fetch('/api/workspace')]
  expect(answers.map(({ headers }) => headers.get('ratelimit-limit'))).toEqual(['600', '600'])
  const [first, second] = answers.map(({ headers }) => Number(headers.get('ratelimit-remaining')))
  expect(second).toBe((first ?? 0) - 1)
})
