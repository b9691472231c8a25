import { expect, test } from 'vitest'
import { judgeExit } from './verdict.ts'

test('a process that leaves by itself never completes its run', () => {
  expect(judgeExit({ code: 0, signal: null }, '')).toMatchObject({ type: 'failed', code: 'code_error' })
})
test('a process that is killed by somebody else has crashed', () => {
  expect(judgeExit({ code: null, signal: 'SIGKILL' }, '')).toMatchObject({ code: 'sandbox_crashed' })
})
test('a crash for want of memory is a memory limit, a print of the same words is not', () => {
  expect(judgeExit({ code: null, signal: 'SIGTRAP' }, 'Fatal JavaScript out of memory: heap')).toMatchObject({
    code: 'memory_limit',
  })
  expect(judgeExit({ code: 1, signal: null }, 'Fatal JavaScript out of memory: heap')).toMatchObject({
    code: 'code_error',
  })
})
test.each([
  ['C++ that gets no memory, without a word', { code: null, signal: 'SIGABRT' as const }, ''],
  ['Rust that gets no memory', { code: null, signal: 'SIGABRT' as const }, 'memory allocation of 24 bytes failed\n'],
  [
    'Rust that gets no thread',
    { code: 1, signal: null },
    "thread 'main' panicked at library/std/src/thread/mod.rs:729:29:\nfailed to spawn thread: Os { code: 11, kind: WouldBlock }",
  ],
  [
    'Deno that gets no thread',
    { code: 1, signal: null },
    `\n${'='.repeat(60)}\nDeno could not start: unable to create worker threads.\n`,
  ],
])('a death for want of memory is a memory limit: %s', (_what, exit, lastWords) => {
  expect(judgeExit(exit, lastWords)).toMatchObject({ code: 'memory_limit' })
})
test('a panic for another reason is a crash', () => {
  const lastWords = "thread 'main' panicked at cli/main.rs:1:1:\ncalled `Option::unwrap()` on a `None` value"
  expect(judgeExit({ code: null, signal: 'SIGABRT' }, lastWords)).toMatchObject({ code: 'sandbox_crashed' })
})
