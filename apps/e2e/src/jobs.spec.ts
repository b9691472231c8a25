import type { Page } from '@playwright/test'
import type { Client } from './support/client.ts'
import { cancelJob, listJobs, readJob, seedEndedRun, seedEndlessRun, untilJob } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const rowsOf = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
const filterOf = (page: Page) => page.getByRole('group', { name: 'Filter' })

/** One job of each way to end; the newest first in the list. */
async function seedEnds(api: Client) {
  const completed = await seedEndedRun(api, { name: 'Sum up', code: 'print("adding")\nsum(range(10))' })
  const failed = await seedEndedRun(api, { name: 'Divide', code: 'print("dividing")\n1 / 0' })
  const cancelled = await cancelJob(api, await seedEndlessRun(api, 'Spin'))
  return { completed, failed, cancelled }
}

test('where nothing has run, the page says so and leads to the editor', async ({ page, visit }) => {
  await visit('/jobs')
  await expect(page.getByText('Nothing has run here yet')).toBeVisible()
  await page.getByRole('link', { name: 'Run some code' }).click()
  await expect(page).toHaveURL(/\/editor/)
})

test('jobs are listed and counted; filters by state and kind live in the address', async ({ page, visit, api }) => {
  await seedEnds(api)
  await visit('/jobs')
  await expect(rowsOf(page)).toHaveText([/Spin.*Cancelled/, /Divide.*code_error.*Failed/, /Sum up.*Completed/])

  const statistics = page.getByRole('region', { name: 'Statistics' })
  const counts = async (): Promise<string[]> => {
    const [words, numbers] = [statistics.getByRole('term'), statistics.getByRole('definition')]
    return [...(await words.allTextContents()).slice(0, 5), ...(await numbers.allTextContents()).slice(0, 5)]
  }
  await expect.poll(counts).toEqual(['Queued', 'Running', 'Completed', 'Failed', 'Cancelled', '0', '0', '1', '1', '1'])
  await expect(statistics.getByRole('img', { name: /24 hours: 1 completed, 1 failed, 1 cancelled/ })).toBeVisible()

  await filterOf(page).getByRole('button', { name: 'Failed' }).click()
  await expect(page).toHaveURL(/\/jobs\?status=failed$/)
  await expect(rowsOf(page)).toHaveText([/Divide/])
  await filterOf(page).getByRole('button', { name: 'Completed' }).click()
  await expect(page).toHaveURL(/\/jobs\?status=failed,completed$/)
  await expect(rowsOf(page)).toHaveText([/Divide/, /Sum up/])
  await page.reload()
  await expect(filterOf(page).getByRole('button', { name: 'Failed', pressed: true })).toBeVisible()
  await expect(rowsOf(page)).toHaveCount(2)

  await visit('/jobs?kind=code.run&status=cancelled')
  await expect(rowsOf(page)).toHaveText([/Spin/])
  await filterOf(page).getByRole('button', { name: 'Code run' }).click()
  await expect(page).toHaveURL(/\/jobs\?status=cancelled$/)
  await visit('/jobs?kind=coach.reply')
  await expect(page.getByText('No job matches this filter.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(rowsOf(page)).toHaveCount(3)
})

test('the list works by keyboard: j and k move, x selects, Enter and a link open', async ({ page, visit, api }) => {
  const { completed, failed } = await seedEnds(api)
  await visit('/jobs')
  const [newest, middle, oldest] = [rowsOf(page).nth(0), rowsOf(page).nth(1), rowsOf(page).nth(2)]
  await newest.focus()
  await page.keyboard.press('j')
  await expect(middle).toBeFocused()
  await page.keyboard.press('x')
  await expect(middle).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.keyboard.press('x')
  await expect(page.getByText('1 selected')).toBeHidden()
  await page.keyboard.press('j')
  await expect(oldest).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(failed.job_id))

  await page.goBack()
  await newest.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Sum up' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(completed.job_id))
})

test('several running jobs are cancelled together', async ({ page, visit, api }) => {
  const ids = await Promise.all([seedEndlessRun(api, 'Spin one'), seedEndlessRun(api, 'Spin two')])
  await seedEndedRun(api, { name: 'Done', code: '1' })
  await visit('/jobs')
  await page.getByRole('checkbox', { name: 'Select Spin one' }).check()
  await page.getByRole('checkbox', { name: 'Select Spin two' }).check()
  await page.getByRole('checkbox', { name: 'Select Done' }).check()
  // What has ended already is left out of it.
  await page.getByRole('button', { name: 'Cancel 2 jobs' }).click()

  await expect(rowsOf(page)).toHaveText([/Done.*Completed/, /Spin.*Cancelled/, /Spin.*Cancelled/])
  for (const id of ids) expect(await readJob(api, id)).toMatchObject({ status: 'cancelled' })
  await expect(page.getByText('selected')).toBeHidden()
})

test('a job’s page has its timeline, log, result and code', async ({ page, visit, api }) => {
  const { completed, cancelled } = await seedEnds(api)
  await visit(`/jobs/${completed.job_id}`)
  await expect(page.getByRole('heading', { name: 'Sum up' })).toBeVisible()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline.getByRole('listitem')).toHaveText([/^Created/, /^Started/, /^Completed.*after/])
  await expect(page.getByRole('log', { name: 'Output' })).toContainText('adding')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('45')
  await expect(page.getByRole('region', { name: 'The code that ran' })).toContainText('sum(range(10))')
  await expect(page.getByRole('link', { name: 'Open in editor' })).toHaveAttribute('href', /run=/)

  await visit(`/jobs/${cancelled.job_id}`)
  await expect(timeline.getByRole('listitem')).toHaveText([/^Created/, /^Started/, /^Asked to stop/, /^Stopped.*after/])
})

test('running a job again makes a new one that names the old', async ({ page, visit, api }) => {
  const failed = await seedEndedRun(api, { name: 'Divide', code: '1 / 0' })
  await visit(`/jobs/${failed.job_id}`)
  await expect(page.getByRole('region', { name: 'Why it failed' })).toContainText('ZeroDivisionError')
  await page.getByRole('button', { name: 'Run again' }).click()

  await expect(page).not.toHaveURL(new RegExp(failed.job_id))
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/)
  const old = page.getByRole('region', { name: 'Timeline' }).getByRole('link', { name: failed.job_id })
  await expect(old).toBeVisible()
  const [again] = await listJobs(api)
  expect(again).toMatchObject({ title: 'Divide', retry_of: failed.job_id })
  expect(await untilJob(api, again?.job_id ?? '')).toMatchObject({ status: 'failed', attempt: 1 })
  expect(await readJob(api, failed.job_id)).toMatchObject({ status: 'failed', finished_at: failed.finished_at })
  await old.click()
  await expect(page).toHaveURL(new RegExp(failed.job_id))
})

for (const [id, what] of [
  ['018f0000-0000-7000-8000-000000000001', 'nobody has'],
  ['nonsense', 'is no id'],
] as const) {
  test(`a job that ${what} is not there, and the page leads on`, async ({ page, visit }) => {
    await visit(`/jobs/${id}`)
    await expect(page.getByText('There is no such job in this workspace')).toBeVisible()
    await page.getByRole('link', { name: 'See all jobs' }).click()
    await expect(page).toHaveURL(/\/jobs$/)
  })
}

test('the tray shows running work on every page, and stops it from there', async ({ page, visit, api }) => {
  const jobId = await seedEndlessRun(api, 'Night shift')
  const tray = page.getByRole('complementary', { name: 'Running work' })
  const isGoing = async (): Promise<void> => {
    await expect(tray.getByRole('status')).toHaveText('1 job running')
    await expect(tray.getByRole('link', { name: 'Night shift' })).toBeVisible()
    await expect(page).toHaveTitle(/^\(1\) /)
  }
  await visit('/editor')
  await isGoing()
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Jobs' }).click()
  await expect(page.getByRole('heading', { name: 'Jobs' })).toBeVisible()
  await isGoing()
  await tray.getByRole('link', { name: 'Night shift' }).click()
  await expect(page).toHaveURL(new RegExp(jobId))
  await page.reload()
  await isGoing()

  await tray.getByRole('button', { name: 'Stop Night shift' }).click()
  await expect(tray.getByRole('status')).toHaveText('Work has ended')
  await expect(tray.getByRole('img', { name: 'Cancelled' })).toBeVisible()
  expect(await readJob(api, jobId)).toMatchObject({ status: 'cancelled' })
  await expect(page).toHaveTitle(/^Jobs/)
  await tray.getByRole('button', { name: 'Dismiss Night shift' }).click()
  await expect(tray).toBeHidden()
})
