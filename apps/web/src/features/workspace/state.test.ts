import { expect, test } from 'vitest'
import { describeHoldings } from './state.ts'

const nothing = { jobs: 0, scripts: 0, files: 0, collections: 0, threads: 0, baskets: 0, canvases: 0 }

test('what a workspace holds is said in words, and nothing is nothing', () => {
  expect(describeHoldings(nothing)).toBeNull()
  expect(describeHoldings({ ...nothing, jobs: 1 })).toBe('1 job')
  expect(describeHoldings({ ...nothing, jobs: 1_200, scripts: 3, files: 1 })).toBe(
    '1,200 jobs, 3 scripts and 1 document',
  )
})
