import { TITLE, withTitles } from '../../api/src/testing/chat-scripts.ts'
import { violationsOf } from './support/accessibility.ts'
import { answersOf, ask, boxOf, keepSwitch, questionsOf, stopButton, test, threadsOf } from './support/coach-page.ts'
import { expect } from './support/test.ts'

test('two tabs see nothing of each other, and a reload is a fresh start, unless threads are kept', async ({
  page,
  context,
  visit,
  chat,
  outlast,
}) => {
  chat.script(withTitles(() => ({ pieces: ['Noted.'] })))
  await visit('/coach')
  await ask(page, 'Only for this tab')
  await expect(answersOf(page)).toContainText('Noted.')
  const address = page.url()
  expect(address).toContain('thread=')

  const other = await context.newPage()
  await other.goto(address)
  await expect(other.getByText('No threads yet')).toBeVisible()
  await expect(other).toHaveURL(`${outlast.webUrl}/coach`)
  await page.reload()
  await expect(page.getByText('No threads yet')).toBeVisible()
  await expect(questionsOf(page)).toHaveCount(0)

  await ask(page, 'For all tabs')
  await expect(answersOf(page)).toContainText('Noted.')
  await keepSwitch(page).click()
  await expect(threadsOf(other)).toHaveCount(1)
  await other.reload()
  await threadsOf(other).getByRole('button').first().click()
  await expect(questionsOf(other)).toContainText('For all tabs')
  await ask(page, 'And once more')
  await expect(answersOf(other)).toHaveCount(2)
  await expect(answersOf(other).last()).toContainText('Noted.')
  await keepSwitch(other).click()
  await other.reload()
  await expect(other.getByText('No threads yet')).toBeVisible()
})

test('threads are found, renamed, exported and deleted', async ({ page, visit, chat }) => {
  chat.script(withTitles(() => ({ pieces: ['Noted.'] })))
  await visit('/coach')
  await ask(page, 'About lighthouses')
  await expect(answersOf(page)).toContainText('Noted.')
  await page.keyboard.press('ControlOrMeta+Shift+o')
  await ask(page, 'About bread')
  await expect(answersOf(page)).toContainText('Noted.')
  await expect(threadsOf(page)).toHaveCount(2)
  await threadsOf(page).first().getByRole('button').first().press('F2')
  await page.getByRole('textbox', { name: 'Title of the thread' }).fill('Baking')
  await page.keyboard.press('Enter')
  await expect(threadsOf(page).first()).toContainText('Baking')
  await page.getByRole('searchbox', { name: 'Search in threads' }).fill('lighthouses')
  await expect(threadsOf(page)).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search in threads' }).fill('')
  await expect(threadsOf(page)).toHaveCount(2)

  const saving = page.waitForEvent('download')
  await page.getByRole('region', { name: 'Conversation' }).getByRole('button', { name: 'Actions for Baking' }).click()
  await page.getByRole('menuitem', { name: 'Export as Markdown' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('Baking.md')
  expect(Buffer.concat(await (await saved.createReadStream()).toArray()).toString()).toContain('About bread')

  await page.getByRole('region', { name: 'Conversation' }).getByRole('button', { name: 'Actions for Baking' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(threadsOf(page)).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Starters' })).toBeVisible()
})

test('the coach is for everyone, on a wide and on a narrow screen: WCAG 2.2 AA', async ({ page, visit, chat }) => {
  const pieces = ['# Plan\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nprint("x")  # why\n```\n\n- one\n- two [1]']
  chat.script(withTitles(() => ({ pieces })))
  await visit('/coach')
  await expect(page.getByRole('list', { name: 'Starters' })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await ask(page, 'A plan, please')
  await expect(answersOf(page)).toHaveAttribute('aria-busy', 'false')
  await expect(answersOf(page)).toContainText('print')
  expect(await violationsOf(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(page.getByRole('button', { name: 'Threads' })).toBeVisible()
  await expect(boxOf(page)).toBeInViewport()
  const size = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return { scrollWidth, scrollHeight }
  })
  expect(size).toEqual({ scrollWidth: 360, scrollHeight: 740 })
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Threads' }).click()
  await expect(page.getByRole('dialog', { name: 'Threads' })).toContainText(TITLE)
  await expect(stopButton(page)).toHaveCount(0)
})
