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
