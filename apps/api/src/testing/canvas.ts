import type {
  AcceptedProposal,
  CanvasView,
  DrawCanvas,
  DrawingElement,
  Job,
  JobView,
  Proposal,
} from '@outlast/contract'
import { CanvasDrawResult, CanvasStep } from '@outlast/contract'
import { z } from 'zod'
import type { Member } from './harness.ts'
import { followJob } from './runs.ts'

export async function newCanvas(member: Member, elements: DrawingElement[] = []): Promise<CanvasView> {
  const { status, body } = await member.api.canvas.create({ body: { name: 'A canvas' } })
  if (status !== 201) throw new Error(`POST /api/canvases answered ${status}: ${JSON.stringify(body)}`)
  if (elements.length > 0) await save(member, { canvasId: body.canvas_id, version: 1 }, elements)
  return view(member, body.canvas_id)
}

export async function view(member: Member, canvasId: string): Promise<CanvasView> {
  const { status, body } = await member.api.canvas.get({ params: { canvas_id: canvasId } })
  if (status !== 200) throw new Error(`GET /api/canvases/… answered ${status}.`)
  return body
}

type Save = {
  canvasId: string
  version: number
  label?: string
  files?: Record<string, { mime_type: 'image/png'; data_url: string }>
}

/** Saves a drawing on top of a version. */
export async function save(member: Member, { canvasId, ...about }: Save, elements: DrawingElement[]): Promise<void> {
  const params = { canvas_id: canvasId }
  const { status, body } = await member.api.canvas.save({ params, body: { ...about, elements } })
  if (status !== 200) throw new Error(`PUT /api/canvases/… answered ${status}: ${JSON.stringify(body)}`)
}

type Wish = Pick<DrawCanvas, 'instructions'> & Partial<DrawCanvas>

/** Asks for a drawing; answers its job. */
export async function ask(member: Member, wish: Wish): Promise<Job> {
  const { status, body } = await member.api.canvas.draw({ body: wish })
  if (status !== 202) throw new Error(`POST /api/ai-agent/create-canvas answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** A drawing that was asked for and has ended, and its proposal where it completed. */
export type Ended = { canvasId: string; job: JobView; proposal: Proposal | null }

export async function drawn(member: Member, wish: Wish): Promise<Ended> {
  const { job_id, subject_id } = await ask(member, wish)
  const job = await followJob(member, job_id)
  const canvasId = subject_id ?? ''
  return { canvasId, job, proposal: job.status === 'completed' ? await proposalOf(member, job_id) : null }
}

/** A drawing that has to complete. */
export async function propose(member: Member, wish: Wish): Promise<Proposal> {
  const { job, proposal } = await drawn(member, wish)
  if (proposal === null) throw new Error(`The drawing ended as ${job.status}: ${JSON.stringify(job.error)}`)
  return proposal
}

async function proposalOf(member: Member, jobId: string): Promise<Proposal> {
  const { body } = await member.api.canvas.jobResult({ params: { job_id: jobId } })
  const { result } = z.object({ result: CanvasDrawResult }).parse(body)
  const answer = await member.api.canvas.getProposal({ params: result })
  if (answer.status !== 200) throw new Error(`GET …/proposals/… answered ${answer.status}.`)
  return answer.body
}

export async function accept(
  member: Member,
  { canvas_id, proposal_id }: Pick<Proposal, 'canvas_id' | 'proposal_id'>,
): Promise<AcceptedProposal> {
  const { status, body } = await member.api.canvas.acceptProposal({ params: { canvas_id, proposal_id }, body: {} })
  if (status !== 200) throw new Error(`POST …/accept answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** The body of an answer that has to have this status. */
export function bodyOf<A extends { status: number; body: unknown }, S extends A['status']>(
  answer: A,
  status: S,
): Extract<A, { status: S }>['body'] {
  if (answer.status !== status) throw new Error(`It answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** What a job said in its log while it drew. */
export function stepsOf({ log }: JobView): CanvasStep[] {
  const entries = log.filter(({ stream }) => stream === 'display').map(({ text }) => JSON.parse(text))
  return entries.map((entry) => z.object({ kind: z.literal('canvas'), data: CanvasStep }).parse(entry).data)
}

/** A rectangle as Excalidraw writes it, as far as it matters here. */
export function box(id: string, at: Partial<DrawingElement> = {}): DrawingElement {
  const size = { x: 0, y: 0, width: 100, height: 60 }
  const look = { strokeColor: '#1e1e1e', backgroundColor: 'transparent', boundElements: null, groupIds: [] }
  return { id, type: 'rectangle', ...size, version: 1, versionNonce: 1, isDeleted: false, ...look, ...at }
}
