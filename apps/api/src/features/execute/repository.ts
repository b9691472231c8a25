import { type Database, type Script, newId, sqlOf } from '@outlast/db'

export type ScriptChange = { name?: string; language?: string; code?: string }

/** A script's place in the order of last changes. */
export type ScriptPlace = { updatedAt: Date; id: string }

/** A page of scripts, last changed first; `before` is the place of the last one on the page before. */
export function listScripts(
  { prisma }: Database,
  workspaceId: string,
  { before, limit }: { before: ScriptPlace | null; limit: number },
): Promise<Omit<Script, 'code'>[]> {
  const olderThan = before && { OR: [{ updatedAt: { lt: before.updatedAt } }, { ...before, id: { lt: before.id } }] }
  return prisma.script.findMany({
    where: { workspaceId, ...olderThan },
    omit: { code: true },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
}

export function addScript(
  { prisma }: Database,
  workspaceId: string,
  script: { name: string; language: string; code: string },
): Promise<Script> {
  return prisma.script.create({ data: { id: newId(), workspaceId, ...script } })
}

export function findScript({ prisma }: Database, workspaceId: string, scriptId: string): Promise<Script | null> {
  return prisma.script.findFirst({ where: { workspaceId, id: scriptId } })
}

/** Saves a change that is based on `version`. False where the script has moved on, or is not there. */
export async function saveScript(
  { prisma }: Database,
  { workspaceId, scriptId, version }: { workspaceId: string; scriptId: string; version: number },
  change: ScriptChange,
): Promise<boolean> {
  const { count } = await prisma.script.updateMany({
    where: { workspaceId, id: scriptId, version },
    data: { ...change, version: { increment: 1 }, updatedAt: new Date() },
  })
  return count === 1
}

/** False where there was nothing to delete. */
export async function deleteScript({ prisma }: Database, workspaceId: string, scriptId: string): Promise<boolean> {
  const { count } = await prisma.script.deleteMany({ where: { workspaceId, id: scriptId } })
  return count === 1
}

export function findRun({ prisma }: Database, workspaceId: string, jobId: string) {
  return prisma.job.findFirst({
    where: { workspaceId, id: jobId },
    select: {
      status: true,
      result: true,
      startedAt: true,
      finishedAt: true,
      errorCode: true,
      errorDetail: true,
      logTruncated: true,
    },
  })
}

const OUTPUT = `
  SELECT stream::text, string_agg(text, '' ORDER BY seq) AS text FROM job_log
  WHERE job_id = $1 AND attempt = (SELECT attempt FROM job WHERE id = $1) AND stream IN ('stdout', 'stderr')
  GROUP BY stream`

/** What the last attempt of a run wrote. */
export async function readOutput({ pool }: Database, jobId: string): Promise<{ stdout: string; stderr: string }> {
  const rows = await sqlOf(pool).query<{ stream: string; text: string }>(OUTPUT, [jobId])
  const textOf = (stream: string): string => rows.find((row) => row.stream === stream)?.text ?? ''
  return { stdout: textOf('stdout'), stderr: textOf('stderr') }
}

/** Median of the last ten completed runs of a script: one slow run does not spoil the estimate. */
const USUAL_RUN_MS = `
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at) * 1000) AS ms FROM (
    SELECT started_at, finished_at FROM job
    WHERE workspace_id = $1 AND subject_id = $2 AND kind = 'code.run' AND status = 'completed' AND attempt = 1
    ORDER BY id DESC LIMIT 10
  ) AS last_runs`

/** How long a script usually runs, in ms; null where it never did. */
export async function findUsualRunMs(
  { pool }: Database,
  workspaceId: string,
  scriptId: string,
): Promise<number | null> {
  const [row] = await sqlOf(pool).query<{ ms: number | null }>(USUAL_RUN_MS, [workspaceId, scriptId])
  return row?.ms ?? null
}
