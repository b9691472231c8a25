import { type CanvasView, type DrawingElement } from '@outlast/contract'
import type { Locator, Page } from '@playwright/test'
import type { ChatRequest } from '../../../api/src/testing/chat-server.ts'
import type { Client } from './client.ts'
import { expect } from './test.ts'

/** The parts of the Canvas, by what a person or a screen reader calls them. */
export const instructionsOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Instructions' })
export const canvasesOf = (page: Page): Locator => page.getByRole('list', { name: 'Canvases' }).getByRole('listitem')
export const barOf = (page: Page): Locator => page.getByRole('region', { name: 'Drawing' })
export const requestsOf = (page: Page): Locator => page.getByRole('list', { name: 'Requests' }).getByRole('listitem')
export const versionsOf = (page: Page): Locator => page.getByRole('list', { name: 'Versions' }).getByRole('button')
export const boardOf = (page: Page): Locator => page.getByRole('region', { name: 'Board' })
export const ghostOf = (page: Page): Locator => page.getByTestId('ghost')
export const progressOf = (page: Page): Locator => page.getByRole('status', { name: 'Progress of the drawing' })

/** Asks as a person does: types and presses Ctrl or ⌘ with Enter. */
export async function describe(page: Page, instructions: string): Promise<void> {
  await instructionsOf(page).fill(instructions)
  await instructionsOf(page).press('ControlOrMeta+Enter')
}

/** Draws a rectangle by hand, at a share of the board's width and height. */
export async function drawRectangle(page: Page, at: { x: number; y: number }): Promise<void> {
  const box = await boardOf(page).boundingBox()
  if (box === null) throw new Error('There is no board.')
  const [x, y] = [box.x + box.width * at.x, box.y + box.height * at.y]
  await focusBoard(page)
  await page.keyboard.press('r')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 30, y + 20, { steps: 3 })
  await page.mouse.move(x + 60, y + 40, { steps: 3 })
  await page.mouse.up()
}

/** Keys go to the drawing. */
export async function focusBoard(page: Page): Promise<void> {
  await boardOf(page).locator('.excalidraw').first().focus()
}

export async function untilSaved(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Drawing: Saved' })).toBeVisible()
}

export async function readCanvas(api: Client, canvasId: string): Promise<CanvasView> {
  const answer = await api.canvas.get({ params: { canvas_id: canvasId } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

/** The texts of the saved drawing, sorted; read again and again by `expect.poll`. */
export async function textsOf(api: Client, canvasId: string): Promise<string[]> {
  const { drawing } = await readCanvas(api, canvasId)
  return drawing.elements.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])).sort()
}

/** Makes a canvas of a text in Mermaid's language. */
export async function seedCanvas(api: Client, name: string, mermaid: string): Promise<CanvasView> {
  const body = { name, import: { format: 'mermaid' as const, text: mermaid } }
  const answer = await api.canvas.create({ body })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

export const canvasIdOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** What a model says: a flowchart of these steps, each following the one before. */
export function flowchart(steps: readonly string[]): string {
  const nodes = steps.map((label, at) => ({ id: `n${at}`, label, role: null, group: null }))
  const edges = steps.slice(1).map((_, at) => ({ from: `n${at}`, to: `n${at + 1}`, label: null }))
  return JSON.stringify({ drawing: { kind: 'flowchart', nodes, edges } })
}

/** What a model says to give the element of this text among those that it was told are there another one. */
export function renaming(elements: readonly DrawingElement[], from: string, to: string): string {
  const label = elements.find(({ text }) => text === from)
  return JSON.stringify({ operations: [{ op: 'edit', id: label?.['containerId'] ?? label?.id, label: to }] })
}

/** The ids that a request to the model names as selected. */
export function selectedIn({ messages }: ChatRequest): string[] {
  const [, ids = '[]'] = /^Selected: (\[.*\])$/m.exec(messages.at(-1)?.content ?? '') ?? []
  return JSON.parse(ids)
}
