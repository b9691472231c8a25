import { Script } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { problemCode } from '../../testing/problem.ts'
import { startRun, viewJob } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ env: { ROLE: 'api' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

async function create(name: string, of = member): Promise<Script> {
  const { status, body } = await of.api.execute.createScript({ body: { name, language: 'python', code: 'print(1)' } })
  expect(status).toBe(201)
  return Script.parse(body)
}

const save = (scriptId: string, change: object): Promise<Response> =>
  member.fetch(`/api/scripts/${scriptId}`, { method: 'PUT', json: change })

test('a script is saved, read, changed, renamed and deleted', async () => {
  const script = await create('first')
  expect(script).toMatchObject({ name: 'first', language: 'python', code: 'print(1)', version: 1 })
  const params = { script_id: script.script_id }
  expect((await member.api.execute.getScript({ params })).body).toEqual(script)

  const saved = Script.parse(await (await save(script.script_id, { code: 'print(2)', version: 1 })).json())
  expect(saved).toMatchObject({ name: 'first', code: 'print(2)', version: 2, created_at: script.created_at })
  expect(Date.parse(saved.updated_at)).toBeGreaterThanOrEqual(Date.parse(script.updated_at))
  const renamed = await (await save(script.script_id, { name: 'second', language: 'typescript', version: 2 })).json()
  expect(renamed).toMatchObject({ name: 'second', language: 'typescript', code: 'print(2)', version: 3 })

  expect((await member.api.execute.deleteScript({ params })).status).toBe(204)
  expect(await problemCode(await member.fetch(`/api/scripts/${script.script_id}`))).toBe('not_found')
  expect(await problemCode(await save(script.script_id, { name: 'third', version: 3 }))).toBe('not_found')
})

test('of two who change the same version one wins, the other is told', async () => {
  const { script_id } = await create('contested')
  const codes = Array.from({ length: 8 }, (_, index) => `print(${index})`)
  const answers = await Promise.all(codes.map((code) => save(script_id, { code, version: 1 })))
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  for (const lost of answers.filter((answer) => answer !== won[0]))
    expect(await problemCode(lost)).toBe('version_conflict')
  const winner = Script.parse(await won[0]?.json())
  expect(winner.version).toBe(2)
  expect((await member.api.execute.getScript({ params: { script_id } })).body).toEqual(winner)
})

test('a save without a version is refused', async () => {
  const { script_id } = await create('unversioned')
  expect(await problemCode(await save(script_id, { code: '2' }))).toBe('invalid_request')
})

test('runs of a script are found by it and stay when it is deleted', async () => {
  const { script_id } = await create('with runs')
  const jobId = await startRun(member, { code: '1', script_id })
  await startRun(member, { code: '1' })
  await member.api.execute.deleteScript({ params: { script_id } })
  const { body } = await member.api.jobs.list({ query: { subject_id: script_id } })
  expect(body).toMatchObject({
    items: [{ job_id: jobId, subject_id: script_id, title: 'with runs' }],
    next_cursor: null,
  })
  expect(await viewJob(member, jobId)).toMatchObject({ status: 'queued', subject_id: script_id })
})

type Page = { ids: string[]; next: string | null }

async function list(of: Member, query: { limit: number; cursor?: string }): Promise<Page> {
  const { status, body } = await of.api.execute.listScripts({ query })
  if (status !== 200) throw new Error(`GET /api/scripts answered ${status}.`)
  expect(body.items.every((item) => !('code' in item))).toBe(true)
  return { ids: body.items.map(({ script_id }) => script_id), next: body.next_cursor }
}

test('scripts are listed last changed first, page by page, also while they are changed and deleted', async () => {
  const owner = await harness.mint()
  const ids: string[] = []
  for (let index = 0; index < 9; index += 1) ids.push((await create(`script ${index}`, owner)).script_id)
  const newestFirst = ids.toReversed()
  const first = await list(owner, { limit: 3 })
  expect(first.ids).toEqual(newestFirst.slice(0, 3))
  // The last one of the page moves to the top; then it is deleted. The pages after it stay what they are.
  const params = { script_id: first.ids[2] ?? '' }
  await owner.api.execute.saveScript({ params, body: { name: 'moved', version: 1 } })
  expect((await list(owner, { limit: 3, cursor: first.next ?? '' })).ids).toEqual(newestFirst.slice(3, 6))
  await owner.api.execute.deleteScript({ params })
  const second = await list(owner, { limit: 3, cursor: first.next ?? '' })
  expect(second.ids).toEqual(newestFirst.slice(3, 6))
  expect(await list(owner, { limit: 3, cursor: second.next ?? '' })).toEqual({ ids: newestFirst.slice(6), next: null })
})

test('scripts saved in the same millisecond are paged without gaps or doubles', async () => {
  const owner = await harness.mint()
  for (let index = 0; index < 7; index += 1) await create(`script ${index}`, owner)
  const { prisma } = harness.deps.database
  await prisma.script.updateMany({ where: { workspaceId: owner.workspaceId }, data: { updatedAt: new Date() } })
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await list(owner, { limit: 2, ...(cursor ? { cursor } : {}) })
    seen.push(...page.ids)
    cursor = page.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([7, 7])
})
