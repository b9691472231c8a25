import { initContract } from '@ts-rest/core'
import { z } from 'zod'
import { JobError, JobStatus, cancelJob, getJob } from './jobs.ts'
import { Problem } from './problem.ts'
import { Id, PageQuery, Timestamp, WorkHeaders, pageOf, text } from './wire.ts'

const c = initContract()

export const Language = z.enum(['python', 'typescript', 'javascript'])
export type Language = z.infer<typeof Language>

/** 1 MB, as UTF-16 units: what an editor holds with ease, and far more than anyone types. */
export const MAX_CODE_CHARS = 1_000_000

const Code = text({ max: MAX_CODE_CHARS })

/** A `timeout_s` above the server's MAX_RUN_S is refused by the server; this is the most it can be set to. */
export const MAX_TIMEOUT_S = 86_400
export const DEFAULT_TIMEOUT_S = 300

export const ExecuteCode = z
  .object({
    language: Language,
    code: Code.refine((code) => code.trim().length > 0, { message: 'must not be empty' }),
    stdin: text({ max: MAX_CODE_CHARS }).optional(),
    timeout_s: z.number().min(0.1).max(MAX_TIMEOUT_S).default(DEFAULT_TIMEOUT_S),
    async_execution: z.boolean().default(true).describe('false: hold the answer until the run ends, 30 s at most'),
    script_id: Id.optional().describe('The saved script that this is a run of'),
    title: text({ min: 1, max: 200 }).optional(),
  })
  .meta({ id: 'ExecuteCode' })
export type ExecuteCode = z.infer<typeof ExecuteCode>

/** What a code.run job was started with (`GET /api/jobs/:job_id/input`). */
export const CodeRunInput = z.object({
  language: Language,
  code: z.string(),
  stdin: z.string().optional(),
  timeout_s: z.number(),
  script_id: Id.optional(),
})
export type CodeRunInput = z.infer<typeof CodeRunInput>

/** The value of the last expression. `repr` is how the language writes it; `json` is there where it has a JSON form. */
export const CodeValue = z.object({ repr: z.string(), json: z.unknown().optional() })
export type CodeValue = z.infer<typeof CodeValue>

/** The result of a completed code.run job. `execution_time` is in seconds. */
export const CodeRunResult = z.object({ value: CodeValue.nullable(), execution_time: z.number() })
export type CodeRunResult = z.infer<typeof CodeRunResult>

export const AcceptedRun = z
  .object({ job_id: Id, is_async: z.literal(true), status: JobStatus })
  .meta({ id: 'AcceptedRun' })
export type AcceptedRun = z.infer<typeof AcceptedRun>

export const FinishedRun = z
  .object({
    job_id: Id,
    is_async: z.literal(false),
    status: JobStatus,
    stdout: z.string(),
    stderr: z.string(),
    result: CodeValue.nullable(),
    error: JobError.nullable(),
    execution_time: z.number().describe('Seconds'),
    log_truncated: z.boolean(),
  })
  .meta({ id: 'FinishedRun' })
export type FinishedRun = z.infer<typeof FinishedRun>

export const Script = z
  .object({
    script_id: Id,
    name: z.string(),
    language: Language,
    code: z.string(),
    version: z.int().describe('Rises with every save; send it back to save'),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: 'Script' })
export type Script = z.infer<typeof Script>

export const ScriptSummary = Script.omit({ code: true }).meta({ id: 'ScriptSummary' })
export type ScriptSummary = z.infer<typeof ScriptSummary>

const ScriptName = text({ min: 1, max: 120 }).refine((name) => name.trim().length > 0, {
  message: 'must not be blank',
})

export const NewScript = z.object({ name: ScriptName, language: Language, code: Code.default('') })
export type NewScript = z.input<typeof NewScript>

export const ScriptUpdate = z.object({
  name: ScriptName.optional(),
  language: Language.optional(),
  code: Code.optional(),
  version: z.int32().min(1).describe('The version that the change is based on; a stale one is answered with 409'),
})
export type ScriptUpdate = z.infer<typeof ScriptUpdate>

const ScriptParams = z.object({ script_id: Id })

export const execute = c.router({
  run: {
    method: 'POST',
    path: '/execute/code',
    summary: 'Run code as a durable job',
    headers: WorkHeaders,
    body: ExecuteCode,
    responses: {
      200: FinishedRun,
      202: AcceptedRun,
      400: Problem,
      401: Problem,
      404: Problem,
      413: Problem,
      422: Problem,
    },
  },
  getJob: { ...getJob, path: '/execute/job/:job_id' },
  cancelJob: { ...cancelJob, path: '/execute/job/:job_id/cancel' },
  listScripts: {
    method: 'GET',
    path: '/api/scripts',
    summary: 'Saved scripts, last changed first, without their code',
    query: PageQuery,
    responses: { 200: pageOf(ScriptSummary), 401: Problem },
  },
  createScript: {
    method: 'POST',
    path: '/api/scripts',
    summary: 'Save a new script',
    body: NewScript,
    responses: { 201: Script, 400: Problem, 401: Problem, 413: Problem },
  },
  getScript: {
    method: 'GET',
    path: '/api/scripts/:script_id',
    summary: 'A saved script',
    pathParams: ScriptParams,
    responses: { 200: Script, 401: Problem, 404: Problem },
  },
  saveScript: {
    method: 'PUT',
    path: '/api/scripts/:script_id',
    summary: 'Save changes to a script; 409 if it was changed elsewhere since',
    pathParams: ScriptParams,
    body: ScriptUpdate,
    responses: { 200: Script, 400: Problem, 401: Problem, 404: Problem, 409: Problem, 413: Problem },
  },
  deleteScript: {
    method: 'DELETE',
    path: '/api/scripts/:script_id',
    summary: 'Delete a script; its runs stay',
    pathParams: ScriptParams,
    body: c.noBody(),
    responses: { 204: c.noBody(), 401: Problem, 404: Problem },
  },
})
