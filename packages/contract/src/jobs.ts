import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { CreateHeaders, Id, PageQuery, Timestamp, oneOrMany, pageOf } from './wire.ts'

const c = initContract()

export const JobKind = z.enum([
  'code.run',
  'coach.reply',
  'basket.analyze',
  'canvas.draw',
  'file.index',
  'collection.train',
  'collection.index',
])
export type JobKind = z.infer<typeof JobKind>

export const JobStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof JobStatus>

const TERMINAL: ReadonlySet<JobStatus | undefined> = new Set(['completed', 'failed', 'cancelled'] as const)

/** Whether a job in this state has ended for good. Terminal jobs never change again. */
export function isTerminal(status: JobStatus | undefined): boolean {
  return TERMINAL.has(status)
}

/** Why a job failed. `code` is stable; `detail` is one or two sentences for a person. */
export const JobError = z.object({ code: z.string(), detail: z.string() }).meta({ id: 'JobError' })
export type JobError = z.infer<typeof JobError>

/** A piece of slow work, as everyone sees it. */
export const Job = z
  .object({
    job_id: Id,
    kind: JobKind,
    title: z.string(),
    subject_id: Id.nullable().describe('What the job is about, e.g. the script that it ran'),
    status: JobStatus,
    progress: z.number().min(0).max(100),
    progress_label: z.string().nullable(),
    progress_source: z
      .enum(['reported', 'estimated', 'none'])
      .describe('Whether the work itself said how far it is, or we guess from earlier runs'),
    attempt: z.int().describe('0 until it starts for the first time'),
    max_attempts: z.int(),
    retry_at: Timestamp.nullable(),
    retry_of: Id.nullable(),
    created_at: Timestamp,
    started_at: Timestamp.nullable(),
    cancel_requested_at: Timestamp.nullable(),
    finished_at: Timestamp.nullable(),
    error: JobError.nullable(),
  })
  .meta({ id: 'Job' })
export type Job = z.infer<typeof Job>

/** Where a piece of a job's log came from. `display` carries one JSON line: `{kind, data}`. */
export const LogStream = z.enum(['stdout', 'stderr', 'system', 'display'])
export type LogStream = z.infer<typeof LogStream>

/** A piece of output: any number of lines, not always ending at a line's end. */
export const LogEntry = z
  .object({ seq: z.int(), stream: LogStream, text: z.string(), at: Timestamp })
  .meta({ id: 'LogEntry' })
export type LogEntry = z.infer<typeof LogEntry>

export const JobView = Job.extend({
  log: z.array(LogEntry).describe('Entries with seq > after, oldest first; at most 500 entries or about 1 MiB'),
  next_after: z.int().describe('Pass it as `after` of the next request'),
  has_more: z.boolean().describe('More log is there already: ask again at once'),
  log_truncated: z.boolean().describe('Output was over the cap: the middle was left out'),
  revision: z.int().describe('Rises with every change of the job; pass it to be told of changes that write no log'),
}).meta({ id: 'JobView' })
export type JobView = z.infer<typeof JobView>

/** The result of a completed job; what it holds depends on the kind. */
export const JobResult = z
  .object({ job_id: Id, status: JobStatus, result: z.unknown(), error: JobError.nullable() })
  .meta({ id: 'JobResult' })
export type JobResult = z.infer<typeof JobResult>

/** What the job was started with; its shape depends on the kind. */
export const JobInput = z.object({ job_id: Id, kind: JobKind, input: z.unknown() }).meta({ id: 'JobInput' })
export type JobInput = z.infer<typeof JobInput>

const Percentiles = z.object({ p50: z.number().nullable(), p95: z.number().nullable(), p99: z.number().nullable() })

export const JobStats = z
  .object({
    counts: z.array(z.object({ kind: JobKind, status: JobStatus, count: z.int() })),
    throughput: z
      .array(z.object({ at: Timestamp, completed: z.int(), failed: z.int(), cancelled: z.int() }))
      .describe('Jobs ended per hour, oldest first, the last 24 hours without gaps'),
    wait_s: Percentiles.describe('Created to started, jobs started in the last 24 hours'),
    run_s: Percentiles.describe('Started to finished, jobs ended in the last 24 hours'),
  })
  .meta({ id: 'JobStats' })
export type JobStats = z.infer<typeof JobStats>

const JobParams = z.object({ job_id: Id })

/** A job and what is new since `after` and `revision`, held up to `wait_s` seconds until there is something. */
export const getJob = {
  method: 'GET',
  summary: 'A job and the log after `after`; held up to `wait_s` seconds until something is new',
  pathParams: JobParams,
  query: z.object({
    after: z.coerce.number().int().min(0).default(0),
    revision: z.coerce.number().int().min(0).optional(),
    wait_s: z.coerce.number().min(0).max(25).default(0),
  }),
  responses: { 200: JobView, 401: Problem, 404: Problem },
} as const

/** Asks a job to stop. A queued job ends at once; a running one when its work has really stopped. */
export const cancelJob = {
  method: 'POST',
  summary: 'Ask a job to stop; an ended job is answered as it is',
  pathParams: JobParams,
  body: z.object({}).optional(),
  responses: { 202: Job, 401: Problem, 404: Problem },
} as const

/** Runs an ended job again, as a new job whose `retry_of` names the old one. */
export const retryJob = {
  method: 'POST',
  summary: 'Run an ended job again as a new job',
  pathParams: JobParams,
  headers: CreateHeaders,
  body: z.object({}).optional(),
  responses: { 202: Job, 401: Problem, 404: Problem, 409: Problem, 422: Problem },
} as const

const JobFilter = z.object({
  kind: oneOrMany(JobKind).optional(),
  status: oneOrMany(JobStatus).optional(),
  subject_id: Id.optional(),
})

export const jobs = c.router({
  list: {
    method: 'GET',
    path: '/api/jobs',
    summary: 'Jobs of the workspace, newest first',
    query: PageQuery.extend(JobFilter.shape),
    responses: { 200: pageOf(Job), 400: Problem, 401: Problem },
  },
  stats: {
    method: 'GET',
    path: '/api/jobs/stats',
    summary: 'Counts, throughput, waiting and running times',
    responses: { 200: JobStats, 401: Problem },
  },
  get: { ...getJob, path: '/api/jobs/:job_id' },
  result: {
    method: 'GET',
    path: '/api/jobs/:job_id/result',
    summary: 'The result of a job that has ended',
    pathParams: JobParams,
    responses: { 200: JobResult, 401: Problem, 404: Problem, 409: Problem },
  },
  input: {
    method: 'GET',
    path: '/api/jobs/:job_id/input',
    summary: 'What the job was started with',
    pathParams: JobParams,
    responses: { 200: JobInput, 401: Problem, 404: Problem },
  },
  cancel: { ...cancelJob, path: '/api/jobs/:job_id/cancel' },
  cancelMany: {
    method: 'POST',
    path: '/api/jobs/cancel',
    summary: 'Ask all jobs that match the filter and have not ended to stop',
    body: z.object({
      kind: z.array(JobKind).min(1).optional(),
      status: z
        .array(z.enum(['queued', 'running']))
        .min(1)
        .optional(),
      subject_id: Id.optional(),
      job_ids: z.array(Id).min(1).max(200).optional(),
    }),
    responses: { 202: z.object({ cancelled: z.int(), requested: z.int() }), 400: Problem, 401: Problem },
  },
  retry: { ...retryJob, path: '/api/jobs/:job_id/retry' },
})
