import { expect, test } from 'vitest'
import { pagesOf } from './pages.ts'

test.each([
  [null, null, ''],
  [3, 3, 'page 3'],
  // Written down by a version that knew where a passage begins.
  [3, null, 'page 3'],
  [3, 5, 'pages 3–5'],
])('a passage from page %s to %s stands on "%s"', (page, pageEnd, said) => {
  expect(pagesOf({ page, pageEnd })).toBe(said)
})
