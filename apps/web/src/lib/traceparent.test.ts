import { expect, it } from 'vitest'
import { newTraceparent } from './traceparent.ts'

it('every click begins a trace of its own, to be recorded', () => {
  const [one, other] = [newTraceparent(), newTraceparent()]
  expect(one).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  expect(other).not.toBe(one)
})
