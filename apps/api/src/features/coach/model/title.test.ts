import { expect, test } from 'vitest'
import { MAX_TITLE_CHARS, titleFromWords } from './title.ts'

test.each([
  ['Hi coach! Can you help me to plan my week?', 'Plan my week'],
  ['I want to finish my thesis by March, but I keep putting it off.', 'Finish my thesis by March'],
  ['How do I give feedback?', 'Give feedback'],
  ['When does the lease end, and in what state do we hand over the rooms to the landlord?', 'When does the lease end'],
  [
    'I want to run a half marathon in October and have never run more than five kilometres.',
    'Run a half marathon in October',
  ],
  ['I would like to read more, and end up with my phone in my hand every single evening.', 'Read more'],
  ['hello', 'Hello'],
  ['**Why** is `x` slow?\n\n```ts\nlet a = 1\n```', 'Why is x slow'],
  ['', 'A new conversation'],
  ['```\nonly code\n```', 'A new conversation'],
  ['明日までにやること', '明日までにやること'],
])('%j is called %j', (text, title) => {
  expect(titleFromWords([{ role: 'user', text }])).toBe(title)
})

test('a long question is called by its key words', () => {
  const text =
    'I am wondering whether it would be a good idea for the two of us to move to Lisbon next summer with the children and the dog'
  const title = titleFromWords([{ role: 'user', text }])
  expect(title).toContain('Lisbon')
  expect(title.length).toBeLessThanOrEqual(MAX_TITLE_CHARS)
})

test.each(['x'.repeat(20_000), '😀'.repeat(500), 'a b '.repeat(5000), '\u0000\ud800'])(
  'no question is too odd (%#)',
  (text) => {
    const title = titleFromWords([{ role: 'user', text }])
    expect(title.length).toBeGreaterThan(0)
    expect(title.length).toBeLessThanOrEqual(MAX_TITLE_CHARS)
    expect(title.isWellFormed()).toBe(true)
  },
)
