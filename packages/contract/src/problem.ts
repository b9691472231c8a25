import { z } from 'zod'
import { Conflict } from './blocks.ts'

/**
 * Every way a request can fail: the one table of codes. The HTTP status and the title belong to the code,
 * so neither the API nor the web app ever decides them twice. The web app switches on `code`, never on text.
 */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  unauthorized: { status: 401, title: 'A valid workspace token is needed' },
  origin_forbidden: { status: 403, title: 'This origin may not call the API' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This path does not take this method' },
  jobs_under_way: { status: 409, title: 'Jobs are queued or running' },
  no_token: { status: 409, title: 'The request came without a token of the workspace' },
  job_not_finished: { status: 409, title: 'The job has not finished yet' },
  reply_under_way: { status: 409, title: 'An answer is on its way in this thread' },
  job_not_retryable: { status: 409, title: 'Only a job that has ended can be run again' },
  name_taken: { status: 409, title: 'The name is taken' },
  embedding_mismatch: { status: 409, title: 'The vectors are of another model than those of the collection' },
  too_little_text: { status: 409, title: 'There is too little text to train on' },
  version_conflict: { status: 409, title: 'It was changed by someone else in the meantime' },
  basket_archived: { status: 409, title: 'The basket is archived' },
  delta_decided: { status: 409, title: 'The delta has been decided already' },
  delta_not_applied: { status: 409, title: 'The delta has not been applied' },
  proposal_decided: { status: 409, title: 'The proposal has been decided already' },
  not_a_graph: { status: 409, title: 'The drawing is no graph' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has a content type that is not supported' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key or request_id was used with another body' },
  unreadable_document: { status: 415, title: 'The file is not a document that can be read' },
  rate_limited: { status: 429, title: 'Too many requests' },
  analysis_failed: { status: 502, title: 'The analysis failed' },
  internal: { status: 500, title: 'Something went wrong on the server' },
  unavailable: { status: 503, title: 'The service is not available right now' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]

/** One thing that is wrong in a request: `path` leads to it, e.g. `body.timeout_s`. */
export const ProblemIssue = z.object({ path: z.string(), message: z.string() })
export type ProblemIssue = z.infer<typeof ProblemIssue>

/** The one shape of an error on the wire: `application/problem+json` (RFC 9457). */
export const Problem = z
  .object({
    type: z.string().describe('A URI that names the kind of problem'),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES),
    detail: z.string().optional().describe('What happened and what to do, for a person'),
    request_id: z.string(),
    issues: z.array(ProblemIssue).optional(),
    conflicts: z.array(Conflict).optional().describe('Of version_conflict in a basket: both sides of each'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** The media type of every {@link Problem}. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** Builds the problem that goes with a code. */
export function toProblem(
  code: ProblemCode,
  about: { requestId: string; detail?: string; issues?: ProblemIssue[]; conflicts?: Conflict[] },
): Problem {
  const { status, title } = PROBLEMS[code]
  return {
    type: `urn:outlast:problem:${code}`,
    title,
    status,
    code,
    request_id: about.requestId,
    ...(about.detail === undefined ? {} : { detail: about.detail }),
    ...(about.issues === undefined ? {} : { issues: about.issues }),
    ...(about.conflicts === undefined ? {} : { conflicts: about.conflicts }),
  }
}
