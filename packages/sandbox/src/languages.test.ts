import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from './index.ts'
import { openTestSandbox, runCode } from './test-run.ts'

let sandbox: Sandbox
beforeAll(async () => void (sandbox = await openTestSandbox({ warm: { typescript: 1, python: 1 } })))
afterAll(() => sandbox.close())

test('types are stripped, top-level await works, the last expression is the result', async () => {
  const code =
    'enum E { Two = 2 }\ntype A = { n: number }\nconst a: A = { n: await Promise.resolve(40) }\n;({ sum: a.n + E.Two })'
  const { outcome } = await runCode(sandbox, ['typescript', code])
  expect(outcome).toMatchObject({
    status: 'completed',
    result: { repr: '{ sum: 42 }', json: { sum: 42 } },
    outputTruncated: false,
  })
})

test('streams keep their order, and partial lines arrive', async () => {
  const code = "console.log('a'); console.error('b'); console.info('c'); console.warn('d'); process.stdout.write('e')"
  const { output } = await runCode(sandbox, ['javascript', code])
  expect(output.map((chunk) => `${chunk.stream}:${chunk.text}`)).toEqual([
    'stdout:a\n',
    'stderr:b\n',
    'stdout:c\n',
    'stderr:d\n',
    'stdout:e',
  ])
})

test('a run ends when its event loop is empty', async () => {
  const { stdout, outcome } = await runCode(sandbox, [
    'javascript',
    "setTimeout(() => console.log('later'), 20)\nPromise.resolve(7)",
  ])
  expect(stdout).toBe('later\n')
  expect(outcome).toMatchObject({ status: 'completed', result: { json: 7 } })
})

test('errors show the user their own lines and no others', async () => {
  const { outcome, stderr } = await runCode(sandbox, [
    'typescript',
    "interface A {\n  a: string\n}\nfunction f(): never {\n  throw new TypeError('bad')\n}\nf()",
  ])
  expect(outcome).toMatchObject({ status: 'failed', code: 'code_error', detail: 'TypeError: bad' })
  expect(stderr).toBe('TypeError: bad\n    at f (main.ts:5:9)\n    at main.ts:7:1\n')
})

test('a syntax error says where', async () => {
  const { outcome, stderr } = await runCode(sandbox, ['typescript', 'let x = 1\nlet y = = 2'])
  expect(outcome).toMatchObject({ status: 'failed', code: 'code_error', detail: 'SyntaxError: Expression expected' })
  expect(stderr).toContain('main.ts:2:9')
})

test('a rejection nobody handles, an error in a worker and a top-level await that never settles are errors', async () => {
  expect((await runCode(sandbox, ['javascript', "Promise.reject(new Error('lost'))"])).outcome).toMatchObject({
    code: 'code_error',
    detail: 'Error: lost',
  })
  expect((await runCode(sandbox, ['javascript', 'await new Promise(() => {})'])).outcome).toMatchObject({
    code: 'code_error',
    detail: 'a top-level await never settled',
  })
  const worker = "new Worker('data:application/javascript,throw new TypeError(`its own words`)', { type: 'module' })"
  expect((await runCode(sandbox, ['javascript', worker])).outcome).toMatchObject({
    code: 'code_error',
    detail: expect.stringContaining('TypeError: its own words'),
  })
})

test('progress, checkpoint, display and stdin', async () => {
  const code = `progress(0.5, 'half'); progress(7)
      const before = await checkpoint.load(); await checkpoint.save({ n: before.n + 1, nul: 'a\\0b' })
      display('text'); display([{ a: 1 }, { a: 2 }]); display({ a: [1] }); display('<svg></svg>')
      console.log(input(), stdin.length)`
  const { progress, saved, output, stdout } = await runCode(sandbox, ['typescript', code], {
    stdin: 'first\nsecond\n',
    checkpoint: { n: 1 },
  })
  expect(progress).toEqual([
    { fraction: 0.5, label: 'half' },
    { fraction: 1, label: null },
  ])
  expect(saved).toEqual([{ n: 2, nul: 'a\uFFFDb' }])
  expect(output.filter((chunk) => chunk.stream === 'display').map((chunk) => JSON.parse(chunk.text).kind)).toEqual([
    'text',
    'table',
    'json',
    'svg',
  ])
  expect(stdout).toBe('first 13\n')
})

test('process.exit and process.abort end the run at once, and say how', async () => {
  expect((await runCode(sandbox, ['javascript', "process.exit(3); console.log('no')"])).outcome).toMatchObject({
    code: 'code_error',
    detail: 'exited with code 3',
  })
  expect((await runCode(sandbox, ['javascript', 'process.abort()'])).outcome).toMatchObject({
    code: 'code_error',
    detail: 'aborted',
  })
  const { outcome, stdout } = await runCode(sandbox, [
    'javascript',
    "try { Deno.exit(0) } finally { console.log('no') }",
  ])
  expect([outcome, stdout]).toMatchObject([{ status: 'completed', result: null }, ''])
})

test('python: streams, stdin, display, progress, checkpoint, result', async () => {
  const code = `import sys
from outlast import progress as report
report(0.25, 'quarter')
print(input(), sys.stdin.read().strip())
print('to stderr', file=sys.stderr)
print('partial', end='')
display([{'a': 1}])
checkpoint.save({'n': checkpoint.load()['n'] + 1})
{'sum': 42}`
  const seen = await runCode(sandbox, ['python', code], { stdin: 'first\nsecond\n', checkpoint: { n: 1 } })
  expect(seen.outcome).toMatchObject({ status: 'completed', result: { repr: "{'sum': 42}", json: { sum: 42 } } })
  expect([seen.stdout, seen.stderr]).toEqual(['first second\npartial', 'to stderr\n'])
  expect([seen.progress, seen.saved]).toEqual([[{ fraction: 0.25, label: 'quarter' }], [{ n: 2 }]])
  expect(seen.output.find((chunk) => chunk.stream === 'display')?.text).toBe('{"kind":"table","data":[{"a":1}]}')
})

test('python: top-level await and asyncio.run work, and sleep takes its time without burning it', async () => {
  const code =
    'import asyncio, time\nbefore = time.process_time()\ntime.sleep(0.2)\nawait asyncio.sleep(0.01)\n(asyncio.run(asyncio.sleep(0.01, 5)), 0)[0]'
  const { outcome } = await runCode(sandbox, ['python', code])
  expect(outcome).toMatchObject({ status: 'completed', result: { json: 5 } })
  expect(outcome.executionTimeMs).toBeGreaterThanOrEqual(200)
  expect(
    (await runCode(sandbox, ['python', 'import asyncio\nasync def f():\n    return 6\nasyncio.run(f())'])).outcome,
  ).toMatchObject({ result: { json: 6 } })
})

test('python: tracebacks hold the lines of main.py and no frame of the runner', async () => {
  const { outcome, stderr } = await runCode(sandbox, ['python', "def f():\n    raise ValueError('bad')\n\nf()\n"])
  expect(outcome).toMatchObject({ status: 'failed', code: 'code_error', detail: 'ValueError: bad' })
  expect(stderr).toBe(
    'Traceback (most recent call last):\n  File "main.py", line 4, in <module>\n    f()\n    ~^^\n  File "main.py", line 2, in f\n    raise ValueError(\'bad\')\nValueError: bad\n',
  )
  expect((await runCode(sandbox, ['python', 'a = 1\nb = = 2'])).stderr).toContain('File "main.py", line 2')
})

test('python: sys.exit ends well with 0 and badly with anything else', async () => {
  expect((await runCode(sandbox, ['python', 'import sys\nsys.exit(0)'])).outcome).toMatchObject({
    status: 'completed',
    result: null,
  })
  expect((await runCode(sandbox, ['python', "import sys\nsys.exit('why')"])).outcome).toMatchObject({
    code: 'code_error',
    detail: 'SystemExit: why',
  })
  expect((await runCode(sandbox, ['python', 'import os\nos._exit(0)'])).outcome).toMatchObject({
    status: 'failed',
    code: 'code_error',
  })
})

test('python: random numbers differ between runs, although both come from one snapshot', async () => {
  const code: ['python', string] = ['python', 'import random\nrandom.random()']
  const [first, second] = [await runCode(sandbox, code), await runCode(sandbox, code)]
  expect(first.outcome).toMatchObject({ status: 'completed' })
  expect(first.outcome).not.toMatchObject({
    result: second.outcome.status === 'completed' ? second.outcome.result : null,
  })
})
