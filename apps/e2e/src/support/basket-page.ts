import type { Locator, Page } from '@playwright/test'
import type { Basket, BasketView } from '@outlast/contract'
import type { Client } from './client.ts'
import { expect } from './test.ts'

/** The parts of a basket's page, by what a person or a screen reader calls them. */
export const notesOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Notes', exact: true })
export const blocksOf = (page: Page): Locator => page.getByRole('region', { name: 'Blocks' })
export const titlesOf = (page: Page): Locator => blocksOf(page).getByRole('heading', { level: 3 })
export const reviewOf = (page: Page): Locator => page.getByRole('region', { name: 'Review' })
export const changesOf = (page: Page): Locator => page.getByRole('list', { name: 'Changes' }).locator('> li')
export const changeAbout = (page: Page, text: string | RegExp): Locator => changesOf(page).filter({ hasText: text })
export const applyButton = (page: Page): Locator => page.getByRole('button', { name: /^Apply (all )?\d/ })
export const analysisOf = (page: Page): Locator => page.getByRole('region', { name: 'Analysis' })
export const eventsOf = (page: Page): Locator => page.getByRole('list', { name: 'Events' }).locator('> li')
export const viewTab = (page: Page, name: 'Blocks' | 'Review' | 'Timeline'): Locator =>
  page.getByRole('navigation', { name: 'Views of the basket' }).getByRole('button', { name })

/** Drops notes as a person does: types, and presses ⌘↵. */
export async function dropNotes(page: Page, text: string): Promise<void> {
  await notesOf(page).fill(text)
  await notesOf(page).press('ControlOrMeta+Enter')
  await expect(notesOf(page)).toHaveValue('')
}

/** Opens a block for editing in its place. */
export async function editBlock(page: Page, title: string): Promise<Locator> {
  await titlesOf(page).getByRole('button', { name: title, exact: true }).click()
  return page.getByRole('form', { name: /^Edit / })
}

/** Makes a basket. */
export async function seedBasket(api: Client, name: string): Promise<Basket> {
  const answer = await api.baskets.create({ body: { name } })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** Makes a basket with blocks of these titles, all of them facts. */
export async function seedBlocks(api: Client, name: string, titles: readonly string[]): Promise<string> {
  const { basket_id } = await seedBasket(api, name)
  for (const title of titles) {
    const answer = await api.baskets.addBlock({ params: { basket_id }, body: { type: 'fact', title } })
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  }
  return basket_id
}

/** Has notes analysed and answers when the delta is there. */
export async function seedDelta(api: Client, basketId: string, notes: string): Promise<void> {
  const answer = await api.baskets.work({
    params: { basket_id: basketId },
    headers: { prefer: 'wait=25' },
    body: { request_id: crypto.randomUUID(), basket_id: basketId, sources: [{ type: 'text', content: notes }] },
  })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

/** Starts an analysis of more than a thousand pages, which takes the built-in manager longer than any test. */
export async function seedLongAnalysis(api: Client, basketId: string): Promise<void> {
  const sources = Array.from({ length: 9 }, (_, part) => ({ type: 'text' as const, content: longNotes(part) }))
  const answer = await api.baskets.work({
    params: { basket_id: basketId },
    headers: { prefer: 'wait=0' },
    body: { request_id: crypto.randomUUID(), basket_id: basketId, sources },
  })
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
}

function longNotes(part: number): string {
  return Array.from(
    { length: 6_000 },
    (_, at) => `- In week ${at} of part ${part} ${at % 97} people met ${at % 13} suppliers about item ${at * 7}.`,
  ).join('\n')
}

export async function readBasket(api: Client, basketId: string): Promise<BasketView> {
  const answer = await api.baskets.get({ params: { basket_id: basketId } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** Edits a block behind everyone's back. */
export async function editBehind(
  api: Client,
  basketId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const block = (await readBasket(api, basketId)).content.find(({ title }) => title === from)
  if (block === undefined) throw new Error(`There is no block “${from}”.`)
  const params = { basket_id: basketId, block_id: block.id }
  const answer = await api.baskets.editBlock({ params, body: { version: block.version, title: to } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}
