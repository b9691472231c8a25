import { describe, expect, test } from 'vitest'
import { endOfSentences, spoken } from './speech.ts'

describe('reading out an answer', () => {
  test('a sentence is read once it is over, not before', () => {
    const text = 'One goal. Two options? Then'
    expect(text.slice(0, endOfSentences(text))).toBe('One goal. Two options?')
    expect(endOfSentences('It is 3.5 times')).toBe(0)
    expect(endOfSentences('Nothing yet')).toBe(0)
    expect(endOfSentences('A heading\n\nand')).toBe(11)
    expect(endOfSentences('目标是什么？好')).toBe(6)
    expect(endOfSentences('Do this:\n1. First, and then\n2. ')).toBe(0)
  })

  test('code with empty lines in it is one thing: neither read out nor taken for the end of what follows', () => {
    const code = '```python\na = 1\n\nb = 2. \n\n'
    expect(endOfSentences(`Try: \n${code}`)).toBe(0)
    const text = `Try:\n${code}\`\`\`\n\nThen rest. `
    expect(spoken(text.slice(0, endOfSentences(text)))).toBe('Try: (code) Then rest.')
  })

  test('marks and code are left out', () => {
    expect(spoken('## Goal\n\n**Run** a [marathon](https://example.com) [1].')).toBe('Goal Run a marathon.')
    expect(spoken('| a | b |\n|---|:-:|\n| 1 | 2 |')).toBe('a b 1 2')
    expect(spoken('Try:\n```python\nprint(1)\n```\nThen rest.')).toBe('Try: (code) Then rest.')
  })
})
