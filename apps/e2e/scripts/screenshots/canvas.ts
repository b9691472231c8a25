import { type Client } from '../../src/support/client.ts'
import { untilJob } from '../../src/support/seed.ts'

type Look = {
  style: 'modern' | 'corporate' | 'creative' | 'minimal'
  color_scheme: 'pastel' | 'vibrant' | 'monochrome' | 'default'
}

const ORDER = `Order -> Payment
Payment -> Packing: paid
Payment -> Reminder: not paid
Reminder -> Payment
Packing -> Shipping
Shipping -> Delivery`

/** What a small team has drawn; all but the last are accepted. */
const CANVASES: readonly [name: string, instructions: string, look: Look][] = [
  [
    'Team',
    'Ada\n  Ben\n    Cleo\n    Dora\n  Emil\n    Fritz\n  Greta',
    { style: 'corporate', color_scheme: 'default' },
  ],
  [
    'Roadmap',
    '2026-01: Kick-off\n2026-03: Beta\n2026-06: Launch\n2026-09: Second market\n2026-12: Review',
    { style: 'modern', color_scheme: 'vibrant' },
  ],
  [
    'Sign-in',
    'sequenceDiagram\n  Browser->>API: email and password\n  API->>Database: find user\n  Database-->>API: user\n  API-->>Browser: token',
    { style: 'minimal', color_scheme: 'default' },
  ],
  ['How an order is delivered', ORDER, { style: 'creative', color_scheme: 'pastel' }],
]

/** Draws the canvases of a team and answers with the id of the last one, which has its order flow and one more proposal. */
export async function seedCanvases(api: Client): Promise<string> {
  let canvasId = ''
  for (const [name, instructions, look] of CANVASES) {
    const made = await api.canvas.create({ body: { name } })
    if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    canvasId = made.body.canvas_id
    await accept(api, canvasId, await draw(api, canvasId, { instructions, ...look }))
  }
  const instructions = 'Add Returns after Delivery. Add Refund after Returns. Delete Reminder.'
  await draw(api, canvasId, { instructions, style: 'creative', color_scheme: 'pastel' })
  return canvasId
}

async function draw(api: Client, canvasId: string, wish: Look & { instructions: string }): Promise<string> {
  const asked = await api.canvas.draw({ body: { ...wish, canvas_id: canvasId } })
  if (asked.status !== 202) throw new Error(JSON.stringify(asked.body))
  const { status, error } = await untilJob(api, asked.body.job_id)
  if (status !== 'completed') throw new Error(JSON.stringify(error))
  const params = { canvas_id: canvasId }
  const proposals = await api.canvas.listProposals({ params, query: { status: 'ready', limit: 1 } })
  const [proposal] = proposals.status === 200 ? proposals.body.items : []
  if (proposal === undefined) throw new Error('Nothing was proposed.')
  return proposal.proposal_id
}

async function accept(api: Client, canvasId: string, proposalId: string): Promise<void> {
  const params = { canvas_id: canvasId, proposal_id: proposalId }
  const accepted = await api.canvas.acceptProposal({ params, body: {} })
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body))
}
