import type { Locator, Page } from '@playwright/test'

/** A document to choose in the browser. */
export interface Chosen {
  name: string
  mimeType: string
  buffer: Buffer
}

/** The parts of the Library's page, by what a person or a screen reader calls them. */
export const viewsOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Library' })
export const filesOf = (page: Page): Locator => page.getByRole('list', { name: 'Documents' }).getByRole('listitem')
export const uploadsOf = (page: Page): Locator => page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
export const hitsOf = (page: Page): Locator => page.getByRole('list', { name: 'Hits' }).locator('> li')
export const tokensOf = (pane: Locator): Locator => pane.getByRole('listbox').getByRole('option')
export const trainingOf = (page: Page): Locator => page.getByRole('region', { name: 'Training' })

/** Chooses documents as a person does, through the button. */
export async function choose(page: Page, ...documents: Chosen[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page
    .getByRole('button', { name: /^Upload to/ })
    .first()
    .click()
  await (await choosing).setFiles(documents)
}

/** Drops a document somewhere on the page. */
export async function drop(page: Page, { name, mimeType, buffer }: Chosen): Promise<void> {
  const dropped = await page.evaluateHandle(
    ([text, fileName, type]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], fileName, { type }))
      return transfer
    },
    [buffer.toString(), name, mimeType] as const,
  )
  await page.getByRole('heading', { name: 'Library' }).dispatchEvent('dragover', { dataTransfer: dropped })
  await page.getByText('Drop to upload').waitFor()
  await page.getByRole('heading', { name: 'Library' }).dispatchEvent('drop', { dataTransfer: dropped })
}
