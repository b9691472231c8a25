import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, createHarness } from '../testing/harness.ts'

const OURS = 'https://app.example.com'
const PREVIEW = 'https://outlast-fix-42-team.vercel.app'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness({
    env: { ROLE: 'api', WEB_ORIGINS: `${OURS},https://outlast-*-team.vercel.app` },
  })
})
afterAll(() => harness.close())

const preflight = (origin: string): Promise<Response> =>
  harness.fetch('/execute/code', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key,prefer',
    },
  })

test.each([OURS, PREVIEW])('pages of %s may call the API and read what they need', async (origin) => {
  const asked = await preflight(origin)
  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-origin')).toBe(origin)
  expect(asked.headers.get('access-control-allow-methods')).toContain('POST')
  expect(asked.headers.get('access-control-allow-headers')).toContain('idempotency-key')
  const member = await harness.mint()
  const run = { language: 'typescript', code: '1' }
  const answer = await member.fetch('/execute/code', { json: run, headers: { origin, prefer: 'wait=0' } })
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  expect(answer.headers.get('vary')).toContain('Origin')
  const exposed = answer.headers.get('access-control-expose-headers')?.split(',')
  expect(exposed).toEqual(expect.arrayContaining(['X-Request-Id', 'Preference-Applied', 'Retry-After', 'Location']))
})

test('a page that may call the API can read its problems', async () => {
  const answer = await harness.fetch('/api/jobs', { headers: { origin: OURS } })
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, OURS])
})

test.each([
  'https://evil.example',
  'null',
  `${OURS}.evil.example`,
  'http://app.example.com',
  'https://a.b-team.vercel.app',
])('pages of %s get no permission', async (origin) => {
  for (const answer of [await preflight(origin), await harness.fetch('/health', { headers: { origin } })]) {
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  }
})

test('an answer without permission is not kept for a page that has one', async () => {
  const answer = await harness.fetch('/health', { headers: { origin: 'https://evil.example' } })
  expect(answer.headers.get('vary')).toContain('Origin')
})
