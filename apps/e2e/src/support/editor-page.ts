import type { Locator, Page } from '@playwright/test'

/** The parts of the editor's page, by what a person or a screen reader calls them. */
export const codeOf = (page: Page): Locator => page.getByRole('region', { name: 'Code', exact: true })
export const scriptsOf = (page: Page): Locator => page.getByRole('region', { name: 'Scripts', exact: true })
export const runsOf = (page: Page): Locator => page.getByRole('region', { name: 'Runs', exact: true })
export const runOf = (page: Page): Locator => page.getByRole('region', { name: 'Run', exact: true })
export const outputOf = (page: Page): Locator => page.getByRole('log', { name: 'Output' })
export const resultOf = (page: Page): Locator => page.getByRole('region', { name: 'Result' })
export const runButton = (page: Page): Locator => page.getByRole('button', { name: 'Run', exact: true })

/** Replaces the code as a person would: select all, type. Pasted in one piece, so that no bracket closes itself. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code' }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(code)
}

/** Resolves once what was typed is on the server. */
export async function untilSaved(page: Page): Promise<void> {
  await codeOf(page)
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
}
