import { type ExecuteCode, type JobView, type LogEntry, isTerminal } from '@outlast/contract'
import { sqlOf } from '@outlast/db'
import { expect, vi } from 'vitest'
import type { Harness, Member } from './harness.ts'

type Run = { code: string } & Partial<ExecuteCode>

/** Starts a run, TypeScript unless told otherwise, and answers its id. */
export async function startRun(member: Member, run: Run): Promise<string> {
  const { status, body } = await member.api.execute.run({ body: { language: 'typescript', ...run } })
  if (status !== 202) throw new Error(`POST /execute/code answered ${status}: ${JSON.stringify(body)}`)
  return body.job_id
}

/** One look at a job, held where the query says so. */
export async function viewJob(
  member: Member,
  jobId: string,
  query: { after?: number; revision?: number; wait_s?: number } = {},
): Promise<JobView> {
  const { status, body } = await member.api.jobs.get({ params: { job_id: jobId }, query })
  if (status !== 200) throw new Error(`GET /api/jobs/${jobId} answered ${status}.`)
  return body
}

/** Follows a job by held requests, as the web app does, until `is` holds; answers the last view with all of its log. */
export async function followJob(
  member: Member,
  jobId: string,
  is: (view: JobView) => boolean = ({ status, has_more }) => isTerminal(status) && !has_more,
): Promise<JobView> {
  const log: LogEntry[] = []
  let view = await viewJob(member, jobId)
  for (;;) {
    log.push(...view.log)
    const whole = { ...view, log }
    if (is(whole)) return whole
    if (isTerminal(view.status) && !view.has_more) throw new Error(`The job has ended: ${JSON.stringify(whole)}`)
    view = await viewJob(member, jobId, { after: view.next_after, revision: view.revision, wait_s: 20 })
  }
}

export function textOf(log: LogEntry[], stream: LogEntry['stream'] = 'stdout'): string {
  return log
    .filter((entry) => entry.stream === stream)
    .map(({ text }) => text)
    .join('')
}

/** A run that stops at a door, having said "at the door", until {@link openDoor}. */
export const WAIT_AT_DOOR = `
console.log('at the door')
while ((await checkpoint.load()) !== 'open') await new Promise((resolve) => setTimeout(resolve, 10))
`

export async function openDoor({ deps }: Harness, jobId: string): Promise<void> {
  await sqlOf(deps.database.pool).query(`UPDATE job SET checkpoint = '"open"' WHERE id = $1`, [jobId])
}

/** A run that has begun and stands at its door. */
export async function startAtDoor(member: Member, codeAfter = ''): Promise<{ jobId: string; view: JobView }> {
  const jobId = await startRun(member, { code: WAIT_AT_DOOR + codeAfter })
  return { jobId, view: await followJob(member, jobId, ({ log }) => textOf(log).includes('at the door')) }
}

/** Starts queued jobs, one after the other, and answers their ids in that order. */
export async function startRuns(member: Member, runs: Run[]): Promise<string[]> {
  const ids: string[] = []
  for (const run of runs) ids.push(await startRun(member, run))
  return ids
}

/** Resolves when the sandbox has a warm process of this pool. */
export async function untilWarm({ deps }: Harness, pool: 'typescript' | 'python' = 'typescript'): Promise<void> {
  await vi.waitFor(() => expect(deps.sandbox.status().warm[pool]).toBeGreaterThan(0), { timeout: 30_000, interval: 10 })
}
