import { describe, expect, test } from 'vitest'
import { endOfSentences, spoken } from './speech.ts'

describe('reading out an answer', () => {
  test('a sentence is read once it is over, not before', () => {
    const text = 'One goal. Two options? Then'
    expect(text.slice(0, endOfSentences(text))).toBe('One goal. Two options?')
    expect(endOfSentences('It is 3.5 times')).toBe(0)
    expect(endOfSentences('Nothing yet')).toBe(0)
    expect(endOfSentences('A heading\n\nand')).toBe(11)
    expect(endOfSentences('目标是什么？ 好')).toBe(6)
  })

  test('marks and code are left out', () => {
    expect(spoken('## Goal\n\n**Run** a [marathon](https://example.com) [1].')).toBe('Goal Run a marathon.')
    expect(spoken('Try:\n```python\nprint(1)\n```\nThen rest.')).toBe('Try: (code) Then rest.')
  })
})
