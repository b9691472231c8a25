import type { Database } from '@outlast/db'
import type { JobDefinition } from './definition.ts'
import type { LogCap } from './log-buffer.ts'
import type { Outcome } from './outcome.ts'

export type EngineOptions = {
  database: Database
  definitions: readonly JobDefinition[]
  /** Whether this process takes jobs, or only accepts and watches them. */
  work: boolean
  /** Running jobs in this process, but for kinds that have slots of their own. */
  maxConcurrent: number
  /** Running jobs of one kind of one workspace, over all processes; null for no limit. */
  perWorkspace: number | null
  /** How often to look for due jobs without having been told, in ms. */
  pollMs: number
  /** Days after which ended jobs are deleted. */
  keepDays: number
  logCap?: LogCap
  /** Housekeeping of the features: each runs once for each time that its `cron` names (UTC), in one working process of all. */
  schedules?: readonly { name: string; cron: string; run(): Promise<void> }[]
  onEvent(event: EngineEvent): void
}

type AttemptOfJob = { jobId: string; workspaceId: string; requestId: string | null; kind: string; attempt: number }

/** How an attempt ended. `queued`: it will be tried again; `lost`: another worker holds the job, or it is gone. */
export type EndStatus = Outcome['status'] | 'lost'

/** What the operator may want to read. */
export type EngineEvent =
  | { type: 'error'; error: unknown }
  | { type: 'job_unforeseen_error'; error: unknown; jobId: string; workspaceId: string; requestId: string | null }
  /** `waitS`: from being accepted to being claimed; null for later attempts, which wait on purpose. */
  | (AttemptOfJob & { type: 'job_started'; waitS: number | null })
  /** `runS`: of this attempt alone. */
  | (AttemptOfJob & { type: 'job_ended'; status: EndStatus; runS: number })
  | { type: 'session'; state: 'up' | 'lost' }
