import { expect, test } from 'vitest'
import { checkDrawing } from '../check/check-drawing.ts'
import { drawIntent } from '../draw/draw-intent.ts'
import type { CanvasElement } from '../draw/element.ts'
import { planChange } from '../plan/plan-change.ts'
import { planDrawing } from '../plan/plan-drawing.ts'
import { applyChange } from './apply-change.ts'
import { describeDrawing } from './describe-drawing.ts'

const look = { style: 'modern', colorScheme: 'default' } as const
const draw = async (instructions: string) =>
  (await drawIntent(planDrawing(instructions).intent, { look, seed: 'old' })).elements
const order = await draw('Start -> Cart -> Paid?\nPaid? -> Ship: yes\nPaid? -> Cart: no\nShip -> End')
const idOf = (label: string, elements: readonly CanvasElement[] = order): string =>
  describeDrawing(elements).find((element) => element.label === label)?.id ?? `no ${label}`

async function change(instructions: string, { elements = order, selection = [] as string[] } = {}) {
  const { change, rule } = planChange(instructions, elements, { selection })
  const result = await applyChange(elements, change, { look, seed: 'new' })
  const labels = new Map(describeDrawing(result.elements).map((element) => [element.id, element.label]))
  const arrows = describeDrawing(result.elements).flatMap(({ from, to, label }) =>
    from ? [`${labels.get(from)} > ${labels.get(to ?? '')}${label ? `: ${label}` : ''}`] : [],
  )
  return {
    ...result,
    rule,
    arrows: arrows.sort(),
    find: (label: string) => result.elements.find((element) => element.id === idOf(label, result.elements)),
  }
}

const EDITS = [
  'add a step Pack after Cart',
  'insert Check stock between Cart and Paid?',
  'add a decision Gift? before Ship',
  'add Refund next to Paid?',
  'add Coupon',
  'rename Cart to Shopping basket with everything that the customer has chosen so far',
  'change Ship to Dispatch',
  'make Cart green',
  'make Ship bigger',
  'make Ship much smaller',
  'turn Cart into a diamond',
  'turn Cart into an ellipse',
  'delete Cart',
  'remove the arrow from Paid? to Cart',
  'connect Ship to Cart: returned',
  'connect Start with End',
  'Ship -> Archive: later',
  'make everything look corporate',
  'use vibrant colors',
  'use the creative style with pastel colors',
  'timeline: 1969 Moon landing, 1989 The web, 2007 The phone',
  'rename Cart to Basket. Add Pack after Ship; make Pack red',
]

test.each(EDITS)(
  '%s: nothing overlaps, overflows or is unbound, and all else stays as it was',
  async (instructions) => {
    const { elements, added, changed, deleted } = await change(instructions)
    expect(checkDrawing(elements)).toEqual([])
    expect(added.length + changed.length + deleted.length).toBeGreaterThan(0)
    const touched = new Set([...changed, ...deleted])
    const untouched = order.filter((element) => !touched.has(element.id))
    for (const element of untouched) expect(elements).toContain(element)
    for (const id of changed) {
      const [before, after] = [order, elements].map((drawing) => drawing.find((element) => element.id === id))
      expect(after?.version).toBe((before?.version ?? 0) + 1)
    }
  },
)

test('what is put between two takes over their arrow, with its label', async () => {
  const { arrows } = await change('insert Pick between Paid? and Ship')
  expect(arrows).toContain('Paid? > Pick: yes')
  expect(arrows).toContain('Pick > Ship')
  expect(arrows).not.toContain('Paid? > Ship: yes')
})

test('what is deleted takes its arrows and labels along, and nobody remembers them', async () => {
  const { arrows, elements, deleted } = await change('delete Paid?')
  expect(arrows).toEqual(['Ship > End', 'Start > Cart'])
  expect(deleted).toHaveLength(2 + 3 + 2)
  const ids = new Set(elements.map((element) => element.id))
  for (const element of elements) for (const bound of element.boundElements ?? []) expect(ids).toContain(bound.id)
})

test('the selection is what "it" and "the selected" mean', async () => {
  const selection = [idOf('Cart'), idOf('Ship')]
  expect((await change('make it red', { selection })).changed).toHaveLength(2)
  expect((await change('delete the selected', { selection })).find('Cart')).toBeUndefined()
  expect((await change('make the selection bigger', { selection })).find('Ship')?.width).toBeGreaterThan(120)
  const label = order.find((element) => element.type === 'text' && element.text === 'Cart')?.id ?? ''
  expect((await change('rename it to Basket', { selection: [label] })).find('Basket')).toBeDefined()
})

test('a colour is changed, and the place is not', async () => {
  const { find, changed } = await change('make Cart green')
  const before = order.find((element) => element.id === idOf('Cart'))
  expect(find('Cart')).toMatchObject({ x: before?.x, y: before?.y, width: before?.width })
  expect(find('Cart')?.backgroundColor).not.toBe(before?.backgroundColor)
  expect(changed).not.toContain(idOf('Ship'))
})

test('a drawing more stands beside what is there, whose elements are the very same', async () => {
  const { elements, changed, deleted, rule } = await change('A -> B -> C and some more text, far away')
  expect({ changed, deleted, rule }).toEqual({ changed: [], deleted: [], rule: 'arrows' })
  expect(elements.slice(0, order.length)).toEqual(order)
})

test.each([
  ['rename Basket to Cart', 'unknown_id', ['Basket']],
  ['make it green', 'nothing_selected', []],
  ['make it pop', 'not_understood', []],
  ['', 'empty_instructions', []],
])('%j is refused: %s', (instructions, code, ids) => {
  expect(() => planChange(instructions, order)).toThrow(expect.objectContaining({ code, ids }))
})

test('ids that are not there are refused, all of them, whoever names them', async () => {
  expect(() => planChange('make it green', order, { selection: ['x'] })).toThrow(
    expect.objectContaining({ code: 'unknown_id', ids: ['x'] }),
  )
  const gone = applyChange(order, { operations: [{ op: 'delete', ids: ['x', 'y'] }] }, { look, seed: 'new' })
  await expect(gone).rejects.toMatchObject({ code: 'unknown_id', ids: ['x', 'y'] })
})

test('stars, tables and screens can be changed, too', async () => {
  const shapes = await draw('Draw a star labelled Sun, a circle labelled Earth')
  const connected = await change('connect Sun to Earth', { elements: shapes })
  expect(checkDrawing(connected.elements)).toEqual([])
  const gone = await change('delete Sun', { elements: shapes })
  expect(
    gone.elements.every((element) => element.customData?.node !== 's1' && element.customData?.node !== 's1.outline'),
  ).toBe(true)
  for (const instructions of [
    'ER diagram: User: id, name. Order: id. User has many orders',
    'Kanban: To do: a, b. Done: c',
  ]) {
    const elements = await draw(instructions)
    for (const request of ['use the creative style', 'use the corporate style', 'add Extra']) {
      expect(checkDrawing((await change(request, { elements })).elements)).toEqual([])
    }
  }
})
