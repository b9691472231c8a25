import { expect, test } from 'vitest'
import { foldDiff } from './fold-diff.ts'

const words = (count: number) => 'word '.repeat(count)
const insert = { op: 'insert', text: 'new' } as const

test('far from a change nothing is shown, and nothing of the text is lost', () => {
  const parts = [{ op: 'equal', text: words(200) } as const, insert, { op: 'equal', text: words(200) } as const]
  const folded = foldDiff(parts)
  expect(folded.map(({ op }) => op)).toEqual(['gap', 'equal', 'insert', 'equal', 'gap'])
  expect(folded.map(({ text }) => text).join('')).toBe(parts.map(({ text }) => text).join(''))
})

test('between two changes both ends are shown, cut between words', () => {
  const [, before, gap, after] = foldDiff([insert, { op: 'equal', text: words(200) }, insert])
  expect([before?.op, gap?.op, after?.op]).toEqual(['equal', 'gap', 'equal'])
  expect(before?.text).toMatch(/word$/)
  expect(after?.text).toMatch(/^word/)
})

test('what is short, or does not change at all, is shown as it is', () => {
  const short = [insert, { op: 'equal', text: words(20) } as const]
  expect(foldDiff(short)).toEqual(short)
  const same = [{ op: 'equal', text: words(500) } as const]
  expect(foldDiff(same)).toEqual(same)
})

test('a text without spaces is cut, too', () => {
  const folded = foldDiff([insert, { op: 'equal', text: 'x'.repeat(1_000) }])
  expect(folded.map(({ op }) => op)).toEqual(['insert', 'equal', 'gap'])
})
