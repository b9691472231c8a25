import { MintedWorkspace } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBasket } from '../testing/baskets.ts'
import { type Harness, type Member, createHarness } from '../testing/harness.ts'
import { problemCode } from '../testing/problem.ts'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api', RATE_LIMIT_SCALE: '0.1', TRUSTED_PROXIES: '1' } })
})
afterAll(() => harness.close())

/** An address may mint three workspaces a minute here. */
async function mintFrom(address: string): Promise<Member> {
  const init = { method: 'POST', headers: { 'x-forwarded-for': address } }
  const { workspace_id, token } = MintedWorkspace.parse(await (await harness.fetch('/api/workspaces', init)).json())
  return harness.as({ workspaceId: workspace_id, token })
}

/** Opens so many streams of a member's basket, and answers their statuses with a way to close one or all of them. */
async function listen(member: Member, { count, address }: { count: number; address: string }) {
  const { basket_id } = await startBasket(member)
  const closing = Array.from({ length: count }, () => new AbortController())
  const answers = []
  for (const { signal } of closing) {
    const headers = { 'x-forwarded-for': address }
    answers.push(await member.fetch(`/api/baskets/${basket_id}/events/stream`, { signal, headers }))
  }
  return { answers, closeOne: () => closing[0]?.abort(), closeAll: () => closing.forEach((each) => each.abort()) }
}

const look = async (member: Member, address: string) =>
  (await member.fetch('/api/workspace', { headers: { 'x-forwarded-for': address } })).status

test('streams that stay open are limited for a workspace, and closing one makes room', async () => {
  const address = '192.0.2.1'
  const [member, other] = [await mintFrom(address), await mintFrom(address)]
  const { answers, closeOne, closeAll } = await listen(member, { count: 51, address })
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(50).fill(200), 429])
  const refused = answers.at(-1)
  expect(refused?.headers.get('retry-after')).toBe('5')
  expect(refused && (await problemCode(refused))).toBe('rate_limited')
  expect(await look(other, address)).toBe(200)
  closeOne()
  await expect.poll(() => look(member, address)).toBe(200)
  closeAll()
})

test('many workspaces of one address share a limit, too', async () => {
  const address = '192.0.2.2'
  const [last, ...members] = await Promise.all([3, 4, 5, 6, 7].map((part) => mintFrom(`192.0.2.${part}`)))
  const open = []
  for (const member of members) open.push(await listen(member, { count: 50, address }))
  expect(open.flatMap(({ answers }) => answers).map(({ status }) => status)).toEqual(Array(200).fill(200))
  expect(last && (await look(last, address))).toBe(429)
  expect(last && (await look(last, '192.0.2.8'))).toBe(200)
  for (const { closeAll } of open) closeAll()
})
