import { type Scene, expectCompleted, expectStatus } from './scene.ts'

/** A drawing is described, drawn by a job, and accepted. */
export async function checkCanvas({ api, follow }: Scene): Promise<string> {
  const asked = await api.canvas.draw({
    body: { instructions: 'Idea -> Draft: write\nDraft -> Review\nReview -> Done' },
  })
  expectStatus(asked, 202, 'POST /api/ai-agent/create-canvas')
  const { job_id } = asked.body as { job_id: string }
  expectCompleted(await follow(job_id))
  const result = await api.canvas.jobResult({ params: { job_id } })
  expectStatus(result, 200, 'GET /api/ai-agent/job/:job_id/result')
  const params = (result.body as { result: { canvas_id: string; proposal_id: string } }).result
  const accepted = await api.canvas.acceptProposal({ params, body: {} })
  expectStatus(accepted, 200, 'accepting the proposal')
  const { canvas } = accepted.body as { canvas: { elements: number } }
  if (canvas.elements < 4) throw new Error(`${canvas.elements} elements are on the canvas`)
  return `${canvas.elements} elements were drawn and accepted`
}
