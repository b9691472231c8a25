import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'
import { passage } from './passage.ts'

const marked = (text: string, query: string): string[] =>
  highlight(text, query).map(({ start, end }) => text.slice(start, end))

test.each<{ rule: string; text: string; query: string; words: string[] }>([
  {
    rule: 'other forms of a word',
    text: 'He was running, runs still, but a rune is not.',
    query: 'run',
    words: ['running', 'runs'],
  },
  { rule: 'a part of a name', text: 'See error_code_42 and e-mail.', query: 'code email', words: ['code', 'e-mail'] },
  { rule: 'accents', text: 'Un café 😀 noir', query: 'CAFE', words: ['café'] },
  { rule: 'pairs that overlap are one', text: '東京都に行く', query: '東京都', words: ['東京都'] },
  { rule: 'function words are not marked', text: 'the end of the road', query: 'what is the end', words: ['end'] },
  { rule: 'nothing to look for', text: 'some text', query: '!!!', words: [] },
])('$rule', ({ text, query, words }) => {
  expect(marked(text, query)).toEqual(words)
})

const Word = fc.constantFrom('river', 'glacier', 'e-mail', 'parseEnv', 'the', '東京都', '😀', 'x'.repeat(30), '.', '\n')

test('ranges are in order, apart from each other and inside of the text', () => {
  fc.assert(
    fc.property(fc.array(Word), fc.array(Word), (text, query) => {
      let before = -1
      for (const { start, end } of highlight(text.join(' '), query.join(' '))) {
        expect(start).toBeGreaterThan(before)
        expect(end).toBeGreaterThan(start)
        before = end
      }
      expect(before).toBeLessThanOrEqual(text.join(' ').length)
    }),
  )
})

test('a passage is never longer than asked for, and never cuts a pair', () => {
  fc.assert(
    fc.property(fc.array(Word), fc.array(Word), fc.integer({ min: 1, max: 80 }), (words, query, maxChars) => {
      const text = words.join(' ')
      const { start, end } = passage(text, query.join(' '), maxChars)
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeGreaterThanOrEqual(start)
      expect(end).toBeLessThanOrEqual(text.length)
      expect(end - start).toBeLessThanOrEqual(maxChars)
      expect(text.slice(start, end).isWellFormed()).toBe(true)
    }),
  )
})

test('the passage is where most of the words of the query are, with whole words at its ends', () => {
  const filler = 'Nothing of interest stands in this sentence. '.repeat(40)
  const text = `${filler}A river alone. ${filler}Here the glacier feeds the river in spring. ${filler}`
  const { start, end } = passage(text, 'river glacier spring', 120)
  const shown = text.slice(start, end)
  expect(shown).toContain('glacier feeds the river in spring')
  expect(text.charAt(start - 1)).toMatch(/\s/)
  expect(text.charAt(end)).toMatch(/\s/)
  expect(passage(text, 'nowhere', 50)).toEqual({ start: 0, end: text.slice(0, 50).lastIndexOf(' ') })
  expect(passage('😀😀😀', 'x', 3)).toEqual({ start: 0, end: 2 })
  expect(passage('short', 'x', 50)).toEqual({ start: 0, end: 5 })
})

test('a passage ends between words, also where a word of the query is the last one that fits', () => {
  const filler = 'Nothing of interest stands here. '.repeat(20)
  for (let maxChars = 40; maxChars < 80; maxChars += 1) {
    const text = `${filler}A river and then a glacier afterwards. ${filler}`
    const { start, end } = passage(text, 'river glacier', maxChars)
    expect(text.slice(start, end)).toContain('glacier')
    expect([text.charAt(start - 1), text.charAt(end)]).toEqual([' ', ' '])
  }
})
