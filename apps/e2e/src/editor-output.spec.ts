import { outputOf, resultOf, runOf } from './support/editor-page.ts'
import { seedEndedRun, seedRun } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const DISPLAYS = `
interface City { name: string; people: number }
const cities: City[] = [{ name: 'Tokyo', people: 37.2 }, { name: 'Delhi', people: 33.8 }]
display(cities)
display({ deep: { list: [1, 2, 3] } })
display('<svg width="120" height="40" onload="window.owned = true"><script>window.owned = true; parent.owned = true</script><rect width="120" height="40" fill="tomato"/></svg>')
cities.length
`

test('a run can show a table, JSON and a drawing, and the drawing runs no script', async ({ page, visit, api }) => {
  const { job_id: jobId } = await seedEndedRun(api, { name: 'Cities', language: 'typescript', code: DISPLAYS })
  await visit(`/editor?run=${jobId}`)

  const table = outputOf(page).getByRole('table')
  await expect(table.getByRole('columnheader')).toHaveText(['name', 'people'])
  await expect(table.getByRole('cell')).toHaveText(['Tokyo', '37.2', 'Delhi', '33.8'])
  await expect(outputOf(page)).toContainText('"list": [')

  const drawing = outputOf(page).getByRole('img', { name: 'Drawing shown by the run' })
  await expect(drawing).toBeVisible()
  await expect.poll(() => drawing.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
  await expect(resultOf(page)).toContainText('2')
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)
})

test('the colours of a terminal are shown, and their codes are not', async ({ page, visit, api }) => {
  const code = 'print("\\033[31mstop\\033[0m or \\033[1;32mgo\\033[0m")'
  const { job_id: jobId } = await seedEndedRun(api, { name: 'Colours', code })
  await page.emulateMedia({ colorScheme: 'light' })
  await visit(`/editor?run=${jobId}`)

  await expect(outputOf(page).getByText('stop', { exact: true })).toHaveCSS('color', 'rgb(195, 32, 26)')
  await expect(outputOf(page).getByText('go', { exact: true })).toHaveCSS('color', 'rgb(26, 127, 55)')
  await expect(outputOf(page).getByText('go', { exact: true })).toHaveCSS('font-weight', '600')
  await expect(outputOf(page)).toContainText('stop or go')
})

const FLOOD = `for (let line = 0; line < 100_000; line++) console.log('line ' + line)\n'printed'`

test('100,000 lines stay smooth: the page holds a window of them', async ({ page, visit, api }) => {
  const jobId = await seedRun(api, { name: 'Flood', language: 'typescript', code: FLOOD })
  await visit(`/editor?run=${jobId}`)
  await expect(resultOf(page)).toContainText('printed')
  await expect(runOf(page).getByRole('status')).toHaveText('Completed')

  const log = outputOf(page)
  await expect(log.getByText('line 99999', { exact: true })).toBeInViewport()
  expect(await log.evaluate((element) => element.querySelectorAll('*').length)).toBeLessThan(400)

  await log.press('Home')
  await expect(log.getByText('line 0', { exact: true })).toBeInViewport()
  await expect(log.getByText('line 99999', { exact: true })).toHaveCount(0)
  await log.press('End')
  await expect(log.getByText('line 99999', { exact: true })).toBeInViewport()
  await expect(resultOf(page)).toBeInViewport()
})
