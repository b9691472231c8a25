import { Basket, BasketView, Block, type ProblemCode } from '@outlast/contract'
import { sqlOf } from '@outlast/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addBlock, at, editBlock, getBasket, readEvents, startBasket } from '../../testing/baskets.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemOf } from '../../testing/problem.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const pathOf = (basketId: string, blockId = '') => `/api/baskets/${basketId}/blocks${blockId && `/${blockId}`}`
const patch = (basketId: string, blockId: string, json: object) =>
  member.fetch(pathOf(basketId, blockId), { method: 'PATCH', json })
const remove = (basketId: string, blockId: string, version: number) =>
  member.fetch(`${pathOf(basketId, blockId)}?version=${version}`, { method: 'DELETE' })

test('a block is written, edited, locked and deleted by hand; each is an event with its change', async () => {
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, { title: 'The budget', body: 'It is 40 EUR.', type: 'fact' })
  expect(block).toMatchObject({ version: 1, state: 'accepted', type: 'fact' })
  const edited = await editBlock(member, basket_id, { ...at(block), body: 'It is 45 EUR.' })
  const locked = await editBlock(member, basket_id, { ...at(edited), state: 'locked' })
  expect(locked).toMatchObject({ version: 3, state: 'locked', body: 'It is 45 EUR.', created_at: block.created_at })
  // What is so already is no event.
  expect(await editBlock(member, basket_id, { ...at(locked), state: 'locked' })).toEqual(locked)
  expect((await remove(basket_id, block.id, 3)).status).toBe(204)
  expect(await getBasket(member, basket_id)).toMatchObject({ content: [], blocks: 0, last_event: 5 })
  const events = await readEvents(member, basket_id)
  expect(events.slice(1)).toMatchObject([
    { type: 'block.created', block_id: block.id, changes: [{ op: 'CREATE', from_version: 0, to_version: 1 }] },
    { type: 'block.edited', changes: [{ diff: [{ field: 'body' }], from_version: 1 }] },
    { type: 'block.edited', changes: [{ diff: [{ field: 'state' }], from_version: 2 }] },
    { type: 'block.deleted', changes: [{ op: 'DELETE', from_version: 3, to_version: 4, after: null }] },
  ])
  const [body] = events[2]?.changes[0]?.diff ?? []
  expect(body?.parts).toEqual([
    { op: 'equal', text: 'It is ' },
    { op: 'delete', text: '40' },
    { op: 'insert', text: '45' },
    { op: 'equal', text: ' EUR.' },
  ])
  expect((await problemOf(await remove(basket_id, block.id, 4))).code).toBe('not_found')
  expect((await problemOf(await patch(basket_id, block.id, { version: 4, title: 'x' }))).code).toBe('not_found')
})

test('an edit of a version that is gone is refused with what it was, what was meant and what is there', async () => {
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, { title: 'One', body: 'Old.' })
  const now = await editBlock(member, basket_id, { ...at(block), title: 'Two' })
  const problem = await problemOf(await patch(basket_id, block.id, { version: 1, body: 'New.' }))
  expect(problem).toMatchObject({
    code: 'version_conflict',
    conflicts: [
      {
        id: block.id,
        from_version: 1,
        current_version: 2,
        base: { title: 'One', body: 'Old.' },
        proposed: { title: 'One', body: 'New.' },
        current: { title: 'Two', body: 'Old.' },
      },
    ],
  })
  expect(await problemOf(await remove(basket_id, block.id, 1))).toMatchObject({
    code: 'version_conflict',
    conflicts: [{ proposed: null }],
  })
  expect((await problemOf(await patch(basket_id, block.id, { version: 9, body: 'x' }))).conflicts).toMatchObject([
    { base: null },
  ])
  expect((await getBasket(member, basket_id)).content).toEqual([now])
})

test('of many edits of one version at once exactly one is made', async () => {
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, { title: 'One' })
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => patch(basket_id, block.id, { version: 1, title: `Edit ${n}` })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 11 }, () => 409)])
  expect(await getBasket(member, basket_id)).toMatchObject({ last_event: 3, content: [{ version: 2 }] })
})

test('the history of a block has its changes only, newest first, also when it is deleted', async () => {
  const { basket_id } = await startBasket(member)
  let block = await addBlock(member, basket_id, { title: 'One' })
  await addBlock(member, basket_id, { title: 'Another' })
  for (const title of ['Two', 'Three']) block = await editBlock(member, basket_id, { ...at(block), title })
  await remove(basket_id, block.id, 3)
  const params = { basket_id, block_id: block.id }
  const first = await member.api.baskets.blockHistory({ params, query: { limit: 3 } })
  if (first.status !== 200) throw new Error(`GET …/history answered ${first.status}.`)
  expect(first.body.items.map(({ type }) => type)).toEqual(['block.deleted', 'block.edited', 'block.edited'])
  const rest = await member.api.baskets.blockHistory({ params, query: { cursor: first.body.next_cursor ?? '' } })
  expect(rest.body).toMatchObject({
    items: [{ type: 'block.created', changes: [{ id: block.id }] }],
    next_cursor: null,
  })
  const other = await member.api.baskets.blockHistory({ params: { ...params, block_id: crypto.randomUUID() } })
  expect(other.status).toBe(404)
})

test('the same key writes one block, one dump and one basket, and is answered the same', async () => {
  const key = (name: string) => ({ 'idempotency-key': name })
  const made = await Promise.all(
    Array.from({ length: 5 }, () => member.api.baskets.create({ body: { name: 'Once' }, headers: key('b') })),
  )
  expect(new Set(made.map(({ body }) => BasketView.parse(body).basket_id)).size).toBe(1)
  const { basket_id } = BasketView.parse(made[0]?.body)
  const blocks = await Promise.all(
    Array.from({ length: 5 }, () => member.fetch(pathOf(basket_id), { json: { title: 'One' }, headers: key('k') })),
  )
  const texts = new Set(await Promise.all(blocks.map((answer) => answer.text())))
  expect(texts.size).toBe(1)
  const block = Block.parse(JSON.parse([...texts][0] ?? ''))
  await editBlock(member, basket_id, { ...at(block), title: 'Two' })
  const later = await member.fetch(pathOf(basket_id), { json: { title: 'One' }, headers: key('k') })
  expect([later.status, Block.parse(await later.json())]).toEqual([201, block])
  const dump = () =>
    member.fetch(`/api/baskets/${basket_id}/dumps`, { json: { content: 'A note.' }, headers: key('k') })
  const [one, two] = [await (await dump()).text(), await (await dump()).text()]
  expect(one).toBe(two)
  expect(await getBasket(member, basket_id)).toMatchObject({ last_event: 4 })
  for (const [path, json] of [
    [pathOf(basket_id), { title: 'Other' }],
    [`/api/baskets/${basket_id}/dumps`, { content: 'Other.' }],
    ['/api/baskets', { name: 'Other' }],
  ] as const) {
    const headers = key(path === '/api/baskets' ? 'b' : 'k')
    expect((await problemOf(await member.fetch(path, { json, headers }))).code).toBe('idempotency_mismatch')
  }
})

const Page = z.object({ items: z.array(Basket), next_cursor: z.string().nullable() })

test('baskets are listed last changed first, a page at a time; archived ones apart', async () => {
  const lister = await harness.mint()
  const ids: string[] = []
  for (const name of ['A', 'B', 'C', 'D']) ids.push((await startBasket(lister, name)).basket_id)
  const [a = '', b = ''] = ids
  await addBlock(lister, a, { title: 'Moves it to the top' })
  await addBlock(lister, a, { title: 'Replaced', state: 'superseded' })
  await lister.api.baskets.change({ params: { basket_id: b }, body: { archived: true, name: 'B2' } })
  const list = async (query: string) => Page.parse(await (await lister.fetch(`/api/baskets?${query}`)).json())
  const first = await list('limit=2')
  expect(first.items.map(({ name, blocks }) => `${name} ${blocks}`)).toEqual(['A 1', 'D 0'])
  const rest = await list(`limit=2&cursor=${first.next_cursor}`)
  expect([rest.items.map(({ name }) => name), rest.next_cursor]).toEqual([['C'], null])
  expect((await list('archived=true')).items).toMatchObject([{ name: 'B2', archived: true, last_event: 3 }])
  const events = await readEvents(lister, b)
  expect(events.map(({ type }) => type)).toEqual(['basket.created', 'basket.renamed', 'basket.archived'])
  // What is so already is no event; a restored one is back.
  await lister.api.baskets.change({ params: { basket_id: b }, body: { archived: true } })
  const restored = await lister.api.baskets.change({ params: { basket_id: b }, body: { archived: false } })
  expect(restored.body).toMatchObject({ archived: false, last_event: 4 })
})

test('nothing in an archived basket can be changed, and all of it can be read', async () => {
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, { title: 'One' })
  await member.api.baskets.change({ params: { basket_id }, body: { archived: true } })
  const attempts = [
    member.fetch(pathOf(basket_id), { json: { title: 'x' } }),
    patch(basket_id, block.id, { version: 1, title: 'x' }),
    remove(basket_id, block.id, 1),
    member.fetch(`/api/baskets/${basket_id}/dumps`, { json: { content: 'x' } }),
  ]
  for (const answer of await Promise.all(attempts)) expect((await problemOf(answer)).code).toBe('basket_archived')
  expect(await getBasket(member, basket_id)).toMatchObject({ content: [block], archived: true })
  for (const path of ['export', 'events', 'deltas', 'dumps'])
    expect((await member.fetch(`/api/baskets/${basket_id}/${path}`)).status).toBe(200)
})

test('a basket is exported as Markdown by type, and as JSON whole', async () => {
  const { basket_id } = await startBasket(member, '../../Plans: "2027"\n')
  await addBlock(member, basket_id, { title: 'A note', body: 'With **words**.' })
  await addBlock(member, basket_id, { type: 'goal', title: 'A goal', state: 'locked' })
  const markdown = await member.fetch(`/api/baskets/${basket_id}/export`)
  expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(markdown.headers.get('content-disposition')).toMatch(/^attachment; filename="Plans 2027.md"/)
  const text = await markdown.text()
  expect(text).toMatch(
    /^# \.\.\/\.\.\/Plans: "2027"\n\n20\S+\n\n## Goals\n\n### A goal \(locked\)\n\n## Notes\n\n### A note\n\nWith \*\*words\*\*\.\n$/,
  )
  const json = await member.fetch(`/api/baskets/${basket_id}/export?format=json`)
  expect(BasketView.parse(await json.json())).toEqual(await getBasket(member, basket_id))
})

test('dumps are listed newest first, and long ones make pages short', async () => {
  const { basket_id } = await startBasket(member)
  for (const content of ['One', 'Two', 'Three'])
    await member.api.baskets.addDump({ params: { basket_id }, body: { content } })
  const list = async (query: object) => {
    const answer = await member.api.baskets.listDumps({ params: { basket_id }, query })
    if (answer.status !== 200) throw new Error(`GET …/dumps answered ${answer.status}.`)
    return { contents: answer.body.items.map(({ content }) => content.slice(0, 5)), cursor: answer.body.next_cursor }
  }
  const first = await list({ limit: 2 })
  expect(first.contents).toEqual(['Three', 'Two'])
  expect(await list({ limit: 2, cursor: first.cursor })).toEqual({ contents: ['One'], cursor: null })
  const long = `UPDATE dump SET content = content || repeat('x', 5000000) WHERE basket_id = $1 AND content = 'Three'`
  await sqlOf(harness.deps.database.pool).query(long, [basket_id])
  const short = await list({})
  expect(short.contents).toEqual(['Three'])
  expect(await list({ cursor: short.cursor })).toEqual({ contents: ['Two', 'One'], cursor: null })
})

type Case = [what: string, path: string, init: RequestInit & { json?: unknown }, code: ProblemCode, issue?: string]

test('what is not right is refused in words, and writes nothing', async () => {
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, { title: 'One' })
  const [blocks, one] = [pathOf(basket_id), pathOf(basket_id, block.id)]
  const edit = (json: object) => ({ method: 'PATCH', json })
  const bad: Case[] = [
    ['a basket without a name', '/api/baskets', { json: {} }, 'invalid_request', 'body.name'],
    ['a blank name', '/api/baskets', { json: { name: '  ' } }, 'invalid_request', 'body.name'],
    ['a block without a title', blocks, { json: { body: 'x' } }, 'invalid_request', 'body.title'],
    ['a long title', blocks, { json: { title: 'x'.repeat(201) } }, 'invalid_request', 'body.title'],
    ['a long body', blocks, { json: { title: 'x', body: 'x'.repeat(20_001) } }, 'invalid_request', 'body.body'],
    ['an unknown type', blocks, { json: { title: 'x', type: 'idea' } }, 'invalid_request', 'body.type'],
    ['an unknown state', one, edit({ version: 1, state: 'gone' }), 'invalid_request', 'body.state'],
    ['half a character', blocks, { json: { title: '\ud800' } }, 'invalid_request', 'body.title'],
    ['an edit without a version', one, edit({ title: 'x' }), 'invalid_request', 'body.version'],
    ['version 0', one, edit({ title: 'x', version: 0 }), 'invalid_request', 'body.version'],
    ['a deletion without a version', one, { method: 'DELETE' }, 'invalid_request', 'query.version'],
    ['an empty dump', `/api/baskets/${basket_id}/dumps`, { json: { content: ' ' } }, 'invalid_request', 'body.content'],
    ['a foreign cursor', `${one}/history?cursor=eA`, {}, 'invalid_request', 'query.cursor'],
    ['a cursor of another list', `/api/baskets?cursor=eA`, {}, 'invalid_request', 'query.cursor'],
    ['a long wait', `/api/baskets/${basket_id}/events?wait_s=26`, {}, 'invalid_request', 'query.wait_s'],
    ['an unknown format', `/api/baskets/${basket_id}/export?format=pdf`, {}, 'invalid_request', 'query.format'],
  ]
  const before = await harness.countRows()
  for (const [what, path, init, code, issue] of bad) {
    const problem = await problemOf(await member.fetch(path, init))
    expect([what, problem.code, problem.issues?.map((each) => each.path)]).toEqual([what, code, [issue]])
  }
  expect(await harness.countRows()).toEqual(before)
})

test("another workspace's basket and blocks are not there, and a block is in its own basket only", async () => {
  const stranger = await harness.mint()
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, { title: 'One' })
  const other = await startBasket(member)
  for (const [who, basketId] of [
    [stranger, basket_id],
    [member, other.basket_id],
  ] as const) {
    const path = pathOf(basketId, block.id)
    const answers = [
      who.fetch(path, { method: 'PATCH', json: { version: 1, title: 'x' } }),
      who.fetch(`${path}?version=1`, { method: 'DELETE' }),
      who.fetch(`${path}/history`),
    ]
    for (const answer of await Promise.all(answers)) expect((await problemOf(answer)).code).toBe('not_found')
  }
  expect((await getBasket(member, basket_id)).content).toEqual([block])
})
