import { AcceptedRun, FinishedRun } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { WAIT_AT_DOOR, followJob, openDoor, startRun, textOf, untilWarm } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 1, python: 1 } } })
  member = await harness.mint()
  await untilWarm(harness, 'python')
})
afterAll(() => harness.close())

const send = (run: object, prefer?: string, signal?: AbortSignal): Promise<Response> =>
  member.fetch('/execute/code', {
    json: { language: 'typescript', ...run },
    headers: prefer === undefined ? {} : { prefer },
    ...(signal === undefined ? {} : { signal }),
  })

test.each([
  ['python', `import sys\nprint(input())\nprint('warn', file=sys.stderr)\nprogress(0.5, 'half')\n6 * 7`],
  [
    'typescript',
    `const line: string = stdin.trim(); console.log(line); console.error('warn'); progress(0.5, 'half'); 6 * 7`,
  ],
  ['javascript', `console.log(stdin.trim()); console.error('warn'); progress(0.5, 'half'); 6 * 7`],
] as const)('code in %s runs as a job: accepted at once, then its output, then its result', async (language, code) => {
  const jobId = await startRun(member, { language, code, stdin: 'hello\n', title: 'greet' })
  const view = await followJob(member, jobId)
  expect(view).toMatchObject({
    kind: 'code.run',
    title: 'greet',
    status: 'completed',
    progress: 100,
    attempt: 1,
    error: null,
    log_truncated: false,
  })
  expect([textOf(view.log), textOf(view.log, 'stderr')]).toEqual(['hello\n', 'warn\n'])
  const { body } = await member.api.jobs.result({ params: { job_id: jobId } })
  expect(body).toMatchObject({ result: { value: { repr: '42', json: 42 }, execution_time: expect.any(Number) } })
})

test.each([
  ['python', 'def f():\n  raise ValueError("no good")\nf()', /main\.py", line 2[\s\S]*ValueError: no good/],
  ['typescript', `function f(): never { throw new TypeError('no good') }\nf()`, /TypeError: no good[\s\S]*main\.ts:1/],
] as const)(
  'code in %s that throws fails with code_error and its own line numbers',
  async (language, code, traceback) => {
    const view = await followJob(member, await startRun(member, { language, code }))
    expect(view).toMatchObject({ status: 'failed', error: { code: 'code_error' } })
    expect(textOf(view.log, 'stderr')).toMatch(traceback)
  },
)

test('a run that is waited for answers with all that it wrote and gave', async () => {
  const answer = await send({ async_execution: false, code: `console.log('out'); console.error('err'); [1, 2]` })
  expect(answer.status).toBe(200)
  const run = FinishedRun.strict().parse(await answer.json())
  expect(run).toMatchObject({ is_async: false, status: 'completed', stdout: 'out\n', stderr: 'err\n', error: null })
  expect(run.result?.json).toEqual([1, 2])
  expect(run.execution_time).toBeGreaterThan(0)
  expect(answer.headers.get('preference-applied')).toBeNull()
})

test('a run that is waited for and fails is a 200 that says why', async () => {
  const answer = await send({ async_execution: false, code: `console.log('out'); throw new Error('no')` })
  expect(answer.status).toBe(200)
  const run = FinishedRun.parse(await answer.json())
  expect(run).toMatchObject({ status: 'failed', stdout: 'out\n', result: null, error: { code: 'code_error' } })
  expect(run.stderr).toContain('Error: no')
})

test('"Prefer: wait" makes any run one that is waited for, and the answer says so', async () => {
  const answer = await send({ code: '1 + 1' }, 'respond-async, wait=10')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('preference-applied')).toBe('wait=10')
  expect(FinishedRun.parse(await answer.json()).result?.json).toBe(2)
  const long = await send({ code: '1' }, 'wait=1000')
  expect([long.status, long.headers.get('preference-applied')]).toEqual([200, 'wait=30'])
})

test('a run that outlives the wait is answered as accepted, and goes on', async () => {
  const code = `${WAIT_AT_DOOR}; 'done'`
  const answer = await send({ async_execution: false, code }, 'wait=1')
  expect([answer.status, answer.headers.get('preference-applied')]).toEqual([202, 'wait=1'])
  const run = AcceptedRun.strict().parse(await answer.json())
  expect(run).toMatchObject({ is_async: true, status: 'running' })
  await openDoor(harness, run.job_id)
  expect(await followJob(member, run.job_id)).toMatchObject({ status: 'completed' })
})

test('a preference that is none is not applied', async () => {
  for (const prefer of ['wait', 'wait=soon', 'return=minimal']) {
    const answer = await send({ code: '1' }, prefer)
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([202, null])
  }
})

test('a run goes on when the caller who waits for it hangs up', async () => {
  const caller = new AbortController()
  const answer = send({ async_execution: false, code: WAIT_AT_DOOR, title: 'left alone' }, undefined, caller.signal)
  const jobId = await untilListed('left alone')
  await followJob(member, jobId, ({ log }) => log.length > 0)
  caller.abort()
  await expect(answer).rejects.toThrow('abort')
  await openDoor(harness, jobId)
  expect(await followJob(member, jobId)).toMatchObject({ status: 'completed' })
})

async function untilListed(title: string): Promise<string> {
  for (;;) {
    const { status, body } = await member.api.jobs.list({ query: { limit: 1 } })
    const [job] = status === 200 ? body.items : []
    if (job?.title === title) return job.job_id
  }
}

test('a job has the name of its script, or else its first line that says something', async () => {
  const script = await member.api.execute.createScript({ body: { name: 'my script', language: 'python' } })
  if (script.status !== 201) throw new Error('The script was not saved.')
  const { script_id } = script.body
  const titles: string[] = []
  for (const run of [
    { code: '1', script_id },
    { code: `import os\n\n# count the words\nprint(1)`, language: 'python' as const },
    { code: '"😀"'.repeat(100) },
  ]) {
    titles.push((await followJob(member, await startRun(member, run))).title)
  }
  expect(titles.slice(0, 2)).toEqual(['my script', 'count the words'])
  expect(titles[2]?.isWellFormed()).toBe(true)
  expect(titles[2]).not.toContain('\ufffd')
})
