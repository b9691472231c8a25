import { expect, test } from 'vitest'
import { drawIntent } from '../draw/draw-intent.ts'
import type { Intent } from '../intent/intent.ts'
import { planDrawing } from '../plan/plan-drawing.ts'
import { toMermaid } from './to-mermaid.ts'

const look = { style: 'modern', colorScheme: 'default' } as const
const draw = async (intent: Intent) => (await drawIntent(intent, { look, seed: 'test' })).elements

/** Labels, shapes and connections, without the ids. */
function graphOf(intent: Intent) {
  if (intent.kind !== 'flowchart') throw new Error(`read as ${intent.kind}`)
  const label = new Map(intent.nodes.map((node) => [node.id, node.label]))
  const groups = new Map((intent.groups ?? []).map((group) => [group.id, group.label]))
  const shape = (role: string | undefined) =>
    role === 'start' || role === 'end' ? 'round' : role === 'decision' ? 'diamond' : 'box'
  return {
    direction: intent.direction,
    nodes: intent.nodes.map((node) => [node.label, shape(node.role), groups.get(node.group ?? '')]).sort(),
    edges: intent.edges
      .map((edge) => [
        label.get(edge.from),
        label.get(edge.to),
        edge.label ?? '',
        edge.line ?? 'solid',
        edge.direction ?? 'forward',
      ])
      .sort(),
  }
}

test.each([
  [
    'decisions, labels and a loop',
    'Start -> Cart -> Paid?\nPaid? -> Ship: yes\nPaid? -> Cart: no\nShip -> Ship: next parcel',
  ],
  [
    'groups, dashes and both directions',
    'flowchart LR\n a[Web] -.-> b[API]\n b <--> c[(Store)]\n c --- d[Log]\n subgraph Back end\n b\n c\n end',
  ],
  [
    'labels that mean something in Mermaid',
    'He said "no" -> [x](y) {z} |w|: a|b "c" <d>\n#1; & #quot; -> end\nsubgraph -> click',
  ],
  ['other scripts', '开始 → 用户登录？\nПривет -> 開始 🎉'],
])('what is exported is what is imported: %s', async (_, instructions) => {
  const { intent } = planDrawing(instructions)
  const mermaid = toMermaid(await draw(intent))
  const again = planDrawing(mermaid)
  expect(again.rule).toBe('mermaid')
  expect(graphOf(again.intent)).toEqual(graphOf(intent))
})

test('what is no graph is no Mermaid', async () => {
  for (const instructions of ['Draw a red star', '| a | b |\n|---|---|\n| 1 | 2 |', 'Kanban: To do: a. Done: b']) {
    const elements = await draw(planDrawing(instructions).intent)
    expect(() => toMermaid(elements)).toThrow(expect.objectContaining({ code: 'not_a_graph' }))
  }
})
