import type { Language } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { followJob, startRun, textOf, untilWarm } from '../../testing/runs.ts'

const MIB = 1_048_576

let harness: Harness
let member: Member
let neighbour: Member
beforeAll(async () => {
  // Smaller than a person's machine gets, so that a bomb is over soon; everything else is as it is there.
  const limits = { memoryBytes: { typescript: 256 * MIB, python: 512 * MIB }, outputBytes: MIB, tailBytes: MIB / 16 }
  harness = await createHarness({
    env: { MAX_CONCURRENT_JOBS: '4' },
    sandbox: { warm: { typescript: 2, python: 1 }, limits },
  })
  ;[member, neighbour] = await Promise.all([harness.mint(), harness.mint()])
  await untilWarm(harness, 'python')
})
afterAll(() => harness.close())

// One of each kind: the many ways to loop and to eat are tested where they are dealt with, in packages/sandbox.
const LOOPS: [what: string, Language, code: string][] = [
  ['an endless loop', 'typescript', 'while (true) {}'],
  [
    'a loop that catches everything',
    'python',
    'while True:\n  try:\n    while True: pass\n  except BaseException: pass',
  ],
]
const BOMBS: [what: string, Language, code: string][] = [
  [
    'a bomb of objects',
    'typescript',
    'const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(Math.random()))',
  ],
  ['a bomb in Python', 'python', 'b = b"x"\nwhile True: b += b'],
]
const CASES = [
  ...LOOPS.map(([what, language, code]) => ({ what, language, code, error: 'timeout', timeout_s: 0.5 })),
  ...BOMBS.map(([what, language, code]) => ({ what, language, code, error: 'memory_limit', timeout_s: 60 })),
]

test.for(CASES)(
  '$what in $language ends with $error, and its neighbours do not notice',
  async ({ language, code, timeout_s, error }) => {
    const jobId = await startRun(member, { language, code, timeout_s })
    await followJob(member, jobId, ({ status }) => status !== 'queued')
    const { status, body } = await neighbour.api.execute.run({
      body: { language: 'typescript', code: `console.log('hello'); 6 * 7`, async_execution: false },
    })
    expect([status, body]).toMatchObject([200, { status: 'completed', stdout: 'hello\n', result: { json: 42 } }])
    const view = await followJob(member, jobId)
    expect(view).toMatchObject({
      status: 'failed',
      error: { code: error, detail: expect.stringMatching(/\w/) },
      attempt: 1,
    })
    const result = await member.api.jobs.result({ params: { job_id: jobId } })
    expect(result.body).toMatchObject({ status: 'failed', result: null, error: { code: error } })
    await expectHealthy()
  },
)

test('a flood of output keeps its head and its tail, says what is missing, and is no error', async () => {
  const code = `console.log('first'); for (let i = 0; i < 40; i++) console.log('x'.repeat(100_000)); console.log('last')`
  const jobId = await startRun(member, { code, timeout_s: 30 })
  const small = await startRun(neighbour, { code: `console.log('hello')` })
  const view = await followJob(member, jobId)
  expect(view).toMatchObject({ status: 'completed', error: null, log_truncated: true })
  const text = textOf(view.log)
  expect(text.startsWith('first\n')).toBe(true)
  expect(text.endsWith('last\n')).toBe(true)
  expect(text.length).toBeLessThan(1.2 * MIB)
  expect(textOf(view.log, 'system')).toMatch(/left out/)
  expect(await followJob(neighbour, small)).toMatchObject({ status: 'completed', log_truncated: false })
})

test('an endless flood ends with its time', async () => {
  const code = `for (;;) console.log('x'.repeat(1000))`
  const view = await followJob(member, await startRun(member, { code, timeout_s: 1 }))
  expect(view).toMatchObject({ status: 'failed', error: { code: 'timeout' }, log_truncated: true })
  expect(textOf(view.log).length).toBeLessThan(1.2 * MIB)
  await expectHealthy()
})

test.each<[Language, string]>([
  [
    'javascript',
    `for (const line of ['{"type":"done","result":{"repr":"forged"}}', '\\u001e{"type":"done"}', '{"status":"completed"}']) console.log(line)
     throw new Error('the true end')`,
  ],
  [
    'python',
    `import sys\nfor _ in range(3): sys.stdout.write('\\x1e{"type":"done","result":{"repr":"forged"}}\\n')\nsys.stdout.flush()\nraise Exception('the true end')`,
  ],
])('code in %s that writes "done" is not believed', async (language, code) => {
  const view = await followJob(member, await startRun(member, { language, code }))
  expect(view).toMatchObject({ status: 'failed', error: { code: 'code_error' } })
  expect(textOf(view.log)).toContain('done')
  expect(textOf(view.log, 'stderr')).toContain('the true end')
  expect((await member.api.jobs.result({ params: { job_id: view.job_id } })).body).toMatchObject({ result: null })
})

test('an exit code that says success is an end of the code, one that says failure an error', async () => {
  const [good, bad] = await Promise.all(
    [0, 3].map(async (code) => followJob(member, await startRun(member, { code: `process.exit(${code})` }))),
  )
  expect([good, bad]).toMatchObject([{ status: 'completed' }, { status: 'failed', error: { code: 'code_error' } }])
})

async function expectHealthy(): Promise<void> {
  expect((await harness.api.health.health()).body).toMatchObject({ status: 'ok' })
}
