import { fold } from '@outlast/basket'
import { type BasketEvent, EventPage } from '@outlast/contract'
import { sqlOf } from '@outlast/db'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  addBlock,
  apply,
  at,
  decide,
  editBlock,
  followEvents,
  getBasket,
  readEvents,
  startBasket,
  undo,
  work,
} from '../../testing/baskets.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createScriptedManager } from '../../testing/manager.ts'
import { problemCode } from '../../testing/problem.ts'

const manager = createScriptedManager()
const OPTIONS = { analyze: manager.analyze, sandbox: { warm: { typescript: 0, python: 0 } } }
let harness: Harness
let member: Member
/** The same database, another process. */
let beside: Harness
beforeAll(async () => {
  harness = await createHarness(OPTIONS)
  beside = await createHarness({ ...OPTIONS, beside: harness, env: { ROLE: 'api' } })
  member = await harness.mint()
})
afterAll(async () => {
  await beside.close()
  await harness.close()
})

const held = async (who: Member, basketId: string, query: string): Promise<EventPage> =>
  EventPage.parse(await (await who.fetch(`/api/baskets/${basketId}/events?${query}`)).json())

const seqsOf = (events: { seq: number }[]) => events.map(({ seq }) => seq)

test('whatever many do at once: events are numbered without gaps, and folding them gives the blocks', async () => {
  const { basket_id } = await startBasket(member)
  const elsewhere = beside.as(member)
  await addBlock(member, basket_id, { title: 'Shared', body: 'One two three.' })
  await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const who = n % 2 === 0 ? member : elsewhere
      const block = await addBlock(who, basket_id, { title: `Block ${n}` })
      await editBlock(who, basket_id, { ...at(block), body: `Edited by ${n}.` })
      const delta = await work(who, basket_id, `+ From ${n}\n~ Shared | One two ${n}.`)
      const { status } = await decide(who, delta, { how: 'apply' })
      if (status === 409) await decide(who, delta, { how: 'rebase', body: { on_conflict: 'take_proposed' } })
      const applied = status === 200 || (await decide(who, delta, { how: 'apply' })).status === 200
      if (applied && n % 3 === 0) await decide(who, delta, { how: 'undo' })
    }),
  )
  const events = await readEvents(member, basket_id)
  expect(seqsOf(events)).toEqual(events.map((_, index) => index + 1))
  const times = events.map((event) => Date.parse(event.at))
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  const { content, last_event } = await getBasket(member, basket_id)
  expect(last_event).toBe(events.length)
  const there = Object.fromEntries(content.map(({ id, version, body, state }) => [id, { version, body, state }]))
  const folded = [...fold(events)].flatMap(([id, { version, content: said }]) =>
    said === null ? [] : [[id, { version, body: said.body, state: said.state }] as const],
  )
  expect(Object.fromEntries(folded)).toEqual(there)
})

test('events come after a number or before one, in pages, and all of them by following next_after', async () => {
  const { basket_id } = await startBasket(member)
  for (let n = 0; n < 6; n += 1) await addBlock(member, basket_id, { title: `Block ${n}` })
  expect(seqsOf((await held(member, basket_id, 'after=2&limit=2')).items)).toEqual([3, 4])
  expect(await held(member, basket_id, 'after=7')).toEqual({ items: [], next_after: 7 })
  const latest = await held(member, basket_id, 'before=8&limit=3')
  expect([seqsOf(latest.items), latest.next_after]).toEqual([[7, 6, 5], 7])
  expect(seqsOf((await held(member, basket_id, 'before=5&limit=100')).items)).toEqual([4, 3, 2, 1])
  expect(seqsOf(await readEvents(member, basket_id, 3))).toEqual([1, 2, 3, 4, 5, 6, 7])
  // Large ones make pages small, and hold nobody up.
  await sqlOf(harness.deps.database.pool).query('UPDATE basket_event SET chars = 1100000 WHERE basket_id = $1', [
    basket_id,
  ])
  expect(seqsOf((await held(member, basket_id, 'after=1')).items)).toEqual([2])
  expect(seqsOf((await held(member, basket_id, 'before=8')).items)).toEqual([7])
  expect(seqsOf(await readEvents(member, basket_id))).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('a held request is answered by the next event, in whichever process it happens', async () => {
  const { basket_id, last_event } = await startBasket(member)
  const waits = [member, beside.as(member)].map((who) => held(who, basket_id, `after=${last_event}&wait_s=25`))
  const waiting = () => [harness, beside].map(({ deps }) => deps.engine.changes.waiting)
  await vi.waitFor(() => expect(waiting()).toEqual([1, 1]), { interval: 2, timeout: 9_000 })
  await addBlock(member, basket_id, { title: 'News' })
  for (const { items, next_after } of await Promise.all(waits)) {
    expect([items.map(({ type }) => type), next_after]).toEqual([['block.created'], last_event + 1])
  }
  await vi.waitFor(() => expect(waiting()).toEqual([0, 0]), { interval: 2, timeout: 9_000 })
})

test('a stream tells of all events with their numbers, resumes after any of them, and hears of other processes', async () => {
  const { basket_id } = await startBasket(member)
  const live = followEvents(beside.as(member), basket_id)
  const next = async (): Promise<BasketEvent & { event: string; id: number | null }> => {
    const { value } = await live.next()
    return { ...(value?.data as BasketEvent), event: value?.event ?? '', id: value?.id ?? null }
  }
  expect(await next()).toMatchObject({ event: 'basket.created', id: 1, seq: 1 })
  const block = await addBlock(member, basket_id, { title: 'News' })
  expect(await next()).toMatchObject({ event: 'block.created', id: 2, block_id: block.id })
  const delta = await work(member, basket_id, '+ One')
  await apply(member, delta)
  await undo(member, delta)
  const told = [await next(), await next(), await next(), await next()]
  expect(told.map(({ event }) => event)).toEqual([
    'analysis.started',
    'delta.proposed',
    'delta.applied',
    'delta.undone',
  ])
  await live.return(undefined)
  const all = await readEvents(member, basket_id)
  for (const { seq } of all.slice(0, -1)) {
    const rest = followEvents(member, basket_id, seq)
    const { value } = await rest.next()
    expect(value?.data).toEqual(all[seq])
    await rest.return(undefined)
  }
  await vi.waitFor(() => expect(harness.deps.engine.changes.waiting).toBe(0), { interval: 2, timeout: 9_000 })
})

test('a stream of a basket that is not there is a problem, and one of a server that stops ends', async () => {
  expect(await problemCode(await member.fetch(`/api/baskets/${crypto.randomUUID()}/events/stream`))).toBe('not_found')
  const { basket_id } = await startBasket(member)
  const stranger = await harness.mint()
  expect(await problemCode(await stranger.fetch(`/api/baskets/${basket_id}/events/stream`))).toBe('not_found')
  const other = await createHarness({ ...OPTIONS, beside: harness, env: { ROLE: 'api' } })
  const live = followEvents(other.as(member), basket_id)
  await live.next()
  other.deps.lifecycle.drain()
  expect((await live.next()).done).toBe(true)
  await other.close()
})
