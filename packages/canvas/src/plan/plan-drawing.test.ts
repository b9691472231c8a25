import { expect, test } from 'vitest'
import { DrawingError } from '../drawing-error.ts'
import { planDrawing } from './plan-drawing.ts'

const flow = (instructions: string) => {
  const { intent } = planDrawing(instructions)
  if (intent.kind !== 'flowchart') throw new Error(`read as ${intent.kind}`)
  const labels = new Map(intent.nodes.map((node) => [node.id, node.label]))
  return {
    ...intent,
    arrows: intent.edges.map(
      (edge) => `${labels.get(edge.from)} > ${labels.get(edge.to)}${edge.label ? `: ${edge.label}` : ''}`,
    ),
    roles: Object.fromEntries(intent.nodes.map((node) => [node.label, node.role])),
  }
}

test.each([
  ['a chain', 'A -> B -> C', ['A > B', 'B > C']],
  ['a label', 'A -> B: on success', ['A > B: on success']],
  ['any arrow', 'A → B\nB => C\nC --> D', ['A > B', 'B > C', 'C > D']],
  ['several ends', 'A -> B, C\nB, C -> D', ['A > B', 'A > C', 'B > D', 'C > D']],
  ['several chains in a line', 'A -> B; B -> C', ['A > B', 'B > C']],
  ['a label on the arrow', 'A -- yes --> B', ['A > B: yes']],
  ['an introduction before a colon', 'Draw a flow: A -> B', ['A > B']],
  ['names that differ in case only', 'cart -> Pay\nPay -> Cart', ['cart > Pay', 'Pay > cart']],
  [
    'a sentence with commas',
    'Check it -> Delete everything, backups included',
    ['Check it > Delete everything, backups included'],
  ],
])('arrows: %s', (_, instructions, arrows) => expect(flow(instructions).arrows).toEqual(arrows))

test('what a name is says its shape', () => {
  const { roles } = flow('Start -> Paid? -> Postgres database -> End')
  expect(roles).toEqual({ Start: 'start', 'Paid?': 'decision', 'Postgres database': 'data', End: 'end' })
})

test('steps go on, and back where they say so', () => {
  const { arrows, title } = flow('How to bake:\n1. Knead\n2. Is it soft? If not, go back to step 1\n3. Bake')
  expect(title).toBe('How to bake')
  expect(arrows).toEqual(['Knead > Is it soft?', 'Is it soft? > Bake: yes', 'Is it soft? > Knead: no'])
})

test('a Mermaid label may hold whatever is in quotes', () => {
  const { arrows } = flow('graph LR\n a["x -->|y| ; z"] -->|"a|b"| b("#quot;q#quot;")')
  expect(arrows).toEqual(['x -->|y| ; z > "q": a|b'])
})

test.each([
  ['', 'empty_instructions'],
  [' \n\t ', 'empty_instructions'],
  ['x'.repeat(4_001), 'instructions_too_long'],
  ['draw 10,000 boxes', 'too_many_elements'],
  [Array.from({ length: 300 }, (_, index) => `n${index}`).join(' -> '), 'too_many_elements'],
  ['pie title Pets\n "Dogs" : 386', 'invalid_mermaid'],
  ['flowchart TD\n %% nothing', 'invalid_mermaid'],
  ['?!…', 'not_understood'],
])('%j is refused: %s', (instructions, code) => {
  expect(() => planDrawing(instructions)).toThrow(expect.objectContaining({ name: 'DrawingError', code }))
})

test('no text takes long or throws anything else', () => {
  const hostile = [
    '-'.repeat(4_000),
    '->'.repeat(2_000),
    '('.repeat(4_000),
    'a:'.repeat(2_000),
    '| '.repeat(2_000),
    'and '.repeat(1_000),
    '1. '.repeat(1_300),
    '"'.repeat(4_000),
    'a vs '.repeat(800),
    'x '.repeat(2_000),
    '漢字'.repeat(2_000),
    '\n-'.repeat(2_000),
    'graph TD\n' + 'a-->'.repeat(900),
    'sequence '.repeat(400),
    'red circle '.repeat(360),
  ]
  for (const text of hostile) {
    const start = performance.now()
    expect(errorOf(text)).toSatisfy((error) => error === undefined || error instanceof DrawingError)
    // Not a benchmark: an expression that backtracks takes minutes for such a text.
    expect(performance.now() - start).toBeLessThan(5_000)
  }
})

function errorOf(instructions: string): unknown {
  try {
    planDrawing(instructions)
    return undefined
  } catch (error) {
    return error
  }
}
