import { codeOf, scriptsOf, typeCode, untilSaved } from './support/editor-page.ts'
import { seedScript } from './support/seed.ts'
import { expect, test } from './support/test.ts'

test('edits save themselves and are there after a reload', async ({ page, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Notes', code: 'print("before")' })
  await visit(`/editor?script=${scriptId}`)
  await expect(codeOf(page)).toContainText('before')
  await typeCode(page, 'print("after")')
  await untilSaved(page)

  await page.reload()
  await expect(codeOf(page)).toContainText('print("after")')
  const saved = await api.execute.getScript({ params: { script_id: scriptId } })
  expect(saved.body).toMatchObject({ code: 'print("after")', version: 2 })
})

test('a new script takes the focus, is saved once there is something in it, and has an address', async ({
  page,
  visit,
}) => {
  await visit('/editor')
  await expect(codeOf(page)).toContainText('come back to the answer')
  await page.getByRole('button', { name: 'New script' }).first().click()
  await page.getByRole('menuitem', { name: 'Empty TypeScript' }).click()
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused()
  await page.keyboard.type('1 + 1')
  await untilSaved(page)
  await expect(page).toHaveURL(/script=/)
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('typescript')
  await expect(scriptsOf(page).getByRole('listitem')).toHaveText([/Untitled/])
})

test('a script is renamed in place and from its menu', async ({ page, visit, api }) => {
  const openId = await seedScript(api, { name: 'Draft', code: '1' })
  const otherId = await seedScript(api, { name: 'Other', code: '2' })
  await visit(`/editor?script=${openId}`)
  const nameOf = async (scriptId: string): Promise<unknown> => {
    const answer = await api.execute.getScript({ params: { script_id: scriptId } })
    return answer.status === 200 ? answer.body.name : answer.body
  }

  await scriptsOf(page).getByRole('button', { name: 'Python Draft' }).press('F2')
  await page.getByRole('textbox', { name: 'Script name' }).fill('Report')
  await page.keyboard.press('Enter')
  await expect(scriptsOf(page)).toContainText('Report')
  await expect(codeOf(page)).toContainText('Report')
  await expect.poll(() => nameOf(openId)).toBe('Report')

  await scriptsOf(page).getByRole('button', { name: 'Actions for Other' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Script name' }).fill('Second')
  await page.keyboard.press('Enter')
  await expect(scriptsOf(page)).toContainText('Second')
  await expect.poll(() => nameOf(otherId)).toBe('Second')
  await expect(page).toHaveURL(new RegExp(openId))
})

test('a script is deleted after a question, and only then', async ({ page, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Old', code: 'print("old")' })
  await visit(`/editor?script=${scriptId}`)
  const askToDelete = async (): Promise<void> => {
    await scriptsOf(page).getByRole('button', { name: 'Actions for Old' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
  }
  const question = page.getByRole('alertdialog', { name: 'Delete “Old”?' })

  await askToDelete()
  await question.getByRole('button', { name: 'Keep' }).click()
  await expect(question).toBeHidden()
  expect((await api.execute.getScript({ params: { script_id: scriptId } })).status).toBe(200)

  await askToDelete()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(scriptsOf(page)).toContainText('Nothing saved yet')
  await expect(codeOf(page)).not.toContainText('print("old")')
  await expect(page).toHaveURL(/\/editor$/)
  expect((await api.execute.getScript({ params: { script_id: scriptId } })).status).toBe(404)
})

test('two pages that change one script: nothing is overwritten unasked', async ({ page, context, visit, api }) => {
  const scriptId = await seedScript(api, { name: 'Shared', code: 'print("begun")' })
  const codeOnServer = async (): Promise<unknown> => {
    const answer = await api.execute.getScript({ params: { script_id: scriptId } })
    return answer.status === 200 ? answer.body.code : answer.body
  }
  await visit(`/editor?script=${scriptId}`)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(codeOf(page)).toContainText('begun')
  await expect(codeOf(other)).toContainText('begun')

  await typeCode(page, 'print("from the first")')
  await untilSaved(page)
  await typeCode(other, 'print("from the second")')
  const conflict = other.getByRole('alert').filter({ hasText: 'This script was changed in another place' })
  await expect(conflict).toBeVisible()
  expect(await codeOnServer()).toBe('print("from the first")')
  await conflict.getByRole('button', { name: 'Keep mine' }).click()
  await untilSaved(other)
  expect(await codeOnServer()).toBe('print("from the second")')

  await typeCode(page, 'print("from the first again")')
  await page.getByRole('button', { name: 'See theirs' }).click()
  await expect(page.getByRole('dialog')).toContainText('from the second')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Take theirs' }).click()
  await expect(codeOf(page)).toContainText('from the second')
  await untilSaved(page)
  expect(await codeOnServer()).toBe('print("from the second")')
})
