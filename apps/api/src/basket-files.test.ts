import { expect, test } from 'vitest'
import { joinPassages } from './basket-files.ts'

const passage = (text: string, ...headings: string[]) => ({ text, headings })

test('what two passages share is there once, and passages that share nothing are paragraphs', () => {
  const text = joinPassages([
    passage('One long sentence that is cut in the middle'),
    passage('cut in the middle of it, and goes on.'),
    passage('Another one.'),
  ])
  expect(text).toBe('One long sentence that is cut in the middle of it, and goes on.\n\nAnother one.')
})

test('headings of a passage are headings again, at their level and once', () => {
  const text = joinPassages([passage('Plan\n\nLater\n\nWe go. Plan\nPlan', 'Plan', 'Later'), passage('More.', 'Plan')])
  expect(text).toBe('# Plan\n\n## Later\n\nWe go. Plan\nPlan\n\nMore.')
})
