import { BACKGROUNDS, violationsOf } from './support/accessibility.ts'
import { codeOf, outputOf, resultOf, runButton, typeCode, untilSaved } from './support/editor-page.ts'
import { cancelJob, seedEndedRun, seedEndlessRun, seedScript } from './support/seed.ts'
import { expect, test } from './support/test.ts'

test('everyone can use the pages, in light and in dark: WCAG 2.2 AA', async ({ page, visit, api }) => {
  const code = 'display([{"city": "Tokyo", "people": 37.2}])\nprint("\\033[33mcounted\\033[0m")\n{"total": 37.2}'
  const scriptId = await seedScript(api, { name: 'Cities', code })
  await seedEndedRun(api, { name: 'Cities', code, scriptId })
  const failed = await seedEndedRun(api, { name: 'Divide', code: '1 / 0' })
  const running = await seedEndlessRun(api, 'Spin')

  await visit(`/editor?script=${scriptId}`)
  await expect(resultOf(page)).toContainText('total')
  await expect(codeOf(page)).toContainText('display')
  expect(await violationsOf(page)).toEqual([])
  await visit('/jobs')
  await expect(page.getByRole('table').getByRole('link', { name: 'Divide' })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await visit(`/jobs/${failed.job_id}`)
  await expect(page.getByRole('region', { name: 'The code that ran' })).toContainText('1 / 0')
  expect(await violationsOf(page)).toEqual([])
  await cancelJob(api, running)
})

test('the server draws every page without a browser', async ({ page, outlast }) => {
  const nowhere = '01a00000-0000-7000-8000-000000000000'
  for (const path of [
    '/editor',
    '/coach',
    '/baskets',
    `/baskets/${nowhere}`,
    '/library',
    '/jobs',
    `/jobs/${nowhere}`,
  ]) {
    const answer = await page.request.get(`${outlast.webUrl}${path}`)
    expect(`${answer.status()} ${path}`).toBe(`200 ${path}`)
  }
})

test('without the server the page says so, keeps what is typed, and goes on by itself', async ({
  page,
  visit,
  api,
  outlast,
}) => {
  const scriptId = await seedScript(api, { name: 'Notes', code: 'print("before")' })
  await visit(`/editor?script=${scriptId}`)
  await expect(codeOf(page)).toContainText('before')
  const loadedAt = await page.evaluate(() => performance.timeOrigin)

  await page.route(`${outlast.apiUrl}/**`, (route) => route.abort('connectionrefused'))
  await typeCode(page, 'print("typed meanwhile")')
  const banner = page.getByRole('alert').filter({ hasText: /Cannot reach the server.*retrying/ })
  await expect(banner).toContainText(outlast.apiUrl)
  await expect(codeOf(page)).toContainText('Not saved')

  await page.unroute(`${outlast.apiUrl}/**`)
  await untilSaved(page)
  await expect(banner).toBeHidden()
  await runButton(page).click()
  await expect(outputOf(page)).toContainText('typed meanwhile')
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt)
})

test('nothing is asked of any other host than the web app and the API', async ({ page, context, visit, outlast }) => {
  const origins = new Set<string>()
  context.on('request', (request) => origins.add(new URL(request.url()).origin))
  await visit('/editor')
  await typeCode(page, 'display("<svg><image href=\'https://example.com/a.png\'/></svg>")\n"shown"')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('typescript')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(resultOf(page)).toContainText('shown')
  await expect(page.getByRole('img', { name: 'Drawing shown by the run' })).toBeVisible()
  await page.getByRole('link', { name: 'Jobs' }).click()
  await expect(page.getByRole('table')).toBeVisible()

  const local = ['null', outlast.webUrl, outlast.apiUrl] // "null": data: and blob:
  expect([...origins].filter((origin) => !local.includes(origin))).toEqual([])
  expect(origins).toContain(outlast.apiUrl)
})

test('two tabs that open at once make one workspace', async ({ context, outlast }) => {
  let minted = 0
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url() === `${outlast.apiUrl}/api/workspaces`) minted += 1
  })
  const tabs = await Promise.all([context.newPage(), context.newPage()])
  await Promise.all(tabs.map((tab) => tab.goto(`${outlast.webUrl}/jobs`)))
  for (const tab of tabs) await expect(tab.getByText('Nothing has run here yet')).toBeVisible()
  expect(minted).toBe(1)
})

test('a chosen theme stays', async ({ page, visit }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await visit('/editor')
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUNDS.light)
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUNDS.dark)
  await page.reload()
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUNDS.dark)
  await page.getByRole('link', { name: 'Jobs' }).click()
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUNDS.dark)
})

const LONG = Array.from({ length: 120 }, (_, line) => `print("${`line ${line} `.repeat(30)}")`).join('\n')

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`at ${width} × ${height} the editor fills the window and never scrolls`, async ({ page, visit, api }) => {
    await page.setViewportSize({ width, height })
    const scriptId = await seedScript(api, { name: 'A long name for a long script, longer than its place', code: LONG })
    await seedEndedRun(api, { name: 'Long', code: LONG, scriptId })
    const fits = async (): Promise<void> => {
      const size = await page.evaluate(() => {
        const { scrollHeight, scrollWidth } = document.documentElement
        return { scrollHeight, scrollWidth, body: document.body.scrollHeight }
      })
      expect(size).toEqual({ scrollHeight: height, scrollWidth: width, body: height })
    }
    await visit(`/editor?script=${scriptId}`)
    if (width >= 768) {
      await expect(outputOf(page)).toContainText('line 119')
      return fits()
    }
    for (const [tab, shows] of [
      ['Output', outputOf(page)],
      ['Scripts', page.getByRole('region', { name: 'Scripts' })],
      ['Code', runButton(page)],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click()
      await expect(shows).toBeVisible()
      await fits()
    }
  })
}
