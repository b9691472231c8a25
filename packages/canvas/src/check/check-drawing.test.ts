import { describe, expect, test } from 'vitest'
import type { ArrowElement, CanvasElement, ShapeElement, TextElement } from '../draw/element.ts'
import { drawIntent } from '../draw/draw-intent.ts'
import { planDrawing } from '../plan/plan-drawing.ts'
import { checkDrawing } from './check-drawing.ts'
import { countCrossings } from './crossings.ts'

const look = { style: 'modern', colorScheme: 'default' } as const
const draw = async (instructions: string): Promise<CanvasElement[]> =>
  structuredClone((await drawIntent(planDrawing(instructions).intent, { look, seed: 'test' })).elements)

const elements = await draw('Cart -> Payment accepted? -> Delivery: yes')
const shape = (node: string): ShapeElement =>
  elements.find((element) => element.customData?.node === node) as ShapeElement
const arrow = elements.find((element): element is ArrowElement => element.type === 'arrow')
const label = elements.find(
  (element): element is TextElement => element.type === 'text' && element.text.startsWith('Cart'),
)
if (!arrow || !label) throw new Error('the drawing has no arrow or no label')

/** The drawing with other properties in one element. */
const planted = (element: CanvasElement, changes: object): CanvasElement[] =>
  elements.map((other) => (other.id === element.id ? ({ ...other, ...changes } as CanvasElement) : other))
const codes = (drawing: readonly CanvasElement[]): string[] => [
  ...new Set(checkDrawing(drawing).map(({ code }) => code)),
]

describe('each fault is found', () => {
  test('none in the drawing as it was made', () => expect(checkDrawing(elements)).toEqual([]))

  test('a shape on another', () => {
    const { x, y } = shape('n1')
    expect(codes(planted(shape('n2'), { x: x + 20, y: y + 20 }))).toContain('overlap')
  })

  test('a shape hidden wholly in another, which is not its container', () => {
    const { x, y } = shape('n2')
    expect(codes(planted(shape('n1'), { x: x + 40, y: y + 20, width: 40, height: 20 }))).toContain('overlap')
  })

  test('a shape that says it stands in another and sticks out', () => {
    const { id, x, y } = shape('n2')
    const inside = { ...shape('n1'), x: x - 10, y, customData: { role: 'shape', parent: id } }
    expect(codes(planted(shape('n1'), inside))).toContain('overlap')
  })

  test('a shape on the label of an arrow', () => {
    const text = elements.find((element) => element.type === 'text' && element.text === 'yes')
    expect(codes(planted(shape('n1'), { x: text?.x, y: text?.y }))).toContain('overlap')
  })

  test('a text that is wider than its shape, whatever width its element claims', () => {
    const long = 'A label that has become very much too long for its box'
    expect(codes(planted(label, { text: long, originalText: long }))).toEqual(['text_overflow'])
  })

  test('a text that has more lines than its shape has room for', () => {
    const text = 'a\nb\nc\nd\ne'
    expect(codes(planted(label, { text, height: 120 }))).toEqual(['text_overflow'])
  })

  test.each([
    ['bound to nothing', { startBinding: null }, 'unbound_arrow'],
    ['bound to what is not there', { endBinding: { ...arrow.endBinding, elementId: 'gone' } }, 'unknown_binding'],
    ['starting far from its shape', { x: arrow.x + 90 }, 'arrow_off_border'],
    [
      'ending deep in its shape',
      {
        points: [
          [0, 0],
          [0, 90],
        ],
      },
      'arrow_off_border',
    ],
  ])('an arrow %s', (_, changes, code) => expect(codes(planted(arrow, changes))).toContain(code))

  test('an arrow of which its shape knows nothing', () => {
    expect(codes(planted(shape('n1'), { boundElements: null }))).toContain('unknown_binding')
  })

  test('an arrow through a shape', () => {
    const { x, y, width, height } = shape('n2')
    const obstacle = {
      ...shape('n1'),
      id: 'obstacle',
      x: x + width / 2 - 20,
      y: y + height + 16,
      width: 40,
      height: 12,
      boundElements: null,
    }
    expect(codes([...elements, obstacle])).toContain('arrow_through_shape')
  })

  test('an id twice, and more elements than are allowed', () => {
    expect(codes([...elements, arrow])).toContain('duplicate_id')
    expect(checkDrawing(elements, { maxElements: 3 }).map(({ code }) => code)).toEqual(['too_many_elements'])
  })
})

test('what a person drew around a shape is no fault', () => {
  const { x, y, width, height } = shape('n1')
  const { customData: _, ...byHand } = { ...shape('n1'), id: 'hand', boundElements: null }
  expect(
    checkDrawing([...elements, { ...byHand, x: x - 10, y: y - 10, width: width + 20, height: height + 20 }]),
  ).toEqual([])
})

test('crossings are counted where arrows cross, not where they meet', async () => {
  expect(countCrossings(elements)).toBe(0)
  const across = {
    ...arrow,
    id: 'across',
    x: arrow.x - 20,
    y: arrow.y + 8,
    points: [
      [0, 0],
      [40, 0],
    ] as [number, number][],
  }
  expect(countCrossings([...elements, across])).toBe(1)
  expect(countCrossings([...elements, { ...arrow, id: 'twin' }])).toBe(0)
})
