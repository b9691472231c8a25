import type { DrawingElement, Proposal } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept, ask, bodyOf, box, drawn, newCanvas, propose, save, stepsOf, view } from '../../testing/canvas.ts'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { followJob } from '../../testing/runs.ts'
import { linksOf } from './drawing/links.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness({ sandbox: { warm: { typescript: 0, python: 0 } } })
  member = await harness.mint()
})
afterAll(() => harness.close())

/** A canvas with Order -> Pay on it, beside something that a person drew. */
async function start(): Promise<{ canvasId: string; elements: DrawingElement[] }> {
  const scribble = box('scribble', {
    type: 'freedraw',
    x: -400,
    points: [
      [0, 0],
      [9, 9],
    ],
    customData: { by: 'hand' },
  })
  const { canvas_id } = await newCanvas(member, [scribble])
  await accept(member, await propose(member, { instructions: 'Order -> Pay', canvas_id }))
  return { canvasId: canvas_id, elements: (await view(member, canvas_id)).drawing.elements }
}

/** The shape with this label. */
function shapeOf(elements: DrawingElement[], label: string): DrawingElement {
  const text = elements.find((element) => element['text'] === label && linksOf(element).containerId !== null)
  const shape = elements.find(({ id }) => text && id === linksOf(text).containerId)
  if (shape === undefined) throw new Error(`Nothing is labelled ${label}.`)
  return shape
}

const idsOf = ({ add, change, remove }: Proposal) => [...[...add, ...change].map(({ id }) => id), ...remove]

test('what is added after something is connected to it, and everything else stays what it was', async () => {
  const { canvasId, elements } = await start()
  const { job, proposal } = await drawn(member, { instructions: 'add Ship after Pay', canvas_id: canvasId })
  if (proposal === null) throw new Error(`It was not drawn: ${JSON.stringify(job.error)}`)
  expect(proposal).toMatchObject({ change: [], remove: [], base_version: 3 })
  expect(proposal.summary).toMatch(/built-in planner.*2 elements added/)
  const staged = stepsOf(job).flatMap((step) => (step.step === 'elements' ? step.elements : []))
  expect(staged.map(({ id }) => id).toSorted()).toEqual(proposal.add.map(({ id }) => id).toSorted())
  const { canvas } = await accept(member, proposal)
  const now = canvas.drawing.elements
  const [pay, ship] = [shapeOf(now, 'Pay'), shapeOf(now, 'Ship')]
  const arrow = now.find((element) => linksOf(element).endBinding?.elementId === ship.id)
  expect(arrow && linksOf(arrow).startBinding?.elementId).toBe(pay.id)
  for (const shape of [pay, ship]) expect(linksOf(shape).boundElements?.map(({ id }) => id)).toContain(arrow?.id)
  const others = elements.filter(({ id }) => id !== pay.id)
  expect(now.filter(({ id }) => others.some((other) => other.id === id))).toEqual(others)
})

test('the selection is changed, and nothing else', async () => {
  const { canvasId, elements } = await start()
  const order = shapeOf(elements, 'Order')
  const proposal = await propose(member, { instructions: 'make it green', canvas_id: canvasId, selection: [order.id] })
  const own = [
    order.id,
    ...(linksOf(order).boundElements ?? []).filter(({ type }) => type === 'text').map(({ id }) => id),
  ]
  expect(own).toEqual(expect.arrayContaining(idsOf(proposal)))
  const { canvas, kept } = await accept(member, proposal)
  expect(kept).toEqual([])
  const now = canvas.drawing.elements
  expect(shapeOf(now, 'Order')['backgroundColor']).not.toBe(order['backgroundColor'])
  expect(now.filter(({ id }) => !own.includes(id))).toEqual(elements.filter(({ id }) => !own.includes(id)))
})

test('what is deleted takes its label and its arrows along', async () => {
  const { canvasId, elements } = await start()
  const proposal = await propose(member, { instructions: 'delete Pay', canvas_id: canvasId })
  expect(proposal.add).toEqual([])
  const { canvas } = await accept(member, proposal)
  const now = canvas.drawing.elements
  expect(now.flatMap(({ text }) => text ?? [])).toEqual(['Order'])
  expect(now.filter(({ type }) => type === 'arrow')).toEqual([])
  expect(linksOf(shapeOf(now, 'Order')).boundElements?.map(({ type }) => type)).toEqual(['text'])
  expect(now[0]).toEqual(elements[0])
})

test('what a person did while the proposal waited survives: moved shapes stay moved, new ones are not covered', async () => {
  const { canvasId, elements } = await start()
  const renamed = await propose(member, { instructions: 'rename Order to Basket', canvas_id: canvasId })
  const added = await propose(member, { instructions: 'add Ship after Pay', canvas_id: canvasId })
  const order = shapeOf(elements, 'Order')
  const spot = added.add.find(({ type }) => type !== 'arrow' && type !== 'text')
  const mine = box('mine', { x: (spot?.x ?? 0) + 10, y: (spot?.y ?? 0) + 10, width: 40, height: 20 })
  const label = linksOf(order).boundElements?.find(({ type }) => type === 'text')?.id
  const edited = elements.map((element) =>
    [order.id, label].includes(element.id)
      ? { ...element, x: element.x - 500, version: element.version + 1, versionNonce: 7 }
      : element,
  )
  await save(member, { canvasId, version: 3 }, [...edited, mine])
  const first = await accept(member, renamed)
  expect(first.kept).toContain(label)
  expect(shapeOf(first.canvas.drawing.elements, 'Order')).toMatchObject({ x: order.x - 500 })
  const second = await accept(member, added)
  expect(second.kept).toEqual([])
  const now = second.canvas.drawing.elements
  expect(now.find(({ id }) => id === 'mine')).toEqual(mine)
  const ship = shapeOf(now, 'Ship')
  const apart =
    ship.x >= mine.x + 40 || mine.x >= ship.x + ship.width || ship.y >= mine.y + 20 || mine.y >= ship.y + ship.height
  expect(apart).toBe(true)
})

test('words that are a drawing of their own are drawn beside what is there', async () => {
  const { canvasId, elements } = await start()
  const { add, change, remove } = await propose(member, {
    instructions: 'Plan -> Do\nDo -> Check',
    canvas_id: canvasId,
  })
  expect([change, remove]).toEqual([[], []])
  const right = Math.max(...elements.map(({ x, width }) => x + width))
  const bottom = Math.max(...elements.map(({ y, height }) => y + height))
  expect(add.every(({ x, y }) => x > right || y > bottom)).toBe(true)
})

test('a change of what is not there, or that is not understood, says so and leaves no proposal', async () => {
  const { canvasId } = await start()
  const cases: [string, string[] | undefined, string][] = [
    ['rename Nothing to Something', undefined, 'unknown_id'],
    ['make it green', ['nobody'], 'unknown_id'],
    ['make it green', undefined, 'nothing_selected'],
    ['frobnicate the gizmo', undefined, 'not_understood'],
  ]
  for (const [instructions, selection, code] of cases) {
    const { job } = await drawn(member, { instructions, canvas_id: canvasId, ...(selection && { selection }) })
    expect([instructions, job.error?.code]).toEqual([instructions, code])
  }
  expect(await view(member, canvasId)).toMatchObject({ version: 3, open_proposals: 0 })
})

test('a canvas full of what nobody would draw is changed all the same', async () => {
  const odd: Record<string, unknown> = {
    boundElements: 'none',
    points: 'none',
    startBinding: 7,
    groupIds: null,
    fontFamily: 99,
    customData: [],
  }
  const types = ['rectangle', 'ellipse', 'arrow', 'line', 'text', 'freedraw', 'image', 'frame'] as const
  const { canvas_id } = await newCanvas(
    member,
    types.map((type, at) => box(type, { type, x: at * 300, ...odd })),
  )
  for (const instructions of ['delete the selected', 'make it green', 'A -> B', 'make everything pastel']) {
    const { job_id } = await ask(member, { instructions, canvas_id, selection: [...types] })
    expect(await followJob(member, job_id)).toMatchObject({ status: 'completed' })
  }
  const { items } = bodyOf(await member.api.canvas.listProposals({ params: { canvas_id }, query: {} }), 200)
  for (const proposal of items) await accept(member, proposal)
})
