import type { DrawingElement, Proposal } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ended, accept, ask, bodyOf, drawn, stepsOf, view } from '../../testing/canvas.ts'
import { type ChatServer, type Script, startChatServer } from '../../testing/chat-server.ts'
import { createTap } from '../../testing/chat-scripts.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { followJob } from '../../testing/runs.ts'

let chat: ChatServer
let harness: Harness
let member: Member
beforeAll(async () => {
  chat = await startChatServer(() => 'hang')
  const env = { OPENAI_BASE_URL: chat.baseUrl, CHAT_MODEL: 'stub', OPENAI_API_KEY: 'sk-secret' }
  harness = await createHarness({ env, sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(async () => {
  await harness.close()
  await chat.close()
})

const say = (...answers: unknown[]): Script => {
  const texts = answers.map((answer) => (typeof answer === 'string' ? answer : JSON.stringify(answer)))
  let at = 0
  return () => ({ pieces: [texts[at++] ?? ''] })
}

const flowchart = (nodes: string[], edges: [string, string][] = []) => ({
  drawing: {
    kind: 'flowchart',
    nodes: nodes.map((id) => ({ id, label: `Step ${id}`, role: null, group: null })),
    edges: edges.map(([from, to]) => ({ from, to, label: null })),
  },
})

function proposalOf({ job, proposal }: Ended): Proposal {
  if (proposal === null) throw new Error(`The drawing ended as ${job.status}: ${JSON.stringify(job.error)}`)
  return proposal
}

const GOOD = flowchart(['a', 'b'], [['a', 'b']])

test('a model says what is in a drawing, and is asked for it with the wish marked as such', async () => {
  chat.script(say(GOOD))
  const { job, proposal } = await drawn(member, { instructions: 'Two steps', style: 'corporate' })
  expect(stepsOf(job)[0]).toMatchObject({ step: 'begin', planner: 'stub' })
  expect(proposal).toMatchObject({ planner: 'stub', style: 'corporate', remove: [], change: [] })
  const texts = proposal?.add.flatMap(({ text }) => (typeof text === 'string' ? text : []))
  expect(texts).toEqual(['Step a', 'Step b'])
  const request = chat.requests.at(-1)
  expect(request).toMatchObject({ model: 'stub', response_format: { type: 'json_object' } })
  expect(request?.messages.at(-1)?.content).toContain('<<<\nTwo steps\n>>>')
})

test('a server that does not know how to be asked for JSON is asked in words, from then on', async () => {
  const own = await startChatServer((request) =>
    'response_format' in request
      ? { status: 400 }
      : { pieces: ['Here it is:\n```json\n', JSON.stringify(GOOD), '\n```'] },
  )
  const env = { OPENAI_BASE_URL: own.baseUrl, CHAT_MODEL: 'stub' }
  const other = await createHarness({ env, sandbox: { warm: { typescript: 0, python: 0 } } })
  const guest = await other.mint()
  for (const instructions of ['one', 'two']) expect((await drawn(guest, { instructions })).job.status).toBe('completed')
  expect(own.requests.map((request) => 'response_format' in request)).toEqual([true, false, false])
  await other.close()
  await own.close()
})

test('an answer that cannot be used is sent back once with what is wrong', async () => {
  chat.script(say(flowchart(['a'], [['a', 'nobody']]), GOOD))
  const before = chat.requests.length
  expect((await drawn(member, { instructions: 'Two steps' })).job.status).toBe('completed')
  expect(chat.requests).toHaveLength(before + 2)
  const [wish, answer, complaint] = chat.requests.at(-1)?.messages.slice(1) ?? []
  expect([wish?.role, answer?.role, complaint?.role]).toEqual(['user', 'assistant', 'user'])
  expect(complaint?.content).toContain('nobody')
})

const many = Array.from({ length: 5_000 }, (_, at) => `n${at}`)
const circle = [
  { id: 'a', label: 'A', parent: 'b' },
  { id: 'b', label: 'B', parent: 'a' },
]
const BAD: [what: string, answer: unknown, code: string][] = [
  ['no JSON', 'I would rather not.', 'model_not_understood'],
  ['half a JSON', JSON.stringify(GOOD).slice(0, -20), 'model_not_understood'],
  ['nothing', '', 'model_not_understood'],
  ['JSON of another shape', { drawing: { kind: 'poem', lines: [] } }, 'invalid_intent'],
  ['a list', '[1, 2]', 'model_not_understood'],
  ['ids that nobody has', flowchart(['a'], [['a', 'b']]), 'unknown_id'],
  ['two things of one id', flowchart(['a', 'a']), 'duplicate_id'],
  ['parents in a circle', { drawing: { kind: 'mind_map', topic: 'Ideas', nodes: circle } }, 'cycle'],
  ['5,000 nodes', flowchart(many), 'too_many_elements'],
  ['no nodes', flowchart([]), 'empty_drawing'],
]
test.for(BAD)(
  'a model that answers %s, twice, fails the job with a code, and the canvas is as it was',
  async ([, answer, code]) => {
    chat.script(say(answer, answer))
    const { canvasId, job } = await drawn(member, { instructions: 'Something' })
    expect(job).toMatchObject({ status: 'failed', attempt: 1, error: { code } })
    expect(job.error?.detail).not.toContain('sk-secret')
    expect(await view(member, canvasId)).toMatchObject({ version: 1, elements: 0, open_proposals: 0 })
  },
)

test('a model is told what is there and what is selected, changes that, and is told of ids that are not there', async () => {
  chat.script(say(GOOD))
  const first = await drawn(member, { instructions: 'Two steps' })
  const { canvas } = await accept(member, proposalOf(first))
  const { elements } = canvas.drawing
  const step = elements.find(({ type }) => type === 'rectangle')
  const change = (id: string | undefined) => ({
    operations: [
      { op: 'edit', id, color: 'green' },
      { op: 'add', id: 'new', label: 'Third', near: id },
      { op: 'connect', from: 'new', to: id, label: null },
    ],
  })
  chat.script(say(change('nobody'), change(step?.id)))
  const wish = { instructions: 'Make it green', canvas_id: first.canvasId, selection: [step?.id ?? ''] }
  const proposal = proposalOf(await drawn(member, wish))
  const [described, , complaint] = chat.requests.at(-1)?.messages.slice(1) ?? []
  expect(described?.content).toContain(`Selected: ["${step?.id}"]`)
  expect(described?.content).toContain('"label":"Step a"')
  expect(complaint?.content).toContain('nobody')
  expect(proposal.change.map(({ id }) => id)).toContain(step?.id)
  expect(proposal.add.flatMap(({ text }) => text ?? [])).toEqual(['Third'])
  const after = await accept(member, proposal)
  const touched = new Set(proposal.change.map(({ id }) => id))
  const others = ({ id }: DrawingElement): boolean => !touched.has(id) && elements.some((each) => each.id === id)
  expect(after.canvas.drawing.elements.filter(others)).toEqual(elements.filter(others))
})

test('a model that sees nothing to change leaves no proposal', async () => {
  chat.script(say(GOOD))
  const first = await drawn(member, { instructions: 'Two steps' })
  await accept(member, proposalOf(first))
  chat.script(say({ operations: [] }))
  const { job } = await drawn(member, { instructions: 'Leave it', canvas_id: first.canvasId })
  expect(job).toMatchObject({ status: 'failed', error: { code: 'not_understood' } })
})

test('markup and links that a model writes are text, and nothing of them is kept as a link', async () => {
  const label = '<a href="javascript:alert(1)">x</a><script>alert(1)</script>'
  const drawing = { ...GOOD.drawing, nodes: [{ id: 'a', label, link: 'javascript:alert(1)' }], edges: [] }
  chat.script(say({ drawing }))
  const proposal = proposalOf(await drawn(member, { instructions: 'Something' }))
  expect(proposal.add.every(({ link }) => link === null || link === undefined)).toBe(true)
  const { canvas } = await accept(member, proposal)
  expect(canvas.preview).not.toMatch(/<script|<a /)
})

test('cancelling hangs up at the model, and a cancelled drawing leaves no proposal', async () => {
  chat.script(() => 'hang')
  const asked = chat.next()
  const { job_id, subject_id } = await ask(member, { instructions: 'Something' })
  const request = await asked
  await member.api.canvas.cancelJob({ params: { job_id }, body: {} })
  expect(await request.end).toBe('hung_up')
  expect(await followJob(member, job_id)).toMatchObject({ status: 'cancelled' })
  expect(await view(member, subject_id ?? '')).toMatchObject({ version: 1, open_proposals: 0 })
})

test('a canvas that is deleted while it is drawn on fails the job, and its retry', async () => {
  const tap = createTap()
  chat.script(() => ({ pieces: tap.pieces }))
  const asked = chat.next()
  const { job_id, subject_id } = await ask(member, { instructions: 'Something' })
  await asked
  await member.api.canvas.remove({ params: { canvas_id: subject_id ?? '' } })
  tap.send(JSON.stringify(GOOD))
  tap.end()
  const gone = { status: 'failed', attempt: 1, error: { code: 'canvas_deleted' } }
  expect(await followJob(member, job_id)).toMatchObject(gone)
  const retry = bodyOf(await member.api.canvas.retryJob({ params: { job_id }, body: {} }), 202)
  expect(await followJob(member, retry.job_id)).toMatchObject(gone)
})
