import { expect, test } from 'vitest'
import { type PreviewElement, drawPreview } from './draw-preview.ts'

const element = (type: string, more: Partial<PreviewElement> = {}): PreviewElement => ({
  type,
  x: 0,
  y: 0,
  width: 100,
  height: 60,
  strokeColor: '#1e1e1e',
  backgroundColor: 'transparent',
  ...more,
})

const points = (count: number): [number, number][] => Array.from({ length: count }, (_, at) => [at, at % 7])

test('an empty drawing has no preview, and neither has one whose elements are all deleted', () => {
  expect(drawPreview([])).toBeNull()
  expect(drawPreview([element('rectangle', { isDeleted: true }), element('ellipse', { opacity: 0 })])).toBeNull()
})

test('every kind of element is seen, within the frame', () => {
  const svg = drawPreview([
    element('rectangle', { roundness: { type: 3 } }),
    element('ellipse', { x: 200 }),
    element('diamond', { x: 400, angle: Math.PI / 2 }),
    element('arrow', {
      y: 100,
      points: [
        [0, 0],
        [100, 50],
      ],
      endArrowhead: 'arrow',
    }),
    element('line', {
      x: 200,
      y: 100,
      points: [
        [0, 0],
        [50, 0],
        [25, 40],
        [0, 0],
      ],
    }),
    element('freedraw', { x: 300, y: 100, points: points(900) }),
    element('text', { x: 400, y: 100, text: 'One\nTwo', fontSize: 28, textAlign: 'center' }),
    element('text', { x: 400, y: 140, text: 'small', fontSize: 8 }),
    element('image', { x: 600 }),
    element('frame', { x: -50, y: -50, width: 50, height: 20 }),
    element('selection'),
  ])
  expect(svg).toMatch(/viewBox="-70 -70 /)
  const tags = [...(svg ?? '').matchAll(/<(\w+)/g)].map(([, tag]) => tag)
  expect(tags.join(' ')).toBe(
    'svg rect ellipse g polygon polyline polygon polygon polyline text tspan tspan rect rect rect',
  )
  expect(svg).toContain('rotate(90 450 30)')
})

test('a large drawing has a small preview, of the largest that are in it', () => {
  const text = 'Ж'.repeat(5_000)
  const small = Array.from({ length: 2_000 }, (_, at) => element('freedraw', { x: at, points: points(500), width: 10 }))
  const words = Array.from({ length: 500 }, (_, at) => element('text', { y: at * 20, text, fontSize: 1e9 }))
  const svg = drawPreview([...small, ...words, element('rectangle', { width: 9_000, height: 9_000 })]) ?? ''
  expect(new TextEncoder().encode(svg).length).toBeLessThanOrEqual(20_000)
  expect([...svg.matchAll(/<(rect|text|polyline) /g)].length).toBeLessThanOrEqual(150)
  expect(svg).toContain('width="9000"')
})

test('nothing but shapes and text comes out, whatever the elements say', () => {
  const evil = '"/><script>alert(1)</script><a href="javascript:alert(1)">'
  const junk = [evil, 1e308, -1, null, {}, [], [[evil, evil]], true, NaN]
  const properties = [
    'strokeColor',
    'backgroundColor',
    'strokeWidth',
    'angle',
    'points',
    'text',
    'fontSize',
    'textAlign',
    'roundness',
    'strokeStyle',
    'endArrowhead',
    'opacity',
    'link',
    'fileId',
  ]
  for (const type of ['rectangle', 'ellipse', 'diamond', 'arrow', 'line', 'freedraw', 'text', 'image', 'frame', evil]) {
    for (const property of properties) {
      const svg =
        drawPreview(junk.map((value) => element(type, { points: points(3), text: 'a', [property]: value }))) ??
        '<svg></svg>'
      const tags = new Set([...svg.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag))
      expect([...tags].filter((tag) => !/^(svg|g|rect|ellipse|polygon|polyline|text|tspan)$/.test(tag ?? ''))).toEqual(
        [],
      )
      expect(svg).not.toMatch(/NaN|Infinity|<[^>]* (href|on\w+|style)=/)
    }
  }
})
