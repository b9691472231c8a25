import { expect, test } from 'vitest'
import { DrawingError } from '../drawing-error.ts'
import { changeJsonSchema, intentJsonSchema } from './json-schema.ts'
import { cleanLabel } from './label.ts'
import { parseChange, parseIntent } from './parse.ts'

const flowchart = (nodes: number, edges: { from: string; to: string }[] = []) => ({
  kind: 'flowchart',
  nodes: Array.from({ length: nodes }, (_, index) => ({ id: `n${index}`, label: `Node ${index}` })),
  edges,
})
const errorOf = (parse: () => unknown): { code: string; ids: readonly string[]; message: string } => {
  try {
    parse()
  } catch (error) {
    if (error instanceof DrawingError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('null is what structured output says for nothing', () => {
  const intent = parseIntent({ ...flowchart(1), title: null, groups: null })
  expect(intent).toEqual({ kind: 'flowchart', nodes: [{ id: 'n0', label: 'Node 0' }], edges: [] })
})

test.each([
  ['5,000 nodes', () => parseIntent(flowchart(5_000)), 'too_many_elements'],
  [
    'too many connections',
    () =>
      parseIntent(
        flowchart(
          2,
          Array.from({ length: 401 }, () => ({ from: 'n0', to: 'n1' })),
        ),
      ),
    'too_many_elements',
  ],
  ['no node', () => parseIntent(flowchart(0)), 'empty_drawing'],
  ['no kind', () => parseIntent({ nodes: [] }), 'invalid_intent'],
  ['coordinates instead of an intent', () => parseIntent([{ type: 'rectangle', x: 1 }]), 'invalid_intent'],
  [
    'an id twice',
    () =>
      parseIntent({
        ...flowchart(1),
        nodes: [
          { id: 'a', label: '' },
          { id: 'a', label: '' },
        ],
      }),
    'duplicate_id',
  ],
  [
    'who is their own lead',
    () =>
      parseIntent({
        kind: 'org_chart',
        people: [
          { id: 'a', name: 'A', reports_to: 'b' },
          { id: 'b', name: 'B', reports_to: 'a' },
        ],
      }),
    'cycle',
  ],
  ['an unknown operation', () => parseChange({ operations: [{ op: 'move', id: 'a', x: 1 }] }), 'invalid_intent'],
  [
    'a drawing in a change that is not sound',
    () => parseChange({ operations: [{ op: 'draw', drawing: flowchart(0) }] }),
    'empty_drawing',
  ],
])('%s is refused', (_, parse, code) => expect(errorOf(parse).code).toBe(code))

test('all unknown ids are named at once', () => {
  const error = errorOf(() =>
    parseIntent(
      flowchart(2, [
        { from: 'n0', to: 'x' },
        { from: 'y', to: 'n1' },
      ]),
    ),
  )
  expect(error).toMatchObject({ code: 'unknown_id', ids: ['x', 'y'] })
  expect(error.message).toContain('x, y')
})

test('a circle in a flowchart is a circle, not an error', () => {
  expect(() =>
    parseIntent(
      flowchart(2, [
        { from: 'n0', to: 'n1' },
        { from: 'n1', to: 'n0' },
        { from: 'n1', to: 'n1' },
      ]),
    ),
  ).not.toThrow()
})

test.each([
  ['markup is text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['control characters and line breaks are spaces', 'a\u0000b\nc\u2028d', 'a b c d'],
  ['what turns text around is gone', 'user\u202egnp.exe\u200b', 'usergnp.exe'],
  ['joiners of emoji stay', '👩\u200d💻', '👩\u200d💻'],
  ['long text ends in an ellipsis', 'x'.repeat(300), `${'x'.repeat(199)}…`],
  ['half a character is none', `${'x'.repeat(198)}😀😀`, `${'x'.repeat(198)}…`],
])('%s', (_, text, label) => expect(cleanLabel(text, 200)).toBe(label))

test('the schemas for a model are objects without recursion in which everything is required', () => {
  for (const schema of [intentJsonSchema(), changeJsonSchema()]) {
    expect(schema['type']).toBe('object')
    expect(JSON.stringify(schema)).not.toMatch(/"\$ref"|"oneOf"|"maxLength"/u)
    for (const object of objectsIn(schema)) {
      expect(object['required']).toEqual(Object.keys(object['properties'] ?? {}))
      expect(object['additionalProperties']).toBe(false)
    }
  }
})

function objectsIn(schema: unknown): { [key: string]: object }[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'type' in schema && schema.type === 'object' ? [schema as { [key: string]: object }] : []
  return [...own, ...Object.values(schema).flatMap(objectsIn)]
}
