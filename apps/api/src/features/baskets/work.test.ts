import { Attachment, BasketDelta, Job, MAX_DUMP_CHARS, type ProblemCode } from '@outlast/contract'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { getBasket, readEvents, startBasket, work, workOn } from '../../testing/baskets.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { uploadDocument } from '../../testing/library.ts'
import { createScriptedManager } from '../../testing/manager.ts'
import { problemOf } from '../../testing/problem.ts'
import { followJob } from '../../testing/runs.ts'

const manager = createScriptedManager()
const OPTIONS = { analyze: manager.analyze, sandbox: { warm: { typescript: 0, python: 0 } } }
let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness(OPTIONS)
  member = await harness.mint()
})
afterAll(() => harness.close())

const post = (basketId: string, json: unknown, { who = member, prefer = '' }: { who?: Member; prefer?: string } = {}) =>
  who.fetch(`/api/baskets/${basketId}/work`, { json, headers: { prefer } })

async function startJob(basketId: string, content: string): Promise<{ job: Job; body: ReturnType<typeof workOn> }> {
  const body = workOn(basketId, content)
  const answer = await post(basketId, body, { prefer: 'wait=0' })
  expect([answer.status, answer.headers.get('preference-applied')]).toEqual([202, 'wait=0'])
  return { job: Job.parse(await answer.json()), body }
}

test('sources become a delta that changes nothing yet, with a reason and a quote for each change', async () => {
  const { basket_id } = await startBasket(member)
  const body = workOn(basket_id, '+ Call the bank | About the loan.', {
    intent: 'Tasks',
    agent_hints: { some: 'hint' },
  })
  const answer = await post(basket_id, body)
  expect(answer.status).toBe(200)
  const delta = BasketDelta.strict().parse(await answer.json())
  const [change] = delta.changes
  expect(change).toMatchObject({
    entity: 'context_block',
    op: 'CREATE',
    from_version: 0,
    to_version: 1,
    before: null,
    after: { title: 'Call the bank', body: 'About the loan.' },
  })
  expect(delta).toMatchObject({
    basket_id,
    recommended_actions: [{ type: 'APPLY_ALL', target: delta.delta_id }],
    explanations: [
      { by: 'script', change_id: change?.change_id, quote: '+ Call the bank | About the loan.', source: 0 },
    ],
    confidence: 0.9,
  })
  expect(await getBasket(member, basket_id)).toMatchObject({ content: [], open_deltas: 1, last_event: 3 })
  const events = await readEvents(member, basket_id)
  expect(events.at(-2)).toMatchObject({ type: 'analysis.started', by: 'person', delta_id: null, changes: [] })
  expect(events.at(-1)).toMatchObject({ type: 'delta.proposed', by: 'manager', delta_id: delta.delta_id, changes: [] })
})

test('changes that are not sure are recommended for a look, open questions for a talk', async () => {
  const { basket_id } = await startBasket(member)
  const delta = await work(member, basket_id, '+ sure\n+ unsure one')
  const unsure = delta.changes.find(({ after }) => after?.title === 'unsure one')
  expect(delta.recommended_actions).toEqual([{ type: 'EDIT', target: unsure?.change_id }])
  const nothing = await work(member, basket_id, 'Nothing of this is new.')
  expect(nothing).toMatchObject({ changes: [], recommended_actions: [], summary: 'Nothing new.' })
})

test('the same request is answered byte for byte by one delta: fifty at once, later, and by the next server', async () => {
  const { basket_id } = await startBasket(member)
  const body = workOn(basket_id, '+ One block | of "many" – with 会議 and \u2028')
  const asked = manager.requests.length
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(basket_id, body)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const texts = new Set(await Promise.all(answers.map((answer) => answer.text())))
  expect([texts.size, manager.requests.length - asked]).toEqual([1, 1])
  const [text = ''] = texts
  // What became of the delta in the meantime is told elsewhere; so is what became of the basket.
  const { delta_id } = BasketDelta.parse(JSON.parse(text))
  await member.api.baskets.apply({ params: { basket_id, delta_id }, body: {} })
  await member.api.baskets.change({ params: { basket_id }, body: { archived: true } })
  const next = await createHarness({ ...OPTIONS, beside: harness })
  const again = await post(basket_id, body, { who: next.as(member) })
  expect([again.status, await again.text()]).toEqual([200, text])
  await next.close()
  const deltas = await member.api.baskets.listDeltas({ params: { basket_id } })
  expect(deltas.body).toMatchObject({ items: [{ delta_id }], next_cursor: null })
})

test('the same request_id with another body is refused; in another basket it is another request', async () => {
  const [one, other] = [await startBasket(member), await startBasket(member)]
  const body = workOn(one.basket_id, '+ One')
  await post(one.basket_id, body)
  for (const change of [{ intent: 'x' }, { sources: [{ type: 'text', content: '+ Two' }] }]) {
    const answer = await post(one.basket_id, { ...body, ...change })
    expect(await problemOf(answer)).toMatchObject({ code: 'idempotency_mismatch', detail: /request_id/ })
  }
  const elsewhere = await post(other.basket_id, { ...body, basket_id: other.basket_id })
  expect(elsewhere.status).toBe(200)
})

test('an analysis that outlives the wait is a job, and its delta comes later', async () => {
  const { basket_id } = await startBasket(member, 'Plans')
  const { begun, release } = manager.hold()
  const { job, body } = await startJob(basket_id, '+ One')
  expect(job).toMatchObject({ kind: 'basket.analyze', title: 'Plans', subject_id: basket_id })
  await begun
  expect(await followJob(member, job.job_id, ({ progress_label }) => progress_label === 'Thinking')).toMatchObject({
    status: 'running',
    progress_source: 'reported',
  })
  release()
  await followJob(member, job.job_id)
  const deltas = await member.api.baskets.listDeltas({ params: { basket_id } })
  expect(deltas.body).toMatchObject({ items: [{ job_id: job.job_id, status: 'proposed' }] })
  const answer = await post(basket_id, body, { prefer: 'wait=0' })
  const { delta_id } = BasketDelta.parse(await answer.json())
  const result = await member.api.jobs.result({ params: { job_id: job.job_id } })
  expect(result.body).toMatchObject({ result: { basket_id, delta_id, changes: 1 } })
})

test('dumps and documents of the library are sources, in their order; documents are waited for', async () => {
  const { basket_id } = await startBasket(member)
  const dump = await member.api.baskets.addDump({ params: { basket_id }, body: { content: '+ From a dump' } })
  if (dump.status !== 201) throw new Error(`POST …/dumps answered ${dump.status}.`)
  const { file } = await uploadDocument(member, {
    name: 'plan.md',
    content: '# Plan\n\nFirst.\n\n## Later\n\nSecond.\n',
  })
  const sources = [
    { type: 'raw_dump', id: dump.body.dump_id },
    { type: 'text', content: '+ From a text' },
    { type: 'file', id: file.file_id },
  ]
  const answer = await post(basket_id, { request_id: 'r', basket_id, sources })
  const { changes, explanations } = BasketDelta.parse(await answer.json())
  expect(changes.map(({ after }) => after?.title)).toEqual(['From a dump', 'From a text'])
  expect(explanations.map(({ source }) => source)).toEqual([0, 1])
  expect(manager.requests.at(-1)?.sources).toEqual([
    { type: 'raw_dump', name: expect.stringMatching(/^Note of 20/), text: '+ From a dump' },
    { type: 'text', name: 'Text', text: '+ From a text' },
    { type: 'file', name: 'plan.md', text: '# Plan\n\nFirst.\n\nLater\n\nSecond.' },
  ])
})

test('a document that cannot be read fails the analysis in words', async () => {
  const { basket_id } = await startBasket(member)
  const content = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF`
  const { file } = await uploadDocument(member, { name: 'broken.pdf', content })
  const answer = await post(basket_id, { ...workOn(basket_id, ''), sources: [{ type: 'file', id: file.file_id }] })
  const problem = await problemOf(answer)
  expect(problem).toMatchObject({
    code: 'analysis_failed',
    detail: expect.stringContaining('broken.pdf cannot be read'),
  })
  expect(await getBasket(member, basket_id)).toMatchObject({ last_event: 2, open_deltas: 0 })
})

test.each([
  ['a model that refuses', '! No such key.', 'No such key.'],
  ['a manager that invents a block', '? Invented', 'is not in the basket'],
  ['a manager that deletes what is not there', '- Never there', 'needs the id of a block'],
])('%s fails the analysis with its reason, and nothing is proposed', async (_, line, reason) => {
  const { basket_id } = await startBasket(member)
  const body = workOn(basket_id, `+ Something else\n${line}`)
  for (const problem of [await problemOf(await post(basket_id, body)), await problemOf(await post(basket_id, body))]) {
    expect(problem).toMatchObject({ code: 'analysis_failed', detail: expect.stringContaining(reason) })
  }
  expect(await getBasket(member, basket_id)).toMatchObject({ last_event: 2, open_deltas: 0 })
})

test('a locked block is never touched', async () => {
  const { basket_id } = await startBasket(member)
  const block = { title: 'Mine', body: 'Stays.', state: 'locked' as const }
  await member.api.baskets.addBlock({ params: { basket_id }, body: block })
  const problem = await problemOf(await post(basket_id, workOn(basket_id, '~ Mine | Other.')))
  expect(problem).toMatchObject({ code: 'analysis_failed', detail: expect.stringContaining('is locked') })
})

test('a basket that is archived while its sources are analysed gets nothing, and the job says why', async () => {
  const { basket_id } = await startBasket(member)
  const { begun, release } = manager.hold()
  const { job, body } = await startJob(basket_id, '+ Too late')
  await begun
  await member.api.baskets.change({ params: { basket_id }, body: { archived: true } })
  release()
  expect(await followJob(member, job.job_id)).toMatchObject({ status: 'failed', error: { code: 'basket_archived' } })
  expect(await problemOf(await post(basket_id, body))).toMatchObject({ code: 'analysis_failed', detail: /archived/ })
  expect(await problemOf(await post(basket_id, workOn(basket_id, '+ New')))).toMatchObject({ code: 'basket_archived' })
  const types = (await readEvents(member, basket_id)).map(({ type }) => type)
  expect(types).toEqual(['basket.created', 'analysis.started', 'basket.archived'])
})

test('a basket that is archived in the last moment gets nothing either', async () => {
  const { basket_id } = await startBasket(member)
  const { pool } = harness.deps.database
  // Archived past the lock, when the job has looked for the last time: its own transaction finds it so.
  const lock = await pool.connect()
  await lock.query('BEGIN')
  await lock.query('UPDATE basket SET archived_at = now() WHERE id = $1', [basket_id])
  const job = await enqueuePast(basket_id)
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM basket%FOR NO KEY%'`
  await vi.waitFor(async () => expect((await pool.query(waiting)).rows).toHaveLength(1), {
    interval: 5,
    timeout: 9_000,
  })
  await lock.query('COMMIT')
  lock.release()
  expect(await followJob(member, job)).toMatchObject({
    status: 'failed',
    error: { code: 'basket_archived', detail: expect.stringContaining('nothing was proposed') },
  })
  expect(await getBasket(member, basket_id)).toMatchObject({ open_deltas: 0, last_event: 1 })
})

/** A job that needs no look at the basket before it starts. */
async function enqueuePast(basketId: string): Promise<string> {
  const { jobId } = await harness.deps.engine.enqueue({
    workspaceId: member.workspaceId,
    kind: 'basket.analyze',
    title: 'Past the lock',
    input: { basket_id: basketId, sources: [{ type: 'text', content: '+ One' }] },
    subjectId: basketId,
  })
  return jobId
}

test('a cancelled analysis proposes nothing', async () => {
  const { basket_id } = await startBasket(member)
  const { begun, release } = manager.hold()
  const { job, body } = await startJob(basket_id, '+ Stopped')
  await begun
  await member.api.jobs.cancel({ params: { job_id: job.job_id }, body: {} })
  expect(await followJob(member, job.job_id)).toMatchObject({ status: 'cancelled' })
  release()
  expect(await problemOf(await post(basket_id, body))).toMatchObject({ code: 'analysis_failed', detail: /cancelled/ })
  expect(await getBasket(member, basket_id)).toMatchObject({ open_deltas: 0, last_event: 2 })
})

test('a job that is run again proposes a delta of its own', async () => {
  const { basket_id } = await startBasket(member)
  const { job } = await startJob(basket_id, '+ Twice')
  await followJob(member, job.job_id)
  const again = await member.api.jobs.retry({ params: { job_id: job.job_id }, body: {} })
  if (again.status !== 202) throw new Error(`POST …/retry answered ${again.status}.`)
  await followJob(member, again.body.job_id)
  const { body } = await member.api.baskets.listDeltas({ params: { basket_id } })
  expect(body).toMatchObject({ items: [{ job_id: again.body.job_id }, { job_id: job.job_id }] })
})

const text = (content: unknown) => [{ type: 'text', content }]
const BAD: [what: string, change: object, code: ProblemCode, issue?: string][] = [
  ['no sources', { sources: undefined }, 'invalid_request', 'body.sources'],
  ['an empty list of sources', { sources: [] }, 'invalid_request', 'body.sources'],
  ['an empty text', { sources: text('') }, 'invalid_request', 'body.sources.0.content'],
  ['a blank text', { sources: text(' \n ') }, 'invalid_request', 'body.sources.0.content'],
  ['a text that is none', { sources: text(7) }, 'invalid_request', 'body.sources.0.content'],
  ['NUL in a text', { sources: text('a\u0000') }, 'invalid_request', 'body.sources.0.content'],
  ['half a character', { sources: text('\ud800') }, 'invalid_request', 'body.sources.0.content'],
  ['5 MB of text', { sources: text('x'.repeat(5_000_000)) }, 'invalid_request', 'body.sources.0.content'],
  ['more than 5 MiB', { sources: text('x'.repeat(5_300_000)) }, 'body_too_large'],
  [
    'a text over the limit',
    { sources: text('x'.repeat(MAX_DUMP_CHARS + 1)) },
    'invalid_request',
    'body.sources.0.content',
  ],
  ['an unsupported type', { sources: [{ type: 'video', id: 'x' }] }, 'invalid_request', 'body.sources.0.type'],
  ['21 sources', { sources: Array.from({ length: 21 }, () => text('x')[0]) }, 'invalid_request', 'body.sources'],
  ['a dump that is no id', { sources: [{ type: 'raw_dump', id: 'x' }] }, 'invalid_request', 'body.sources.0.id'],
  ['no request_id', { request_id: undefined }, 'invalid_request', 'body.request_id'],
  ['another basket in the body', { basket_id: crypto.randomUUID() }, 'invalid_request', 'body.basket_id'],
  ['hints that are too long', { agent_hints: { x: 'x'.repeat(10_001) } }, 'invalid_request', 'body.agent_hints'],
  ['an unknown dump', { sources: [{ type: 'raw_dump', id: crypto.randomUUID() }] }, 'not_found'],
  ['an unknown file', { sources: [{ type: 'file', id: crypto.randomUUID() }] }, 'not_found'],
]

test('what cannot be worked with is refused in words, and writes nothing', async () => {
  const { basket_id } = await startBasket(member)
  const before = await harness.countRows()
  for (const [what, change, code, issue] of BAD) {
    const problem = await problemOf(await post(basket_id, { ...workOn(basket_id, '+ One'), ...change }))
    expect([what, problem.code]).toEqual([what, code])
    expect(problem.issues?.map(({ path }) => path) ?? [undefined]).toContain(issue)
  }
  expect(await harness.countRows()).toEqual(before)
})

test("another workspace's basket, dump and document, another basket's dump, and a thread's file are not there", async () => {
  const stranger = await harness.mint()
  const [own, theirs, second] = [await startBasket(member), await startBasket(stranger), await startBasket(member)]
  const { file } = await uploadDocument(stranger, { name: 'theirs.txt', content: 'Theirs.' })
  const dumpOf = async (who: Member, basketId: string) => {
    const added = await who.api.baskets.addDump({ params: { basket_id: basketId }, body: { content: 'x' } })
    return added.status === 201 ? added.body.dump_id : ''
  }
  const attached = await attach()
  const sources = [
    { type: 'file', id: file.file_id },
    { type: 'file', id: attached },
    { type: 'raw_dump', id: await dumpOf(stranger, theirs.basket_id) },
    { type: 'raw_dump', id: await dumpOf(member, second.basket_id) },
  ]
  for (const source of sources) {
    const answer = await post(own.basket_id, { ...workOn(own.basket_id, ''), sources: [source] })
    expect([source, (await problemOf(answer)).code]).toEqual([source, 'not_found'])
  }
  const foreign = await post(theirs.basket_id, workOn(theirs.basket_id, '+ One'))
  expect((await problemOf(foreign)).code).toBe('not_found')
})

async function attach(): Promise<string> {
  const headers = { 'x-session-id': crypto.randomUUID() }
  const thread = await member.api.coach.createThread({ headers, body: {} })
  if (thread.status !== 201) throw new Error(`POST /api/threads answered ${thread.status}.`)
  const form = new FormData()
  form.set('file', new Blob(['Attached.']), 'a.txt')
  const answer = await member.fetch(`/api/threads/${thread.body.thread_id}/files`, {
    method: 'POST',
    body: form,
    headers,
  })
  return Attachment.parse(await answer.json()).file_id
}

test('deleting the workspace leaves no row of any basket', async () => {
  await harness.deps.engine.idle()
  const before = await harness.countRows()
  const leaving = await harness.mint()
  const { basket_id } = await startBasket(leaving)
  await leaving.api.baskets.addDump({
    params: { basket_id },
    body: { content: 'x' },
    headers: { 'idempotency-key': 'k' },
  })
  const { delta_id } = await work(leaving, basket_id, '+ One')
  await leaving.api.baskets.apply({ params: { basket_id, delta_id }, body: {} })
  expect((await leaving.api.workspace.get()).body).toMatchObject({ baskets: 1 })
  const { begun, release } = manager.hold()
  void post(basket_id, workOn(basket_id, '+ Two'), { who: leaving }).catch(() => undefined)
  await begun
  expect((await leaving.api.workspace.remove()).status).toBe(204)
  await harness.deps.engine.idle()
  expect(await harness.countRows()).toEqual(before)
  release()
})

test('a workspace that is deleted while baskets of it are worked on leaves nothing and answers no 500', async () => {
  await harness.deps.engine.idle()
  const before = await harness.countRows()
  const leaving = await harness.mint()
  const { basket_id } = await startBasket(leaving)
  const requests = Array.from({ length: 10 }, (_, n) => [
    post(basket_id, workOn(basket_id, `+ Block ${n}`), { who: leaving, prefer: 'wait=0' }),
    leaving.fetch(`/api/baskets/${basket_id}/blocks`, { json: { title: `Block ${n}` } }),
    leaving.fetch('/api/baskets', { json: { name: `Basket ${n}` } }),
  ]).flat()
  requests.splice(15, 0, leaving.fetch('/api/workspace', { method: 'DELETE' }))
  const statuses = (await Promise.all(requests)).map(({ status }) => status)
  expect(statuses.filter((status) => ![200, 201, 202, 204, 401, 404, 502].includes(status))).toEqual([])
  await harness.deps.engine.idle()
  expect(await harness.countRows()).toEqual(before)
})
