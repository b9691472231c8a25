import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBasket } from '../testing/baskets.ts'
import { type Harness, createHarness } from '../testing/harness.ts'
import { problemCode } from '../testing/problem.ts'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api', RATE_LIMIT_SCALE: '0.1' } })
})
afterAll(() => harness.close())

test('streams that stay open are limited for a workspace, and closing one makes room', async () => {
  const [member, other] = [await harness.mint(), await harness.mint()]
  const { basket_id } = await startBasket(member)
  const path = `/api/baskets/${basket_id}/events/stream`
  const closing = new AbortController()
  const listen = (signal?: AbortSignal) => member.fetch(path, { signal })
  const streams = [await listen(closing.signal)]
  while (streams.length < 50) streams.push(await listen())
  expect(streams.map(({ status }) => status)).toEqual(Array(50).fill(200))
  const refused = await listen()
  expect([refused.status, await problemCode(refused.clone())]).toEqual([429, 'rate_limited'])
  expect(refused.headers.get('retry-after')).toBe('5')
  expect((await other.fetch('/api/workspace')).status).toBe(200)
  closing.abort()
  await expect.poll(async () => (await member.fetch('/api/workspace')).status).toBe(200)
  await Promise.all(streams.slice(1).map(({ body }) => body?.cancel()))
})
