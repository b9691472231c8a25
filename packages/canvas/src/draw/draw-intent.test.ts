import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDrawing } from '../check/check-drawing.ts'
import { NODE_ROLES, type Intent } from '../intent/intent.ts'
import { drawIntent } from './draw-intent.ts'
import { STYLES } from './drawing.ts'

const look = { style: 'modern', colorScheme: 'default' } as const

const label = fc.oneof(fc.lorem({ maxCount: 8 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
const ends = fc.record({
  from: fc.nat(11),
  to: fc.nat(11),
  label: fc.option(fc.lorem({ maxCount: 4 }), { nil: undefined }),
})
const nodes = fc.array(fc.record({ label, role: fc.constantFrom(...NODE_ROLES), group: fc.nat(3) }), {
  minLength: 1,
  maxLength: 12,
})

const anyGraph = fc
  .record({
    nodes,
    edges: fc.array(ends, { maxLength: 16 }),
    boxes: fc.constantFrom('none', 'groups', 'lanes'),
    right: fc.boolean(),
  })
  .map(({ nodes, edges, boxes, right }): Intent => {
    const named = [0, 1, 2].map((index) => ({ id: `g${index}`, label: `Box ${index}` }))
    const inBox = (group: number) =>
      boxes === 'none' || (group === 3 && boxes === 'groups') ? {} : { group: `g${group % 3}` }
    return {
      kind: 'flowchart',
      direction: right ? 'right' : 'down',
      nodes: nodes.map(({ label, role, group }, index) => ({ id: `n${index}`, label, role, ...inBox(group) })),
      edges: edges.map(({ from, to, label }) => ({
        from: `n${from % nodes.length}`,
        to: `n${to % nodes.length}`,
        ...(label && { label }),
      })),
      ...(boxes === 'groups' && { groups: named }),
      ...(boxes === 'lanes' && { lanes: named }),
    }
  })

test('any graph, with groups or lanes, with circles and loops: nothing overlaps, overflows or is unbound', async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, fc.constantFrom(...STYLES), async (intent, style) => {
      const { elements } = await drawIntent(intent, { look: { style, colorScheme: 'default' }, seed: 'x' })
      expect(checkDrawing(elements).map(({ message }) => message)).toEqual([])
    }),
    { numRuns: 25 },
  )
})

const anyTree = fc.array(fc.record({ label, parent: fc.nat() }), { minLength: 1, maxLength: 40 })
test.each(['mind_map', 'org_chart'] as const)('any tree: %s', async (kind) => {
  await fc.assert(
    fc.asyncProperty(anyTree, async (tree) => {
      const parent = (index: number, wanted: number) =>
        index === 0 || wanted % 5 === 0 ? undefined : `n${wanted % index}`
      const intent: Intent =
        kind === 'mind_map'
          ? {
              kind,
              topic: 'Topic',
              nodes: tree.map((node, index) => ({
                id: `n${index}`,
                label: node.label,
                parent: parent(index, node.parent),
              })),
            }
          : {
              kind,
              people: tree.map((node, index) => ({
                id: `n${index}`,
                name: node.label,
                job: node.label,
                reports_to: parent(index, node.parent),
              })),
            }
      const { elements } = await drawIntent(intent, { look, seed: 'x' })
      expect(checkDrawing(elements).map(({ message }) => message)).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('a new drawing keeps away from what is there', async () => {
  const intent: Intent = { kind: 'flowchart', nodes: [{ id: 'a', label: 'A' }], edges: [] }
  const there = { x: -500, y: -500, width: 1000, height: 1000 }
  const { bounds } = await drawIntent(intent, { look, seed: 'x', beside: [there] })
  expect(bounds.x >= 500 || bounds.y >= 500).toBe(true)
})

test('steps are containers, shapes, arrows, each with its label', async () => {
  const intent: Intent = {
    kind: 'flowchart',
    nodes: [
      { id: 'a', label: 'A', group: 'g' },
      { id: 'b', label: 'B' },
    ],
    edges: [{ from: 'a', to: 'b', label: 'next' }],
    groups: [{ id: 'g', label: 'G' }],
  }
  const { steps } = await drawIntent(intent, { look, seed: 'x' })
  expect(steps.map((step) => [step.label, step.elements.length])).toEqual([
    ['Group', 1],
    ['Shape: G', 1],
    ['Shape: A', 2],
    ['Shape: B', 2],
    ['Arrow: next', 2],
  ])
})
