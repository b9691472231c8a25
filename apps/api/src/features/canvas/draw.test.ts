import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept, drawn, stepsOf, view } from '../../testing/canvas.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(() => harness.close())

test('what is asked for is drawn in steps as a job, waits as a proposal, and is put into a canvas of its own', async () => {
  const { canvasId, job, proposal } = await drawn(member, { instructions: 'Order -> Pay\nPay -> Ship' })
  expect(job).toMatchObject({ kind: 'canvas.draw', status: 'completed', progress: 100, title: 'Order -> Pay' })
  const steps = stepsOf(job)
  expect(steps[0]).toEqual({ step: 'begin', planner: 'built-in', base_version: 1 })
  expect(steps[1]).toMatchObject({ step: 'planned', elements: proposal?.add.length, remove: [] })
  const staged = steps.flatMap((step) => (step.step === 'elements' ? step.elements : []))
  expect(staged).toEqual(proposal?.add)
  expect(await view(member, canvasId)).toMatchObject({ version: 1, elements: 0, open_proposals: 1, preview: null })
  if (proposal === null) throw new Error('There is no proposal.')
  const accepted = await accept(member, proposal)
  expect(accepted).toMatchObject({
    kept: [],
    proposal: { status: 'accepted' },
    canvas: { version: 2, open_proposals: 0 },
  })
  expect(accepted.canvas.drawing.elements).toHaveLength(proposal.add.length)
  expect(accepted.canvas.preview).toContain('Pay')
})
