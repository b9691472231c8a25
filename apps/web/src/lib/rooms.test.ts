import { expect, test } from 'vitest'
import { findRoom, showsJob } from './rooms.ts'

const job = (kind: 'basket.analyze' | 'code.run', subjectId: string | null) => ({ kind, subject_id: subjectId })

test('a page below a room belongs to it', () => {
  expect(findRoom('/baskets/1')?.name).toBe('Baskets')
  expect(findRoom('/basketsful')).toBeNull()
})

test('the list shows the work on all baskets, the page of one only the work on that one', () => {
  expect(showsJob('/baskets', job('basket.analyze', '1'))).toBe(true)
  expect(showsJob('/baskets/1', job('basket.analyze', '1'))).toBe(true)
  expect(showsJob('/baskets/1', job('basket.analyze', '2'))).toBe(false)
  expect(showsJob('/baskets/1', job('code.run', '1'))).toBe(false)
  expect(showsJob('/jobs', job('basket.analyze', '1'))).toBe(false)
})
