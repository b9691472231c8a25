import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language, Sandbox } from './index.ts'
import { childPids, isAlive, openTestSandbox, runCode } from './test-run.ts'

const mib = 1_048_576
let sandbox: Sandbox
beforeAll(async () => {
  const memoryBytes = { typescript: 256 * mib, python: 512 * mib }
  sandbox = await openTestSandbox({
    warm: { typescript: 1, python: 1 },
    limits: { memoryBytes, outputBytes: mib, tailBytes: 65_536 },
  })
})
afterAll(() => sandbox.close())

test.each<[Language, string]>([
  ['javascript', 'while (true) {}'],
  ['javascript', 'for (;;) await null'],
  ['javascript', "addEventListener('unload', () => { for (;;); }); setInterval(() => {}, 1)"],
  ['python', 'while True: pass'],
  ['python', 'import time\nwhile True:\n    try:\n        time.sleep(100)\n    except BaseException: pass'],
])('an endless program meets its time limit (%s: %s)', async (language, code) => {
  const { outcome } = await runCode(sandbox, [language, code], { timeoutMs: 300 })
  expect(outcome).toMatchObject({ status: 'failed', code: 'timeout' })
  expect(outcome.executionTimeMs).toBeGreaterThanOrEqual(295)
})

test.each<[Language, string]>([
  ['javascript', 'const all = []; for (;;) all.push(new Array(1000).fill(Math.random()))'],
  ['javascript', 'const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1))'],
  ['javascript', "let s = 'x'; const all = []; for (;;) all.push((s += s.slice(0, 1e6)) + Math.random())"],
  [
    'javascript',
    'const memory = new WebAssembly.Memory({ initial: 1 }); for (;;) { memory.grow(100); new Uint8Array(memory.buffer).fill(1) }',
  ],
  [
    'javascript',
    "for (;;) new Worker('data:application/javascript,const a = []; for (;;) a.push(new Array(1e5).fill(1))', { type: 'module' }), await new Promise((r) => setTimeout(r, 20))",
  ],
  ['javascript', "new Worker('data:application/javascript,new Uint8Array(8e9)', { type: 'module' })"],
  ['javascript', "for (let i = 0; i < 500; i++) new Worker('data:application/javascript,', { type: 'module' })"],
  ['python', 'all = []\nwhile True: all.append([0] * 100_000)'],
  ['python', 'b = b"x"\nwhile True: b += b'],
  ['python', 'x = 10 ** 8\nall = [bytearray(x) for _ in range(100)]'],
])('a program that eats memory meets its memory limit (%s: %s)', async (language, code) => {
  const { outcome } = await runCode(sandbox, [language, code])
  expect(outcome).toMatchObject({ status: 'failed', code: 'memory_limit' })
})

test.each<[Language, string]>([
  ['javascript', "console.log('first'); while (true) console.log('x'.repeat(1000))"],
  ['python', "print('first')\nwhile True: print('x' * 1000)"],
])('a flood is cut to head and tail, and runs on until its time is over (%s)', async (language, code) => {
  const cpuBefore = process.cpuUsage()
  const { outcome, output, stdout } = await runCode(sandbox, [language, code], { timeoutMs: 1_500 })
  const cpu = process.cpuUsage(cpuBefore)
  expect(outcome).toMatchObject({ status: 'failed', code: 'timeout', outputTruncated: true })
  expect(stdout.startsWith('first\n')).toBe(true)
  expect(stdout.length).toBeLessThan(1.2 * mib)
  expect(output.find((chunk) => chunk.stream === 'system')?.text).toMatch(
    /^[\d,]+ bytes of output were left out here\.\n$/,
  )
  expect((cpu.user + cpu.system) / 1_000).toBeLessThan(1_000)
})

test('a flood of progress is passed on a few times, the last one always', async () => {
  const { progress, outcome } = await runCode(sandbox, [
    'javascript',
    'for (let i = 0; i <= 300_000; i++) progress(i / 300_000)',
  ])
  expect(outcome.status).toBe('completed')
  expect(progress.at(-1)?.fraction).toBe(1)
  expect(progress.length).toBeLessThan(200)
})

test('output that is not taken holds the program back, and a cancellation does not wait for it', async () => {
  const controller = new AbortController()
  let taken = 0
  const { outcome } = await runCode(sandbox, ['javascript', "for (;;) console.log('x'.repeat(10_000))"], {
    signal: controller.signal,
    onOutput: () => {
      taken++
      controller.abort()
      return new Promise(() => undefined)
    },
  })
  expect(outcome.status).toBe('cancelled')
  expect(taken).toBe(1)
})

test.each<[Language, string]>([
  ['javascript', "console.log('up')\nwhile (true) {}"],
  ['python', "print('up')\nwhile True: pass"],
])('a cancelled run resolves when its process is really gone (%s)', async (language, code) => {
  const controller = new AbortController()
  const before = childPids()
  const { outcome } = await runCode(sandbox, [language, code], {
    signal: controller.signal,
    onOutput: () => controller.abort(),
  })
  expect(outcome.status).toBe('cancelled')
  expect(before.filter((pid) => !isAlive(pid)).length).toBeGreaterThanOrEqual(before.length > 0 ? 1 : 0)
})

test('a run that is cancelled before it starts starts nothing', async () => {
  const { outcome, output } = await runCode(sandbox, ['javascript', 'console.log(1)'], { signal: AbortSignal.abort() })
  expect([outcome, output]).toEqual([{ status: 'cancelled', executionTimeMs: 0 }, []])
})

test('a hook that throws ends the run, and its error reaches the caller', async () => {
  const broken = runCode(sandbox, ['javascript', 'console.log(1)\nwhile (true) {}'], {
    onOutput: () => Promise.reject(new Error('database gone')),
  })
  await expect(broken).rejects.toThrow('database gone')
})

test('neighbours of a program that eats everything are not disturbed', async () => {
  const bomb = runCode(sandbox, ['javascript', 'const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1))'])
  const [first, second] = await Promise.all([
    runCode(sandbox, ['javascript', '1 + 1']),
    runCode(sandbox, ['python', '1 + 1']),
  ])
  expect([first.outcome, second.outcome]).toMatchObject([{ result: { json: 2 } }, { result: { json: 2 } }])
  expect((await bomb).outcome).toMatchObject({ code: 'memory_limit' })
})
