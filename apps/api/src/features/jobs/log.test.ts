import type { LogEntry } from '@outlast/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, type Member, createHarness } from '../../testing/harness.ts'
import { followJob, startRun, textOf, viewJob } from '../../testing/runs.ts'

let harness: Harness
let member: Member
beforeAll(async () => {
  harness = await createHarness()
  member = await harness.mint()
})
afterAll(() => harness.close())

/** All pages of an ended job's log. */
async function readPages(jobId: string): Promise<LogEntry[][]> {
  const pages: LogEntry[][] = []
  for (let after = 0; ;) {
    const page = await viewJob(member, jobId, { after })
    pages.push(page.log)
    expect(page.next_after).toBe(page.log.at(-1)?.seq ?? after)
    if (!page.has_more) return pages
    after = page.next_after
  }
}

// Two streams in turn: text of one stream is joined while it waits, so this makes the most entries.
const MANY = `for (let i = 0; i < 1500; i++) { console.log('out ' + i); console.error('err ' + i) }`

test('a long log is read page by page without gaps or doubles', async () => {
  const jobId = await startRun(member, { code: MANY })
  const whole = await followJob(member, jobId)
  expect(whole.status).toBe('completed')
  const pages = await readPages(jobId)
  expect(pages.length).toBeGreaterThan(1)
  expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(500)
  const log = pages.flat()
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
  const lines = Array.from({ length: 1500 }, (_, i) => i)
  expect(textOf(log)).toBe(lines.map((i) => `out ${i}\n`).join(''))
  expect(textOf(log, 'stderr')).toBe(lines.map((i) => `err ${i}\n`).join(''))
  // Following it live by held requests saw the very same.
  expect(whole.log).toEqual(log)
})

test('a page of large entries is about a mebibyte', async () => {
  const jobId = await startRun(member, { code: `for (let i = 0; i < 60; i++) console.log('x'.repeat(60_000) + i)` })
  await followJob(member, jobId)
  const pages = await readPages(jobId)
  expect(pages.length).toBeGreaterThan(2)
  for (const page of pages) expect(textOf(page).length).toBeLessThanOrEqual(1024 * 1024)
  expect(textOf(pages.flat()).length).toBe(60 * 60_001 + 10 + 2 * 50)
})

test('display items come whole, one entry each', async () => {
  const jobId = await startRun(member, { code: `display('hi'); display([{ a: 1 }]); display({ deep: [1, 2] })` })
  const { log } = await followJob(member, jobId)
  const items = log.filter(({ stream }) => stream === 'display').map(({ text }) => JSON.parse(text))
  expect(items).toMatchObject([
    { kind: 'text', data: 'hi' },
    { kind: 'table' },
    { kind: 'json', data: { deep: [1, 2] } },
  ])
})
