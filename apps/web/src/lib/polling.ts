import { isTerminal, type JobStatus } from '@outlast/contract'
import { isPassing, toApiProblem, type ApiProblem } from './api-problem.ts'

/** How long the server may hold a request; below 25 s because proxies often cut at 30. */
export const HELD_WAIT_S = 20
/** Plain polling, where holding does not work. */
export const PLAIN_MS = 2_000
/** While nobody looks: often enough for the favicon, seldom enough not to matter. */
export const HIDDEN_MS = 15_000
/** A flood of output is flushed every 50 ms; eight looks a second are as live as an eye can tell. */
const MIN_SPACING_MS = 120
/** After this long without holding, try it again: a proxy may have been restarted, not be in the way for good. */
const HELD_AGAIN_MS = 60_000
/** An empty answer to a held request that came back this soon was not held. */
const NOT_HELD_MS = 1_000

/** What the poller remembers between requests. */
export interface PollMemory {
  /** Until then requests are not held; 0 when holding works. */
  plainUntilMs: number
}

export const freshPoll: PollMemory = { plainUntilMs: 0 }

/** How one request went. */
export interface PollOutcome {
  heldS: number
  tookMs: number
  /** Whether there was anything new in the answer. */
  news: boolean
  /** Whether it failed. */
  problem: ApiProblem | null
}

/** What one answer teaches about holding. */
export function learn(memory: PollMemory, outcome: PollOutcome, nowMs: number): PollMemory {
  if (outcome.heldS === 0) return memory
  const cut = outcome.problem !== null && isPassing(outcome.problem)
  const notHeld = outcome.problem === null && !outcome.news && outcome.tookMs < NOT_HELD_MS
  return cut || notHeld ? { plainUntilMs: nowMs + HELD_AGAIN_MS } : freshPoll
}

/** Seconds that the next request may be held. */
export function waitFor(memory: PollMemory, at: { visible: boolean; nowMs: number; first: boolean }): number {
  return at.first || !at.visible || at.nowMs < memory.plainUntilMs ? 0 : HELD_WAIT_S
}

/** Where the poller stands when it decides about the next request. */
export interface PollSituation {
  status: JobStatus | undefined
  hasMore: boolean
  problem: ApiProblem | null
  visible: boolean
  sinceLastStartMs: number
  held: boolean
}

/** Milliseconds until the next request, or false if none is needed any more: polling stops by data. */
export function nextPollMs(now: PollSituation): number | false {
  if (now.problem !== null) return isPassing(now.problem) ? PLAIN_MS : false
  if (now.hasMore) return 1
  if (isTerminal(now.status)) return false
  if (!now.visible) return HIDDEN_MS
  if (!now.held) return PLAIN_MS
  return Math.max(1, MIN_SPACING_MS - now.sinceLastStartMs)
}

/** What could not be loaded comes back by itself once the server does. */
export function againAfterMs(error: unknown): number | false {
  return isPassing(toApiProblem(error)) ? 3_000 : false
}

/** Whether someone can see the page. On the server the answer does not matter; nothing is polled there. */
export function isVisible(): boolean {
  return typeof document === 'undefined' || document.visibilityState === 'visible'
}
