import { writeFile } from 'node:fs/promises'
import { violationsOf } from './support/accessibility.ts'
import {
  analysisOf,
  applyButton,
  blocksOf,
  changeAbout,
  changesOf,
  dropNotes,
  editBehind,
  editBlock,
  eventsOf,
  notesOf,
  readBasket,
  reviewOf,
  seedBasket,
  seedBlocks,
  seedDelta,
  seedLongAnalysis,
  titlesOf,
  viewTab,
} from './support/basket-page.ts'
import { dragFiles, pasteFile } from './support/drag.ts'
import { listJobs } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const LEASE = 'The lease of the old office ends on 30 April'
const DESKS = 'The new office has 42 desks on two floors'
const FIRST_NOTES = `- ${LEASE}\n- ${DESKS}\n- The deposit of 18,400 EUR comes back after the handover`
const NEWS = '- The lease of the old office ends on 31 May'

test('notes become a reviewed change in two windows: part of it applied, a conflict rebased, and all of it taken back', async ({
  page,
  visit,
  api,
}) => {
  await visit('/baskets')
  await page.getByRole('button', { name: 'New basket' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Move to the new office')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { name: 'Move to the new office' })).toBeVisible()
  await dropNotes(page, FIRST_NOTES)
  await expect(changesOf(page)).toHaveText([/Addsfact.*30 April/, /Addsfact.*42 desks/, /Addsfact.*18,400 EUR/])
  await expect(changeAbout(page, '42 desks')).toContainText(`“${DESKS}” — your notes`)

  await page.getByRole('checkbox', { name: /the handover/ }).uncheck()
  await applyButton(page).click()
  await expect(titlesOf(page)).toHaveText([LEASE, DESKS])
  await expect(changesOf(page)).toHaveCount(0)

  const second = await page.context().newPage()
  await second.goto(page.url())
  await expect(titlesOf(second)).toHaveText([LEASE, DESKS])
  await dropNotes(page, NEWS)
  for (const window of [page, second]) {
    await expect(changeAbout(window, 'Changes').locator('del')).toHaveText('30 April')
    await expect(changeAbout(window, 'Changes').locator('ins').first()).toHaveText('31 May')
  }

  const form = await editBlock(second, LEASE)
  await form.getByRole('textbox', { name: 'Title' }).fill('The contract of the old office ends on 30 April')
  await form.getByRole('textbox', { name: 'Title' }).press('ControlOrMeta+Enter')
  await expect(titlesOf(page)).toHaveText(['The contract of the old office ends on 30 April', DESKS])
  const stale = changesOf(page)
  await expect(stale).toContainText('Changed since')
  await expect(stale.getByRole('region', { name: 'There now' }).locator('ins')).toHaveText('contract')
  await expect(stale.getByRole('region', { name: 'Proposed' }).locator('ins').first()).toHaveText('31 May')
  await expect(applyButton(page)).toBeDisabled()

  await page.getByRole('button', { name: 'Rebase' }).click()
  await expect(stale).not.toContainText('Changed since')
  await applyButton(page).click()
  for (const window of [page, second]) {
    await expect(titlesOf(window)).toHaveText(['The contract of the old office ends on 31 May', DESKS])
  }

  await viewTab(second, 'Timeline').click()
  await expect(eventsOf(second).first()).toContainText('Applied')
  await viewTab(page, 'Timeline').click()
  await eventsOf(page).first().getByRole('button', { name: /^Undo/ }).click()
  for (const window of [page, second]) {
    await expect(titlesOf(window)).toHaveText(['The contract of the old office ends on 30 April', DESKS])
    await expect(eventsOf(window).first()).toContainText('Took back')
    await expect(eventsOf(window).nth(1)).toContainText('taken back')
  }
  expect(await eventsOf(second).allTextContents()).toEqual(await eventsOf(page).allTextContents())
  const basketId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const { content } = await readBasket(api, basketId)
  expect(content.map(({ title }) => title)).toEqual(await titlesOf(page).allTextContents())
})

test('what is typed, and the analysis that is going on, are there after a reload; a double click is one analysis', async ({
  page,
  visit,
  api,
}) => {
  const { basket_id: basketId } = await seedBasket(api, 'Long notes')
  await visit(`/baskets/${basketId}`)
  await notesOf(page).fill('Typed, and not sent yet.')
  await page.getByRole('textbox', { name: 'What do you want of it?' }).fill('Only the facts')
  await page.reload()
  await expect(notesOf(page)).toHaveValue('Typed, and not sent yet.')
  await expect(page.getByRole('textbox', { name: 'What do you want of it?' })).toHaveValue('Only the facts')

  await notesOf(page).fill(FIRST_NOTES)
  await page.getByRole('button', { name: 'Analyse' }).dblclick()
  await expect(changesOf(page)).toHaveCount(3)
  await expect(notesOf(page)).toHaveValue('')
  expect(await listJobs(api)).toHaveLength(1)

  await seedLongAnalysis(api, basketId) // elsewhere: this window hears of it
  await expect(analysisOf(page)).toContainText('Running')
  await page.reload()
  await expect(analysisOf(page)).toContainText('Running')
  await analysisOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('region', { name: 'Last analysis' })).toContainText('Cancelled')
})

test('a change that does not fit any more is refused with both sides, and a person says which is right', async ({
  page,
  visit,
  api,
}) => {
  const basketId = await seedBlocks(api, 'Office', [LEASE, DESKS])
  await seedDelta(api, basketId, `${NEWS}\n- The new office has 44 desks on two floors`)
  await page.route('**/events**', (route) => route.abort('connectionrefused')) // this window hears of nothing
  await visit(`/baskets/${basketId}`)
  await expect(changesOf(page)).toHaveCount(2)
  await editBehind(api, basketId, { from: LEASE, to: 'The lease of the old office ends on 15 June' })
  await editBehind(api, basketId, { from: DESKS, to: 'The new office has 40 desks on two floors' })
  await applyButton(page).click()
  await expect(reviewOf(page)).toContainText('Nothing was changed now.')
  await expect(reviewOf(page)).toContainText('Both sides changed the same words')
  const [lease, desks] = [changesOf(page).first(), changesOf(page).last()]
  await expect(lease.getByRole('region', { name: 'There now' }).locator('ins')).toHaveText('15 June')
  await expect(lease.getByRole('region', { name: 'Proposed' }).locator('ins').first()).toHaveText('31 May')
  await lease.getByRole('button', { name: 'Take the proposal' }).click()
  await expect(lease).not.toContainText('Changed since')
  await expect(lease.locator('del')).toHaveText('15 June')
  await expect(lease.getByRole('checkbox')).toBeFocused()
  await expect(desks.getByRole('region', { name: 'There now' }).locator('ins')).toHaveText('40')
  await desks.getByRole('button', { name: 'Keep what is there' }).click()
  await expect(changesOf(page)).toHaveCount(1)
  await applyButton(page).click()
  await expect(titlesOf(page)).toHaveText([
    'The lease of the old office ends on 31 May',
    'The new office has 40 desks on two floors',
  ])

  await page.unrouteAll()
  await editBehind(api, basketId, {
    from: 'The lease of the old office ends on 31 May',
    to: 'The lease ends on 31 May',
  })
  await viewTab(page, 'Timeline').click()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.getByText('what it wrote was changed later')).toBeVisible()
  await expect(titlesOf(page).first()).toHaveText('The lease ends on 31 May')

  await seedDelta(api, basketId, '- The new office has a roof garden')
  await viewTab(page, 'Review').click()
  await reviewOf(page).getByRole('button', { name: 'Reject' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reject' }).click()
  await expect(reviewOf(page)).toContainText('Nothing waits for a review.')
  expect((await readBasket(api, basketId)).open_deltas).toBe(0)
})

test('an open edit is never lost nor overwritten: both are shown, and can be put together', async ({
  page,
  visit,
  api,
}) => {
  const basketId = await seedBlocks(api, 'Office', [LEASE, DESKS])
  await visit(`/baskets/${basketId}`)
  const form = await editBlock(page, DESKS)
  await form.getByRole('textbox', { name: 'Title' }).fill('The new office has 45 desks on two floors')
  await page.getByRole('main').getByRole('link', { name: 'Baskets' }).click()
  await page.getByRole('link', { name: 'Office' }).click()
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('The new office has 45 desks on two floors')
  await page.reload()
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('The new office has 45 desks on two floors')
  await editBehind(api, basketId, { from: DESKS, to: 'The new office has 42 desks on three floors' })
  await expect(form).toContainText('This block was changed while you edit it.')
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('The new office has 45 desks on two floors')
  await form.getByRole('button', { name: 'Put together' }).click()
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue('The new office has 45 desks on three floors')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(titlesOf(page)).toHaveText([LEASE, 'The new office has 45 desks on three floors'])
  await page.reload()
  await expect(titlesOf(page)).toHaveText([LEASE, 'The new office has 45 desks on three floors'])

  await titlesOf(page).getByRole('button').last().press('h')
  const history = page.getByRole('dialog').getByRole('listitem')
  await expect(history).toHaveCount(3)
  await expect(history.first().locator('del')).toHaveText('42')
})

test('a block that is being written is there after a reload, and is added once', async ({ page, visit, api }) => {
  const { basket_id: basketId } = await seedBasket(api, 'Office')
  await visit(`/baskets/${basketId}`)
  await page.getByRole('button', { name: 'Write a block' }).first().click()
  const form = page.getByRole('form', { name: 'New block' })
  await form.getByRole('textbox', { name: 'Title' }).fill(LEASE)
  await page.reload()
  await expect(form.getByRole('textbox', { name: 'Title' })).toHaveValue(LEASE)
  // The answer to the first try is lost; the same again is the same block.
  await page.route(
    '**/blocks',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await form.getByRole('button', { name: 'Add' }).click()
  await expect(form.getByRole('alert')).toBeVisible()
  await page.reload()
  await form.getByRole('button', { name: 'Add' }).click()
  await expect(titlesOf(page)).toHaveText([LEASE])
  await expect(form).toHaveCount(0)
  await page.reload()
  await expect(titlesOf(page)).toHaveText([LEASE])
  await expect(form).toHaveCount(0)
})

test('all of a review can be done by keyboard; a proposed text is edited before it is applied', async ({
  page,
  visit,
  api,
}) => {
  const basketId = await seedBlocks(api, 'Office', [LEASE, DESKS])
  await seedDelta(api, basketId, `${NEWS}\n- The new office has a roof garden`)
  await visit(`/baskets/${basketId}`)
  await expect(changesOf(page)).toHaveCount(2)
  await page.keyboard.press('j')
  await expect(changesOf(page).first().getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('The new office has a terrace')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(changesOf(page).last()).toContainText('has a terrace')
  await expect(changesOf(page).last().getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('Space')
  await expect(changesOf(page).first().getByRole('checkbox')).not.toBeChecked()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(titlesOf(page)).toHaveText([LEASE, DESKS, 'The new office has a terrace'])

  await titlesOf(page).getByRole('button').first().press('l')
  await expect(blocksOf(page).getByRole('listitem').first()).toContainText('Locked')
  await page.keyboard.press('/')
  await page.keyboard.type('terrace')
  await expect(titlesOf(page)).toHaveText(['The new office has a terrace'])
  await page.reload()
  await expect(titlesOf(page)).toHaveText(['The new office has a terrace'])
})

test('documents are dropped from the desktop and pasted, and texts are pasted', async ({ page, visit, api }, info) => {
  const { basket_id: basketId } = await seedBasket(api, 'Office')
  await visit(`/baskets/${basketId}`)
  const dropped = info.outputPath('dropped.txt')
  await writeFile(dropped, `- ${LEASE}`)
  await expect(notesOf(page)).toBeVisible()
  const drag = await dragFiles(page, [dropped])
  await expect(page.getByText('Drop to add')).toBeVisible()
  await drag.drop()
  await expect(page.getByText('Drop to add')).toHaveCount(0)
  await pasteFile(notesOf(page), { name: 'pasted.txt', text: `- ${DESKS}` })
  const documents = page.getByRole('list', { name: 'Documents to analyse' }).getByRole('listitem')
  await expect(documents).toHaveText([/dropped\.txt.*In the library/, /pasted\.txt.*In the library/])
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('- The deposit of 18,400 EUR comes back'))
  await notesOf(page).press('ControlOrMeta+v')
  await expect(notesOf(page)).toHaveValue('- The deposit of 18,400 EUR comes back')
  await page.getByRole('button', { name: 'Analyse' }).click()
  await expect(changesOf(page)).toHaveText([/18,400 EUR/, /30 April.*dropped\.txt/, /42 desks.*pasted\.txt/])
})

test('documents go along with what is asked of them; a basket is renamed, exported, put away and taken out again', async ({
  page,
  visit,
  api,
}) => {
  const { basket_id: basketId } = await seedBasket(api, 'Untitled')
  await visit(`/baskets/${basketId}`)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add documents' }).click()
  await (await choosing).setFiles({ name: 'call.txt', mimeType: 'text/plain', buffer: Buffer.from(FIRST_NOTES) })
  await expect(page.getByRole('list', { name: 'Documents to analyse' })).toContainText('In the library')
  await page.getByRole('button', { name: 'Analyse' }).click()
  await expect(changesOf(page)).toHaveCount(3)
  await expect(changesOf(page).first().getByRole('link', { name: 'call.txt' })).toHaveAttribute(
    'href',
    /library\?.*file=/,
  )
  await applyButton(page).click()
  await expect(titlesOf(page)).toHaveCount(3)

  const menu = page.getByRole('button', { name: /^Actions for (Untitled|The office)$/ })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name of the basket' }).fill('The office')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The office' })).toBeVisible()
  const saving = page.waitForEvent('download')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Export as Markdown' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('The office.md')
  expect(Buffer.concat(await (await saved.createReadStream()).toArray()).toString()).toContain(LEASE)

  await menu.click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page.getByText('This basket is archived')).toBeVisible()
  await expect(notesOf(page)).toHaveCount(0)
  await page.getByRole('link', { name: 'Baskets' }).first().click()
  await expect(page.getByText('No baskets yet')).toBeVisible()
  await page.getByRole('button', { name: 'Archived' }).click()
  await page.getByRole('button', { name: 'Actions for The office' }).click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'In use' }).click()
  await expect(page.getByRole('list', { name: 'Baskets' })).toContainText(/The office3 blocks/)
})

test('baskets are for everyone, on a wide and on a narrow screen: WCAG 2.2 AA', async ({ page, visit, api }) => {
  const basketId = await seedBlocks(api, 'Office', [LEASE, DESKS])
  await seedDelta(api, basketId, `${NEWS}\n- The new office has a roof garden`)
  await editBehind(api, basketId, { from: LEASE, to: 'The lease of the old office ends on 15 June' })
  for (const [path, shows] of [
    ['', 'Office'],
    [`/${basketId}`, LEASE.slice(0, 20)],
    [`/${basketId}?view=review`, 'Changed since'],
    [`/${basketId}?view=timeline`, 'Began'],
  ] as const) {
    await visit(`/baskets${path}`)
    await expect(page.getByRole('main')).toContainText(shows)
    expect(await violationsOf(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    await expect(page.getByRole('main')).toContainText(shows)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    if (path.includes('view=review')) expect(await violationsOf(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
  }
})
