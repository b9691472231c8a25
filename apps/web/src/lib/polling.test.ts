import { describe, expect, it } from 'vitest'
import { ApiProblem } from './api-problem.ts'
import {
  HELD_WAIT_S,
  HIDDEN_MS,
  PLAIN_MS,
  freshPoll,
  learn,
  nextPollMs,
  waitFor,
  type PollSituation,
} from './polling.ts'

const unreachable = new ApiProblem({ code: 'unreachable', title: 'no answer' })
const gatewayTimeout = new ApiProblem({ code: 'unexpected', title: 'status 504', status: 504 })
const notFound = new ApiProblem({ code: 'not_found', title: 'not found', status: 404 })

const running: PollSituation = {
  status: 'running',
  hasMore: false,
  problem: null,
  visible: true,
  sinceLastStartMs: 5_000,
  held: true,
}

describe('when to ask again', () => {
  it('an ended job is not asked for again', () => {
    for (const status of ['completed', 'failed', 'cancelled'] as const)
      expect(nextPollMs({ ...running, status })).toBe(false)
  })

  it('an ended job whose log is not all here is asked for at once', () => {
    expect(nextPollMs({ ...running, status: 'completed', hasMore: true })).toBe(1)
  })

  it('a held request is followed by the next at once, but not more than eight times a second', () => {
    expect(nextPollMs(running)).toBe(1)
    expect(nextPollMs({ ...running, sinceLastStartMs: 20 })).toBe(100)
  })

  it('without holding it is asked for every two seconds', () => {
    expect(nextPollMs({ ...running, held: false })).toBe(PLAIN_MS)
  })

  it('a hidden tab asks seldom', () => {
    expect(nextPollMs({ ...running, visible: false })).toBe(HIDDEN_MS)
  })

  it('a passing problem is asked through, a lasting one is not', () => {
    expect(nextPollMs({ ...running, problem: unreachable })).toBe(PLAIN_MS)
    expect(nextPollMs({ ...running, problem: gatewayTimeout })).toBe(PLAIN_MS)
    expect(nextPollMs({ ...running, problem: notFound })).toBe(false)
  })
})

describe('how long to be held', () => {
  const at = { visible: true, nowMs: 1_000, first: false }

  it('the first request is never held, nor one of a hidden tab', () => {
    expect(waitFor(freshPoll, at)).toBe(HELD_WAIT_S)
    expect(waitFor(freshPoll, { ...at, first: true })).toBe(0)
    expect(waitFor(freshPoll, { ...at, visible: false })).toBe(0)
  })

  it('a held request that was cut makes the next ones plain for a minute', () => {
    const memory = learn(freshPoll, { heldS: 20, tookMs: 15_000, news: false, problem: gatewayTimeout }, 1_000)
    expect(waitFor(memory, at)).toBe(0)
    expect(waitFor(memory, { ...at, nowMs: 62_000 })).toBe(HELD_WAIT_S)
  })

  it('an empty answer that came back at once was not held: plain polling instead of a storm', () => {
    const memory = learn(freshPoll, { heldS: 20, tookMs: 30, news: false, problem: null }, 1_000)
    expect(waitFor(memory, at)).toBe(0)
  })

  it('news that came at once is what holding is for', () => {
    expect(learn(freshPoll, { heldS: 20, tookMs: 30, news: true, problem: null }, 1_000)).toEqual(freshPoll)
  })

  it('a plain request teaches nothing about holding', () => {
    const memory = { plainUntilMs: 5_000 }
    expect(learn(memory, { heldS: 0, tookMs: 10, news: false, problem: unreachable }, 1_000)).toBe(memory)
  })
})
