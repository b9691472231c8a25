import { describe, expect, test } from 'vitest'
import { markCitations, type Node } from './citations.ts'

const text = (value: string) => ({ type: 'text', value })
const element = (tagName: string, ...children: Node[]) => ({ type: 'element', tagName, children })
const mark = (number: number) => ({ type: 'element', tagName: 'citation-mark', properties: { number }, children: [] })

function marked(...children: Node[]): Node[] {
  const root = { type: 'root', children }
  markCitations()(root)
  return root.children
}

describe('marks of citations', () => {
  test('are found in running text, also side by side and deep inside', () => {
    expect(marked(element('p', text('Tides [1][12] and '), element('em', text('[2]'))))).toEqual([
      element('p', text('Tides '), mark(1), mark(12), text(' and '), element('em', mark(2))),
    ])
  })

  test('are none in code and in links, and none without a number', () => {
    const tree = [
      element('pre', element('code', text('a[1]'))),
      element('a', text('[1]')),
      element('p', text('[x] []')),
    ]
    expect(marked(...structuredClone(tree))).toEqual(tree)
  })
})
