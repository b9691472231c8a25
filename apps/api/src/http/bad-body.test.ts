import { gzipSync } from 'node:zlib'
import { AcceptedRun, MAX_CODE_CHARS, Script, type ProblemCode } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Init, type Member, createHarness } from '../testing/harness.ts'
import { problemCode, problemOf } from '../testing/problem.ts'
import { startRun, viewJob } from '../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  // Nothing runs here: what is accepted by mistake stays in the queue and is counted.
  harness = await createHarness({ env: { ROLE: 'api', MAX_RUN_S: '600' } })
  member = await harness.mint()
})
afterAll(() => harness.close())

const RUN = { language: 'python', code: 'print(1)' }
const SCRIPT = { name: 'mine', language: 'python', code: '' }
const json = (text: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}): Init => ({
  method: 'POST',
  body: text,
  headers: { 'content-type': 'application/json', ...more },
})

test('nobody reads the body of somebody without a token', async () => {
  expect(await problemCode(await harness.fetch('/execute/code', json('{')))).toBe('unauthorized')
  expect(await problemCode(await harness.fetch('/api/tokenize', json(`["${'x'.repeat(21_000_000)}"]`)))).toBe(
    'unauthorized',
  )
})

type Case = [what: string, path: string, init: Init, code: ProblemCode, issue?: string]

const runWith = (fields: object): Init => ({ json: { ...RUN, ...fields } })
const RUNS: Case[] = [
  ['an unknown language', '/execute/code', runWith({ language: 'ruby' }), 'invalid_request', 'body.language'],
  ['no code', '/execute/code', { json: { language: 'python' } }, 'invalid_request', 'body.code'],
  ['empty code', '/execute/code', runWith({ code: '' }), 'invalid_request', 'body.code'],
  ['blank code', '/execute/code', runWith({ code: ' \n\t ' }), 'invalid_request', 'body.code'],
  ['code that is no text', '/execute/code', runWith({ code: 42 }), 'invalid_request', 'body.code'],
  [
    'code over the limit',
    '/execute/code',
    runWith({ code: 'x'.repeat(MAX_CODE_CHARS + 1) }),
    'invalid_request',
    'body.code',
  ],
  ['NUL in code', '/execute/code', runWith({ code: 'print(1)\u0000' }), 'invalid_request', 'body.code'],
  ['NUL in stdin', '/execute/code', runWith({ stdin: 'a\u0000b' }), 'invalid_request', 'body.stdin'],
  ['NUL in a title', '/execute/code', runWith({ title: 'a\u0000b' }), 'invalid_request', 'body.title'],
  ['a time limit of nothing', '/execute/code', runWith({ timeout_s: 0 }), 'invalid_request', 'body.timeout_s'],
  ['a negative time limit', '/execute/code', runWith({ timeout_s: -5 }), 'invalid_request', 'body.timeout_s'],
  ['a time limit over a day', '/execute/code', runWith({ timeout_s: 86_401 }), 'invalid_request', 'body.timeout_s'],
  [
    "a time limit over this server's",
    '/execute/code',
    runWith({ timeout_s: 601 }),
    'invalid_request',
    'body.timeout_s',
  ],
  ['a time limit in words', '/execute/code', runWith({ timeout_s: '30' }), 'invalid_request', 'body.timeout_s'],
  [
    'an endless time limit',
    '/execute/code',
    json('{"language":"python","code":"1","timeout_s":1e999}'),
    'invalid_request',
    'body.timeout_s',
  ],
  ['a script that is no id', '/execute/code', runWith({ script_id: 'mine' }), 'invalid_request', 'body.script_id'],
  ['a script that is not there', '/execute/code', runWith({ script_id: crypto.randomUUID() }), 'not_found'],
]

const BODIES: Case[] = [
  ['malformed JSON', '/execute/code', json('{"language": "python",'), 'malformed_json'],
  ['no body', '/execute/code', { method: 'POST' }, 'invalid_request', 'body.code'],
  ['a body that is null', '/execute/code', json('null'), 'invalid_request', 'body'],
  ['a body that is a list', '/execute/code', json('[]'), 'invalid_request', 'body'],
  ['a body that is text', '/execute/code', json('"python"'), 'invalid_request', 'body'],
  ['a body of a hundred thousand brackets', '/execute/code', json('['.repeat(100_000)), 'malformed_json'],
  ['a form', '/execute/code', { method: 'POST', body: new URLSearchParams(RUN) }, 'unsupported_media_type'],
  ['plain text', '/execute/code', { method: 'POST', body: 'print(1)' }, 'unsupported_media_type'],
  [
    'a charset that is not UTF',
    '/execute/code',
    json('{}', { 'content-type': 'application/json; charset=latin1' }),
    'unsupported_media_type',
  ],
  ['an unknown encoding', '/execute/code', json('{}', { 'content-encoding': 'snappy' }), 'unsupported_media_type'],
  [
    'a body that is not the gzip it says',
    '/execute/code',
    json('{}', { 'content-encoding': 'gzip' }),
    'invalid_request',
  ],
  [
    'a body over the limit',
    '/execute/code',
    json(JSON.stringify({ ...RUN, stdin: 'x'.repeat(6_000_000) })),
    'body_too_large',
  ],
  [
    'a small body that unpacks to more than the limit',
    '/execute/code',
    json(new Uint8Array(gzipSync('x'.repeat(6_000_000))), { 'content-encoding': 'gzip' }),
    'body_too_large',
  ],
  [
    'an Idempotency-Key with a space',
    '/execute/code',
    { ...runWith({}), headers: { 'idempotency-key': 'a b' } },
    'invalid_request',
    'headers.idempotency-key',
  ],
  [
    'an Idempotency-Key that is too long',
    '/execute/code',
    { ...runWith({}), headers: { 'idempotency-key': 'k'.repeat(201) } },
    'invalid_request',
    'headers.idempotency-key',
  ],
  [
    'an empty Idempotency-Key',
    '/execute/code',
    { ...runWith({}), headers: { 'idempotency-key': '' } },
    'invalid_request',
    'headers.idempotency-key',
  ],
]

const scriptWith = (fields: object): Init => ({ json: { ...SCRIPT, ...fields } })
const OTHERS: Case[] = [
  ['a script without a name', '/api/scripts', scriptWith({ name: '' }), 'invalid_request', 'body.name'],
  ['a script with a blank name', '/api/scripts', scriptWith({ name: '  ' }), 'invalid_request', 'body.name'],
  [
    'a script with a name of 121 letters',
    '/api/scripts',
    scriptWith({ name: 'n'.repeat(121) }),
    'invalid_request',
    'body.name',
  ],
  ['a script with NUL in its name', '/api/scripts', scriptWith({ name: 'a\u0000' }), 'invalid_request', 'body.name'],
  ['a script with NUL in its code', '/api/scripts', scriptWith({ code: '\u0000' }), 'invalid_request', 'body.code'],
  [
    'a script in an unknown language',
    '/api/scripts',
    scriptWith({ language: 'basic' }),
    'invalid_request',
    'body.language',
  ],
  [
    'a script over the limit',
    '/api/scripts',
    scriptWith({ code: 'x'.repeat(MAX_CODE_CHARS + 1) }),
    'invalid_request',
    'body.code',
  ],
  [
    'cancelling an unknown kind',
    '/api/jobs/cancel',
    { json: { kind: ['tea.make'] } },
    'invalid_request',
    'body.kind.0',
  ],
  [
    'cancelling what has ended',
    '/api/jobs/cancel',
    { json: { status: ['completed'] } },
    'invalid_request',
    'body.status.0',
  ],
  ['cancelling no jobs', '/api/jobs/cancel', { json: { job_ids: [] } }, 'invalid_request', 'body.job_ids'],
  ['cancelling what is no id', '/api/jobs/cancel', { json: { job_ids: ['1'] } }, 'invalid_request', 'body.job_ids.0'],
]

test.for([...RUNS, ...BODIES, ...OTHERS])('%s is refused and writes nothing', async ([, path, init, code, issue]) => {
  const before = await harness.countRows()
  const problem = await problemOf(await member.fetch(path, init))
  expect(problem.code).toBe(code)
  expect(problem.issues?.map((each) => each.path) ?? [undefined]).toContain(issue)
  expect(await harness.countRows()).toEqual(before)
})

test('a version that no script can have is refused', async () => {
  const { body } = await member.api.execute.createScript({ body: { name: 'mine', language: 'python' } })
  const { script_id } = Script.parse(body)
  const answers = await Promise.all(
    [1.5, 2 ** 31, 2 ** 53, -(2 ** 40)].map((version) =>
      member.fetch(`/api/scripts/${script_id}`, { method: 'PUT', json: { name: 'other', version } }),
    ),
  )
  for (const answer of answers) expect(await problemCode(answer)).toBe('invalid_request')
})

test('what is just within the limits is accepted', async () => {
  const code = `#${'x'.repeat(MAX_CODE_CHARS - 1)}`
  const jobId = await startRun(member, { language: 'python', code, timeout_s: 600, stdin: '', title: 't'.repeat(200) })
  expect(await viewJob(member, jobId)).toMatchObject({ status: 'queued', title: 't'.repeat(200) })
})

test('text that is no well-formed Unicode is stored with its broken parts replaced', async () => {
  const body = '{"language":"typescript","code":"\\ud83d + 1","stdin":"\\udc00","title":"half \\ud83d"}'
  const answer = await member.fetch('/execute/code', json(body))
  expect(answer.status).toBe(202)
  const { job_id } = AcceptedRun.parse(await answer.json())
  const input = await member.api.jobs.input({ params: { job_id } })
  expect(input.body).toMatchObject({ input: { code: '\ufffd + 1', stdin: '\ufffd' } })
})
