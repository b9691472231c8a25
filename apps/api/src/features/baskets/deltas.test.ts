import { fold } from '@outlast/basket'
import { type BasketDelta, DeltaView, type Problem } from '@outlast/contract'
import { sqlOf } from '@outlast/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addBlock,
  apply,
  at,
  decide,
  editBlock,
  getBasket,
  getDelta,
  readEvents,
  startBasket,
  undo,
  work,
} from '../../testing/baskets.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { createScriptedManager } from '../../testing/manager.ts'
import { problemOf } from '../../testing/problem.ts'
import { expireDeltas } from './decide-delta.ts'

const manager = createScriptedManager()
let harness: Harness
let member: Member
beforeAll(async () => {
  const sandbox = { warm: { typescript: 0, python: 0 } }
  harness = await createHarness({ analyze: manager.analyze, sandbox, env: { BASKET_DELTA_EXPIRY_DAYS: '7' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

async function begin() {
  const { basket_id } = await startBasket(member)
  const block = await addBlock(member, basket_id, {
    title: 'Meeting',
    body: 'We meet on Monday at nine in the small room.',
  })
  return { basket_id, block }
}

const idsOf = ({ changes }: BasketDelta) => changes.map(({ change_id }) => change_id)
const say = async (basketId: string) =>
  (await getBasket(member, basketId)).content.map(({ title, body }) => (body === '' ? title : `${title}: ${body}`))
const typesOf = async (basketId: string) => (await readEvents(member, basketId)).map(({ type }) => type)

async function refused(response: Promise<Response>): Promise<Problem> {
  return problemOf(await response)
}

test('an applied delta is in the blocks, with one event that says what it changed', async () => {
  const { basket_id, block } = await begin()
  const delta = await work(member, basket_id, '~ Meeting | We meet on Tuesday.\n+ New\n+ Newer')
  const applied = await apply(member, delta)
  expect(applied).toMatchObject({ status: 'applied', applied_change_ids: idsOf(delta), stale: [], expires_at: null })
  expect(applied.decided_at).not.toBeNull()
  const { content } = await getBasket(member, basket_id)
  expect(content).toMatchObject([
    { id: block.id, version: 2, body: 'We meet on Tuesday.', created_at: block.created_at },
    { title: 'New', version: 1 },
    { title: 'Newer', version: 1 },
  ])
  const events = await readEvents(member, basket_id)
  expect(events.at(-1)).toMatchObject({
    type: 'delta.applied',
    by: 'person',
    delta_id: delta.delta_id,
    changes: delta.changes,
  })
})

test('applying twice answers the same, at once and later; anything else is decided already', async () => {
  const { basket_id } = await begin()
  const delta = await work(member, basket_id, '+ One\n+ Two')
  const answers = await Promise.all(Array.from({ length: 8 }, () => apply(member, delta)))
  for (const answer of [
    ...answers,
    await apply(member, delta, idsOf(delta)),
    await getDelta(member, basket_id, delta.delta_id),
  ])
    expect(answer).toEqual(answers[0])
  const begun = ['basket.created', 'block.created', 'analysis.started', 'delta.proposed']
  expect(await typesOf(basket_id)).toEqual([...begun, 'delta.applied'])
  for (const body of [{ change_ids: idsOf(delta).slice(1) }]) {
    expect(await refused(decide(member, delta, { how: 'apply', body }))).toMatchObject({ code: 'delta_decided' })
  }
  expect((await refused(decide(member, delta, { how: 'reject' }))).code).toBe('delta_decided')
  expect((await refused(decide(member, delta, { how: 'rebase' }))).code).toBe('delta_decided')
})

test('some of the changes are applied, with what they require; the others stay away for good', async () => {
  const { basket_id } = await begin()
  const delta = await work(member, basket_id, '+ One\n+ Two\n+ Three')
  const [first, second, third] = idsOf(delta)
  const sql = sqlOf(harness.deps.database.pool)
  const require = `UPDATE delta SET changes = jsonb_set(changes, '{0,requires}', jsonb_build_array($2::text)) WHERE id = $1`
  await sql.query(require, [delta.delta_id, third])
  const applied = await apply(member, delta, [first ?? ''])
  expect(applied).toMatchObject({ status: 'partly_applied', applied_change_ids: [first, third] })
  expect(await say(basket_id)).toEqual([expect.stringContaining('Meeting'), 'One', 'Three'])
  const again = await Promise.all([
    apply(member, delta, [first ?? '']),
    apply(member, delta, [third ?? '', first ?? '']),
  ])
  expect(again).toEqual([applied, applied])
  for (const body of [{}, { change_ids: [second] }, { change_ids: [third] }])
    expect((await refused(decide(member, delta, { how: 'apply', body }))).code).toBe('delta_decided')
  const [event] = (await readEvents(member, basket_id)).slice(-1)
  expect(event).toMatchObject({ type: 'delta.partly_applied', summary: expect.stringContaining('2 of 3') })
})

test('a stale change is a conflict with both sides, and nothing at all is applied', async () => {
  const { basket_id, block } = await begin()
  const delta = await work(member, basket_id, '+ New\n~ Meeting | We meet on Tuesday at nine in the small room.')
  const now = await editBlock(member, basket_id, { ...at(block), body: 'We meet on Friday at nine in the small room.' })
  expect((await getDelta(member, basket_id, delta.delta_id)).stale).toEqual([idsOf(delta)[1]])
  const before = await readEvents(member, basket_id)
  for (const how of ['apply', 'rebase'] as const) {
    const problem = await refused(decide(member, delta, { how }))
    expect(problem).toMatchObject({
      code: 'version_conflict',
      conflicts: [
        {
          change_id: idsOf(delta)[1],
          id: block.id,
          from_version: 1,
          current_version: 2,
          base: { body: block.body },
          proposed: { body: 'We meet on Tuesday at nine in the small room.' },
          current: { body: now.body },
        },
      ],
    })
  }
  expect(await readEvents(member, basket_id)).toEqual(before)
  // What does not stand on it can be applied all the same.
  expect(await apply(member, delta, idsOf(delta).slice(0, 1))).toMatchObject({ status: 'partly_applied' })
})

test('a rebase puts edits of other words together, and ends conflicts as asked', async () => {
  const { basket_id, block } = await begin()
  const propose = () => work(member, basket_id, '~ Meeting | We meet on Tuesday at nine in the small room.\n+ New')
  const [merged, kept, taken] = [await propose(), await propose(), await propose()]
  const large = await editBlock(member, basket_id, {
    ...at(block),
    body: block.body.replace('small', 'large'),
    state: 'proposed',
  })
  const rebased = DeltaView.parse(await (await decide(member, merged, { how: 'rebase' })).json())
  expect(rebased).toMatchObject({ revision: 2, stale: [], status: 'proposed' })
  expect(rebased.changes[0]).toMatchObject({
    from_version: 2,
    before: { body: large.body },
    after: { body: 'We meet on Tuesday at nine in the large room.', state: 'proposed' },
  })
  // Nothing to do any more is no event.
  expect(DeltaView.parse(await (await decide(member, merged, { how: 'rebase' })).json())).toEqual(rebased)
  await editBlock(member, basket_id, { ...at(large), body: 'Never again on Mondays.' })
  const keep = await decide(member, kept, { how: 'rebase', body: { on_conflict: 'keep_current' } })
  const kept2 = DeltaView.parse(await keep.json())
  expect(kept2).toMatchObject({ changes: [{ op: 'CREATE' }], stale: [] })
  expect([kept2.explanations.map(({ change_id }) => change_id), Object.keys(kept2.change_confidence)]).toEqual([
    [null, idsOf(kept)[1]],
    [idsOf(kept)[1]],
  ])
  await decide(member, taken, { how: 'rebase', body: { on_conflict: 'take_proposed' } })
  expect(await apply(member, taken)).toMatchObject({ status: 'applied' })
  expect(await say(basket_id)).toContain('Meeting: We meet on Tuesday at nine in the small room.')
  const rebases = (await typesOf(basket_id)).filter((type) => type === 'delta.rebased')
  expect(rebases).toHaveLength(3)
})

test('of two conflicts each can be ended by itself', async () => {
  const { basket_id, block } = await begin()
  const large = await addBlock(member, basket_id, { title: 'Room', body: 'The small one.' })
  const delta = await work(member, basket_id, '~ Meeting | We never meet.\n~ Room | The large one.')
  await editBlock(member, basket_id, { ...at(block), body: 'We meet on Friday.' })
  await editBlock(member, basket_id, { ...at(large), body: 'The blue one.' })
  const [meeting = '', room = ''] = idsOf(delta)
  const end = async (change_ids: string[], on_conflict: string) =>
    DeltaView.parse(await (await decide(member, delta, { how: 'rebase', body: { on_conflict, change_ids } })).json())
  const unknown = decide(member, delta, { how: 'rebase', body: { change_ids: [room, crypto.randomUUID()] } })
  expect(await refused(unknown)).toMatchObject({ code: 'invalid_request', issues: [{ path: 'body.change_ids.1' }] })
  const reported = await refused(decide(member, delta, { how: 'rebase', body: { change_ids: [room] } }))
  expect(reported).toMatchObject({ code: 'version_conflict', conflicts: [{ change_id: room }] })
  expect(await end([room], 'take_proposed')).toMatchObject({ stale: [meeting], changes: [{}, { from_version: 2 }] })
  expect(await end([meeting], 'keep_current')).toMatchObject({ stale: [], changes: [{ change_id: room }] })
  await apply(member, delta)
  expect(await say(basket_id)).toEqual(['Meeting: We meet on Friday.', 'Room: The large one.'])
})

test('a proposed text can be edited before it is applied, and its diff follows', async () => {
  const { basket_id, block } = await begin()
  const { changes, delta_id } = await work(member, basket_id, '~ Meeting | We meet.')
  const params = { basket_id, delta_id, change_id: changes[0]?.change_id ?? '' }
  const edited = await member.api.baskets.editChange({ params, body: { title: 'Our meeting' } })
  expect(edited).toMatchObject({
    status: 200,
    body: { revision: 2, changes: [{ after: { title: 'Our meeting', body: 'We meet.' } }] },
  })
  expect((await member.api.baskets.editChange({ params, body: { title: 'Our meeting' } })).body).toEqual(edited.body)
  const nothing = await member.api.baskets.editChange({ params, body: { title: block.title, body: block.body } })
  expect(nothing).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  await member.api.baskets.apply({ params, body: {} })
  expect(await say(basket_id)).toEqual(['Our meeting: We meet.'])
  expect((await member.api.baskets.editChange({ params, body: { title: 'Late' } })).body).toMatchObject({
    code: 'delta_decided',
  })
})

test('undo takes back what was applied as a delta of its own, once; undoing that brings it back', async () => {
  const { basket_id, block } = await begin()
  const delta = await work(member, basket_id, '~ Meeting | We meet.\n+ New')
  await apply(member, delta)
  const before = await say(basket_id)
  const undos = await Promise.all(Array.from({ length: 5 }, () => undo(member, delta)))
  expect(new Set(undos.map(({ delta_id }) => delta_id)).size).toBe(1)
  const [undone] = undos
  if (undone === undefined) throw new Error('There are five answers.')
  expect(undone).toMatchObject({ status: 'applied', undoes: delta.delta_id, job_id: null })
  expect(await getDelta(member, basket_id, delta.delta_id)).toMatchObject({
    status: 'undone',
    undone_by: undone.delta_id,
  })
  expect(await say(basket_id)).toEqual([`Meeting: ${block.body}`])
  expect((await getBasket(member, basket_id)).content).toMatchObject([{ version: 3 }])
  expect((await refused(decide(member, delta, { how: 'apply' }))).code).toBe('delta_decided')
  await undo(member, undone)
  expect(await say(basket_id)).toEqual(before)
  const events = await readEvents(member, basket_id)
  expect(events.map(({ type }) => type).slice(-2)).toEqual(['delta.undone', 'delta.undone'])
  expect(fold(events).get(block.id)).toMatchObject({ version: 4, content: { body: 'We meet.' } })
})

test('a later edit that stands on a delta keeps it from being undone; one that was taken back does not', async () => {
  const { basket_id, block } = await begin()
  const delta = await work(member, basket_id, '~ Meeting | We meet.\n+ New')
  await apply(member, delta)
  const edited = await editBlock(member, basket_id, { id: block.id, version: 2, body: 'We meet. Now and then.' })
  const problem = await refused(decide(member, delta, { how: 'undo' }))
  expect(problem).toMatchObject({
    code: 'version_conflict',
    conflicts: [{ id: block.id, current: { body: edited.body } }],
  })
  await editBlock(member, basket_id, { ...at(edited), body: 'We meet.' })
  expect(await undo(member, delta)).toMatchObject({ changes: [{ op: 'DELETE' }, { op: 'UPDATE', from_version: 4 }] })
  expect(await say(basket_id)).toEqual([`Meeting: ${block.body}`])
})

test('a rejected delta changes nothing and stays rejected; what was never applied cannot be undone', async () => {
  const { basket_id } = await begin()
  const delta = await work(member, basket_id, '+ New')
  expect((await refused(decide(member, delta, { how: 'undo' }))).code).toBe('delta_not_applied')
  const [one, two] = [await decide(member, delta, { how: 'reject' }), await decide(member, delta, { how: 'reject' })]
  const rejected = DeltaView.parse(await one.json())
  expect(rejected).toMatchObject({ status: 'rejected', applied_change_ids: [] })
  expect(await two.json()).toEqual(rejected)
  for (const how of ['apply', 'rebase', 'undo'] as const) {
    const { code } = await refused(decide(member, delta, { how }))
    expect(code).toBe(how === 'undo' ? 'delta_not_applied' : 'delta_decided')
  }
  const begun = ['basket.created', 'block.created', 'analysis.started', 'delta.proposed']
  expect(await typesOf(basket_id)).toEqual([...begun, 'delta.rejected'])
})

test('a delta that nobody reviewed in time expires, by an event of its own', async () => {
  const { basket_id } = await begin()
  const [old, fresh] = [await work(member, basket_id, '+ Old'), await work(member, basket_id, '+ Fresh')]
  const expiry =
    Date.parse((await getDelta(member, basket_id, fresh.delta_id)).expires_at ?? '') - Date.parse(fresh.created_at)
  expect(expiry).toBe(7 * 86_400_000)
  const age = `UPDATE delta SET created_at = now() - interval '7 days 1 second' WHERE id = $1`
  await sqlOf(harness.deps.database.pool).query(age, [old.delta_id])
  await Promise.all([expireDeltas(harness.deps, 7), expireDeltas(harness.deps, 7)])
  expect(await getDelta(member, basket_id, old.delta_id)).toMatchObject({ status: 'expired', expires_at: null })
  expect(await getDelta(member, basket_id, fresh.delta_id)).toMatchObject({ status: 'proposed' })
  expect(await refused(decide(member, old, { how: 'apply' }))).toMatchObject({
    code: 'delta_decided',
    detail: /expired/,
  })
  const expired = (await readEvents(member, basket_id)).filter(({ type }) => type === 'delta.expired')
  expect(expired).toMatchObject([{ by: 'system', delta_id: old.delta_id }])
})

test('unknown changes, deltas of other baskets and an archived basket are told apart, and change nothing', async () => {
  const { basket_id } = await begin()
  const delta = await work(member, basket_id, '+ New')
  const other = await begin()
  const before = await readEvents(member, basket_id)
  const unknown = crypto.randomUUID()
  const body = { change_ids: [idsOf(delta)[0], unknown] }
  expect(await refused(decide(member, delta, { how: 'apply', body }))).toMatchObject({
    code: 'invalid_request',
    issues: [{ path: 'body.change_ids.1' }],
  })
  for (const change_ids of [[], ['x'], 'all'])
    expect((await refused(decide(member, delta, { how: 'apply', body: { change_ids } }))).code).toBe('invalid_request')
  for (const how of ['apply', 'reject', 'rebase', 'undo'] as const)
    expect((await refused(decide(member, { ...delta, basket_id: other.basket_id }, { how }))).code).toBe('not_found')
  await member.api.baskets.change({ params: { basket_id }, body: { archived: true } })
  for (const how of ['apply', 'reject', 'rebase', 'undo'] as const)
    expect((await refused(decide(member, delta, { how }))).code).toBe('basket_archived')
  expect((await readEvents(member, basket_id)).slice(0, -1)).toEqual(before)
  await member.api.baskets.change({ params: { basket_id }, body: { archived: false } })
  expect(await apply(member, delta)).toMatchObject({ status: 'applied' })
})

test('of two deltas for the same block that are applied at once, one wins and the other is a conflict', async () => {
  const { basket_id } = await begin()
  const deltas = [await work(member, basket_id, '~ Meeting | One.'), await work(member, basket_id, '~ Meeting | Two.')]
  const answers = await Promise.all(deltas.map((delta) => decide(member, delta, { how: 'apply' })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect((await getBasket(member, basket_id)).content).toMatchObject([{ version: 2 }])
})

test('deltas are listed newest first, by status, and a page at a time', async () => {
  const { basket_id } = await begin()
  const made: string[] = []
  for (const title of ['A', 'B', 'C']) made.push((await work(member, basket_id, `+ ${title}`)).delta_id)
  await decide(member, { basket_id, delta_id: made[1] ?? '' }, { how: 'reject' })
  const list = async (query: object) => {
    const answer = await member.api.baskets.listDeltas({ params: { basket_id }, query })
    if (answer.status !== 200) throw new Error(`GET …/deltas answered ${answer.status}.`)
    return { ids: answer.body.items.map(({ delta_id }) => delta_id), cursor: answer.body.next_cursor }
  }
  expect(await list({})).toEqual({ ids: made.toReversed(), cursor: null })
  expect(await list({ status: 'rejected' })).toEqual({ ids: [made[1]], cursor: null })
  const first = await list({ limit: 2 })
  expect(first.ids).toEqual([made[2], made[1]])
  expect(await list({ limit: 2, cursor: first.cursor })).toEqual({ ids: [made[0]], cursor: null })
  // Deltas that are large make pages small.
  await sqlOf(harness.deps.database.pool).query('UPDATE delta SET chars = 5000000 WHERE basket_id = $1', [basket_id])
  const large = await list({})
  expect(large.ids).toEqual([made[2]])
  expect((await list({ cursor: large.cursor })).ids).toEqual([made[1]])
})
