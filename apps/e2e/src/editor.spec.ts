import { codeOf, outputOf, resultOf, runButton, runOf, runsOf, typeCode, untilSaved } from './support/editor-page.ts'
import { listJobs, seedEndedRun, seedScript } from './support/seed.ts'
import { expect, test } from './support/test.ts'

test('the first visit offers a ready example; it shows output, progress and its result', async ({ page, visit }) => {
  await visit('/')
  await expect(page).toHaveURL(/\/editor$/)
  await expect(codeOf(page)).toContainText('Start it, close the tab, come back to the answer.')

  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/execute/code'))
  await runButton(page).click()
  // Where the server has tracing on, the click is where the trace begins.
  expect((await asked).headers()['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  await expect(outputOf(page)).toContainText('step 1: sum of squares is 1')
  await expect(runOf(page)).toContainText(/\d+ % reported\s*step \d+ of 20/)
  await expect(runOf(page).getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^\d+ %, reported$/)

  await expect(resultOf(page)).toContainText('2870')
  await expect(outputOf(page)).toContainText('step 20: sum of squares is 2870')
  await expect(runOf(page).getByRole('status')).toHaveText('Completed')
})

test('a failed run says why and shows the traceback with the person’s line numbers', async ({ page, visit, api }) => {
  const code = 'def share(total, people):\n    return total / people\n\nprint("sharing")\nshare(10, 0)\n'
  const scriptId = await seedScript(api, { name: 'Share', code })
  await visit(`/editor?script=${scriptId}`)
  await runButton(page).click()

  const why = page.getByRole('region', { name: 'Why it failed' })
  await expect(why).toContainText('Your code stopped with an error')
  await expect(why).toContainText('ZeroDivisionError')
  await expect(why).toContainText('code_error')
  await expect(outputOf(page)).toContainText('sharing')
  await expect(outputOf(page)).toContainText(/line 5, in <module>/)
  await expect(outputOf(page)).toContainText(/line 2, in share/)
  await expect(runOf(page).getByRole('status')).toHaveText('Failed')
})

test('Cancel stops an endless loop, and says when it was asked and that it stopped', async ({ page, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Endless', code: 'print("on and on")\nwhile True: pass\n' })
  await visit(`/editor?script=${scriptId}`)
  await runButton(page).click()
  await expect(outputOf(page)).toContainText('on and on')
  await page.getByRole('button', { name: 'Cancel' }).click()

  await expect(runOf(page)).toContainText('Cancelled')
  await expect(runOf(page)).toContainText(/Asked to stop at \d\d:\d\d:\d\d, stopped [\d.]+ s later/)
  await expect(runButton(page)).toBeEnabled()
  const [job] = await listJobs(api)
  expect(job).toMatchObject({ status: 'cancelled', subject_id: scriptId, error: null })
  expect(job?.cancel_requested_at).not.toBeNull()
})

test('Ctrl or ⌘ with Enter runs what is typed and leaves the code as it is', async ({ page, visit, api }) => {
  await visit('/editor')
  await typeCode(page, '6 * 7')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(resultOf(page)).toContainText('42')
  await untilSaved(page)

  const scripts = await api.execute.listScripts({ query: {} })
  const [script] = scripts.status === 200 ? scripts.body.items : []
  const saved = await api.execute.getScript({ params: { script_id: script?.script_id ?? '' } })
  expect(saved.body).toMatchObject({ code: '6 * 7' })
})

test('a string in three quotes colours itself and not what follows', async ({ page, visit, api }) => {
  const code = 'def page(name):\n    text = f"""<a href="{name}">\n    </a>"""\n    return text\n'
  await visit(`/editor?script=${await seedScript(api, { name: 'Page', code })}`)
  const colorOf = (word: string): Promise<string> =>
    codeOf(page)
      .getByText(word)
      .evaluate((element) => getComputedStyle(element).color)
  await expect.poll(async () => (await colorOf('return')) === (await colorOf('def'))).toBe(true)
  expect(await colorOf('def')).not.toBe(await colorOf('</a>'))
})

test('a double click starts one run', async ({ page, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Once', code: '"once"' })
  await visit(`/editor?script=${scriptId}`)
  await runButton(page).dblclick()
  await expect(resultOf(page)).toContainText('once')
  await expect(runButton(page)).toBeEnabled()
  expect(await listJobs(api)).toHaveLength(1)
})

test('a link to a run shows the same in a new tab', async ({ page, context, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Shared', code: 'print("for both tabs")\n"the answer"' })
  await visit(`/editor?script=${scriptId}`)
  await runButton(page).click()
  await expect(resultOf(page)).toContainText('the answer')
  await expect(page).toHaveURL(/run=/)

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(outputOf(other)).toContainText('for both tabs')
  await expect(resultOf(other)).toContainText('the answer')
  await expect(codeOf(other)).toContainText('for both tabs')
})

test('earlier runs are listed, newest first, and can be opened', async ({ page, visit, api }) => {
  const script = { name: 'Again', code: 'print("as it is now")' }
  const scriptId = await seedScript(api, script)
  for (const word of ['first', 'second', 'third']) {
    await seedEndedRun(api, { name: 'Again', code: `print("the ${word} run")`, scriptId })
  }
  await visit(`/editor?script=${scriptId}`)

  await expect(runsOf(page).getByRole('listitem')).toHaveCount(3)
  await expect(outputOf(page)).toContainText('the third run')
  await expect(runOf(page)).toContainText('The script has changed since this run.')
  await runsOf(page).getByRole('listitem').last().getByRole('button').click()
  await expect(outputOf(page)).toContainText('the first run')
  await expect(page).toHaveURL(/run=/)
  await page.goBack()
  await expect(outputOf(page)).toContainText('the third run')
})

test('a script that reports no progress gets an estimate from its earlier runs', async ({ page, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Silent', code: 'import time\ntime.sleep(60)' })
  await seedEndedRun(api, { name: 'Silent', code: 'import time\ntime.sleep(1.6)', scriptId })
  await visit(`/editor?script=${scriptId}`)
  await runButton(page).click()

  await expect(runOf(page).getByText('estimated')).toBeVisible()
  // It takes longer than ever: an estimate never says that it is done.
  await expect(runOf(page).getByRole('progressbar')).toHaveAttribute('aria-valuetext', '95 %, estimated')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(runOf(page)).toContainText('Cancelled')
})
