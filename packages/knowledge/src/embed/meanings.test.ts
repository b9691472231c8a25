import { expect, test } from 'vitest'
import { analyze } from '../rank/analyze.ts'
import { GROUPS, LIGHT_WORDS } from './everyday-english.ts'
import { isMeaning, meaningsOf, wordKnowledge } from './meanings.ts'

test('each group gives its words a meaning in common, whatever their ending', () => {
  const of = (text: string): string[] => [...meaningsOf(analyze(text).terms).keys()]
  expect(of('deleting').filter((meaning) => of('removed').includes(meaning))).toHaveLength(1)
  for (const group of GROUPS) {
    const terms = [...analyze(group).terms.keys()]
    const [first, ...others] = terms.map((term) => new Set(wordKnowledge(term)?.meanings))
    expect([...(first ?? [])].some((meaning) => others.every((known) => known.has(meaning)))).toBe(true)
  }
})

test('a group has at least two terms, and no word stands in many groups', () => {
  expect(GROUPS.filter((group) => analyze(group).terms.size < 2)).toEqual([])
  const terms = [...analyze(GROUPS.join(' ')).terms.keys()]
  expect(terms.filter((term) => (wordKnowledge(term)?.meanings.length ?? 0) > 6)).toEqual([])
})

test('a meaning is counted as often as any of its words stands there', () => {
  expect([...meaningsOf(analyze('buy, purchase, acquire and buy').terms).values()]).toContain(4)
})

test('names and rare words have no meaning, and no term looks like one', () => {
  expect(wordKnowledge('error_code_42')).toBeUndefined()
  for (const meaning of meaningsOf(analyze(GROUPS.join(' ')).terms).keys()) expect(isMeaning(meaning)).toBe(true)
  for (const term of analyze(`${GROUPS.join(' ')} ~a ~ ~~b`).terms.keys()) expect(isMeaning(term)).toBe(false)
})

test('words of any text are light', () => {
  for (const term of analyze(LIGHT_WORDS).terms.keys()) expect(wordKnowledge(term)?.light).toBe(true)
  expect(wordKnowledge(analyze('invoice').terms.keys().next().value ?? '')?.light).toBe(false)
})
