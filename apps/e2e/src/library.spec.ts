import type { Page } from '@playwright/test'
import { violationsOf } from './support/accessibility.ts'
import { choose, drop, filesOf, hitsOf, tokensOf, trainingOf, uploadsOf, viewsOf } from './support/library-page.ts'
import { writeBrokenPdf, writePdf } from './support/pdf.ts'
import { seedCollection, seedFile } from './support/seed.ts'
import { expect, test } from './support/test.ts'
import { sentencesAbout, sentencesAboutAll } from './support/texts.ts'

const LIGHTHOUSE = 'The lighthouse of Genoa was rebuilt in 1543 and stands 76 metres tall.'
const pageAbout = (topic: 'sea' | 'bread' | 'rail'): string => sentencesAbout(topic, 30).join(' ')
const HARBOURS = writePdf([pageAbout('sea'), `${LIGHTHOUSE} ${pageAbout('rail')}`, pageAbout('bread')])

const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
const note = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const panelOf = (page: Page, name: string) => page.getByRole('dialog', { name })

test('a PDF that is uploaded is indexed, found by what it says with its page, and opens there', async ({
  page,
  visit,
}) => {
  await visit('/library')
  await expect(page.getByText('No documents yet')).toBeVisible()
  await choose(page, pdf('harbours.pdf', HARBOURS))
  await expect(filesOf(page)).toHaveText([/harbours\.pdf.*PDF.*library.*Indexed.*3 pages · \d+ passages/])
  await expect(uploadsOf(page)).toHaveCount(0)

  await viewsOf(page).getByRole('link', { name: 'Search' }).click()
  await page.getByRole('searchbox', { name: 'Search in library' }).fill('how tall is the lighthouse of Genoa?')
  const best = hitsOf(page).first()
  await expect(best).toContainText(LIGHTHOUSE)
  await expect(best).toContainText(/page 2/)
  await expect(best.locator('mark').getByText('lighthouse')).toBeVisible()
  await best.getByText('Why here').click()
  await expect(best).toContainText(/Words1st, BM25 \d/)
  await expect(page).toHaveURL(/view=search&q=how\+tall/)

  await page.getByRole('searchbox').press('ArrowDown')
  await expect(best.getByRole('button', { name: 'harbours.pdf' })).toBeFocused()
  await page.keyboard.press('Enter')
  const found = panelOf(page, 'harbours.pdf').getByRole('listitem').filter({ hasText: 'Found here' })
  await expect(found).toContainText(LIGHTHOUSE)
  await expect(found).toBeInViewport()
  await page.reload()
  await expect(found).toBeInViewport()

  const saving = page.waitForEvent('download')
  await panelOf(page, 'harbours.pdf').getByRole('button', { name: 'Download' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('harbours.pdf')
  expect(Buffer.concat(await (await saved.createReadStream()).toArray())).toEqual(HARBOURS)
  await page.keyboard.press('Escape')
  await expect(hitsOf(page).first()).toContainText(LIGHTHOUSE)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('searchbox')).toBeFocused()
})

test('a duplicate is recognised by its content, and what is no document is refused in words', async ({
  page,
  visit,
  api,
}) => {
  await seedFile(api, { name: 'harbours.pdf', bytes: HARBOURS })
  await visit('/library')
  await expect(filesOf(page)).toHaveCount(1)
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAAElFTkSuQmCC', 'base64')
  await choose(page, pdf('the same again.pdf', HARBOURS), pdf('a picture in truth.pdf', picture), note('empty.txt', ''))
  await expect(uploadsOf(page)).toHaveText([
    /the same again\.pdf.*Already here.*as harbours\.pdf/,
    /a picture in truth\.pdf.*Not uploaded.*It cannot be read\..*image/,
    /empty\.txt.*Not uploaded/,
  ])
  await expect(filesOf(page)).toHaveCount(1)

  await uploadsOf(page).getByRole('button', { name: 'as harbours.pdf' }).click()
  await expect(panelOf(page, 'harbours.pdf')).toContainText('3 pages')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Dismiss a picture in truth.pdf' }).click()
  await expect(uploadsOf(page)).toHaveCount(2)
})

test('a broken PDF fails in words, can be tried again and deleted', async ({ page, visit, api }) => {
  await seedFile(api, { name: 'kept.txt', bytes: Buffer.from(LIGHTHOUSE) })
  await visit('/library')
  await choose(page, pdf('broken.pdf', writeBrokenPdf()))
  const broken = filesOf(page).filter({ hasText: 'broken.pdf' })
  await expect(broken).toContainText(/Failed.*It is damaged\./)

  await page.getByRole('button', { name: 'Retry broken.pdf' }).click()
  await expect(broken).toContainText(/Queued|Indexing/)
  await expect(broken).toContainText(/Failed.*It is damaged\./)
  await page.getByRole('button', { name: 'Delete broken.pdf' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(filesOf(page)).toHaveText([/kept\.txt/])
  await page.reload()
  await expect(filesOf(page)).toHaveText([/kept\.txt/])
})

test('documents dropped on any view go into the collection that one looks at', async ({ page, visit, api }) => {
  await seedCollection(api, 'notes', ['A first note.'])
  await visit('/library?view=collection&collection=notes')
  await expect(page.getByRole('heading', { name: 'notes' })).toBeVisible()
  await drop(page, note('second.txt', LIGHTHOUSE))
  await expect(page).toHaveURL(/view=files&collection=notes/)
  await expect(filesOf(page)).toHaveText([/second\.txt.*Indexed.*1 passage/])
})

test('tokens stand side by side, with all that is known of each', async ({ page, visit }) => {
  await visit('/library?view=tokens')
  const [left, right] = ['First tokenizer', 'Second tokenizer'].map((name) => page.getByRole('region', { name }))
  if (left === undefined || right === undefined) throw new Error('There are two.')
  await page.getByRole('textbox', { name: 'Text' }).fill('Unbelievable tides, café')
  await expect(tokensOf(left)).toHaveText(['Unbelievable', '·', 'tides', ',', '·', 'café'])
  await expect(left).toContainText('Tokens6')
  await expect(left).toContainText('Characters24')
  await expect(tokensOf(right).filter({ hasText: /^·tides$/ })).toHaveCount(1)
  await right.getByRole('combobox', { name: 'Encoding of the second tokenizer' }).selectOption('cl100k_base')

  await right.getByRole('combobox', { name: 'Second tokenizer', exact: true }).selectOption('subword')
  await right.getByRole('spinbutton', { name: 'Length' }).fill('6')
  await expect(tokensOf(right)).toHaveText(['Unbeli', 'evable', '·', 'tides', ',', '·', 'café'])
  await left.getByRole('listbox').focus()
  await page.keyboard.press('End')
  await expect(tokensOf(left).and(page.getByRole('option', { selected: true }))).toHaveText('café')
  await expect(left).toContainText(/Kindword/)
  await expect(left).toContainText(/global_id[0-9a-f]{32}/)

  await page.reload()
  await expect(tokensOf(left).last()).toHaveText('café')
  await expect(right.getByRole('combobox', { name: 'Second tokenizer', exact: true })).toHaveValue('subword')
  await page.getByRole('textbox', { name: 'Text' }).fill('tide '.repeat(1_500))
  await expect(left).toContainText('The first 2,000 of 3,000 tokens.')
  await left.getByRole('button', { name: 'Show 2,000 more' }).click()
  await expect(tokensOf(left)).toHaveCount(3_000)
})

test('a collection is made, trained on its own texts, and searched again', async ({ page, visit, api }) => {
  await visit('/library?view=collection')
  await page.getByRole('button', { name: 'New collection' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New collection' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Notes')
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('notes')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(page).toHaveURL(/collection=notes/)
  await expect(page.getByText('A map needs three items or more.')).toBeVisible()

  const items = [LIGHTHOUSE, ...sentencesAboutAll(160)].map((text) => ({ text }))
  const filled = await api.library.upsert({ params: { name: 'notes' }, body: { items } })
  expect(filled.status).toBe(200)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Collection notes' })).toContainText('161 items')
  await expect(page.getByRole('region', { name: 'Map' }).getByRole('option')).toHaveCount(161)

  await trainingOf(page).getByRole('button', { name: 'Train' }).click()
  await expect(trainingOf(page)).toContainText(/Last training.*161 items in \d+ dimensions/)
  await expect(page.getByRole('region', { name: 'Collection notes' })).toContainText('Trained on its texts')
  await page.getByRole('button', { name: 'Search it' }).click()
  await page.getByRole('searchbox', { name: 'Search in notes' }).fill('lighthouse of Genoa')
  await expect(hitsOf(page).first()).toContainText(LIGHTHOUSE)
  await page.getByRole('button', { name: 'Words', exact: true }).click()
  await page.getByRole('searchbox').fill('submarine')
  await expect(page.getByText('none of its words is there')).toBeVisible()
})

test('too little text to train on is said in words; clearing and deleting ask first', async ({ page, visit, api }) => {
  await seedCollection(api, 'few', ['One.', 'Two.', 'Three.', 'Four.'])
  await visit('/library?view=collection&collection=few')
  await trainingOf(page).getByRole('button', { name: 'Train' }).click()
  await expect(trainingOf(page).getByRole('alert')).toContainText('There is too little text')

  await page.getByRole('button', { name: 'Clear' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('4 items')
  await question.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByRole('region', { name: 'Collection few' })).toContainText('0 items')
  await page.getByRole('button', { name: 'Delete' }).click()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No collections yet')).toBeVisible()
})

test('the library is for everyone, on a wide and on a narrow screen: WCAG 2.2 AA', async ({ page, visit, api }) => {
  await seedFile(api, { name: 'harbours.pdf', bytes: HARBOURS })
  await seedFile(api, { name: 'broken.pdf', bytes: writeBrokenPdf() })
  for (const [search, shows] of [
    ['', 'Indexed'],
    ['?view=search&q=lighthouse', '76 metres'],
    ['?view=tokens', 'Characters per token'],
    ['?view=collection', '2 files'],
    ['?view=collection&collection=library', 'The two axes show'],
  ] as const) {
    await visit(`/library${search}`)
    await expect(page.getByRole('main')).toContainText(shows)
    expect(await violationsOf(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await page.setViewportSize({ width: 1440, height: 900 })
  }
})
