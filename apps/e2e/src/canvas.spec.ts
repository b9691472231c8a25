import { readFile } from 'node:fs/promises'
import { violationsOf } from './support/accessibility.ts'
import {
  barOf,
  boardOf,
  canvasIdOf,
  canvasesOf,
  describe,
  drawRectangle,
  flowchart,
  focusBoard,
  ghostOf,
  instructionsOf,
  progressOf,
  readCanvas,
  renaming,
  requestsOf,
  seedCanvas,
  selectedIn,
  textsOf,
  untilSaved,
  versionsOf,
} from './support/canvas-page.ts'
import { createTap } from '../../api/src/testing/chat-scripts.ts'
import { test } from './support/coach-page.ts'
import { expect } from './support/test.ts'

const STEPS = ['Order', 'Payment', 'Packing', 'Shipping', 'Delivery', 'Review']

test('a drawing is described, watched over a reload, accepted, undone, changed, cancelled, restored and exported', async ({
  page,
  visit,
  api,
  chat,
}) => {
  const tap = createTap()
  chat.script(() => ({ pieces: tap.pieces }))

  await test.step('instruct, and watch the steps over a reload', async () => {
    await visit('/canvas')
    await expect(page.getByText('No canvases yet')).toBeVisible()
    await describe(page, 'How an order becomes a delivery')
    await expect(page).toHaveURL(/\/canvas\/.+/)
    await expect(barOf(page)).toContainText('How an order becomes a delivery')
    await expect(progressOf(page)).toHaveText('Planning')
    await page.reload()
    await expect(progressOf(page)).toHaveText('Planning')
    await expect(barOf(page).getByRole('progressbar')).toBeVisible()
  })
  const canvasId = canvasIdOf(page)

  await test.step('what is drawn by hand meanwhile and what was asked for both survive', async () => {
    await drawRectangle(page, { x: 0.8, y: 0.3 })
    await expect.poll(async () => (await readCanvas(api, canvasId)).elements).toBe(1)
    tap.send(flowchart(STEPS))
    tap.end()
    await expect(barOf(page).getByRole('button', { name: 'Accept' })).toBeEnabled()
    await expect(progressOf(page)).toContainText('Drawn, ready to be accepted')
    await expect(ghostOf(page).locator('text').filter({ hasText: 'Payment' })).toHaveCount(1)
    expect((await readCanvas(api, canvasId)).elements).toBe(1)
    await page.reload()
    await expect(ghostOf(page).locator('text').filter({ hasText: 'Payment' })).toHaveCount(1)
    await barOf(page).getByRole('button', { name: 'Accept' }).click()
    await expect(barOf(page)).toHaveCount(0)
    await expect(ghostOf(page)).toHaveAttribute('data-elements', '0')
    await expect.poll(() => textsOf(api, canvasId)).toEqual([...STEPS].sort())
  })
  const accepted = (await readCanvas(api, canvasId)).elements

  await test.step('accepting is one step that undo takes back', async () => {
    await focusBoard(page)
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(async () => (await readCanvas(api, canvasId)).elements).toBe(1)
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(async () => (await readCanvas(api, canvasId)).elements).toBe(accepted)
    await untilSaved(page)
  })

  await test.step('the selection alone is changed', async () => {
    const { drawing } = await readCanvas(api, canvasId)
    chat.script(() => ({ pieces: [renaming(drawing.elements, 'Payment', 'Card payment')] }))
    const asked = chat.next()
    await focusBoard(page)
    await page.keyboard.press('ControlOrMeta+a')
    await expect(page.getByRole('switch', { name: /^Change the selection/ })).toBeChecked()
    await describe(page, 'Say that it is by card')
    await expect(barOf(page)).toContainText('1 changed')
    const request = await asked
    expect(selectedIn(request).length).toBeGreaterThan(STEPS.length)
    await barOf(page).getByRole('button', { name: 'Accept' }).click()
    await expect.poll(() => textsOf(api, canvasId)).toContain('Card payment')
    expect((await readCanvas(api, canvasId)).elements).toBe(accepted)
  })

  await test.step('cancel ends the request to the model, and nothing is changed', async () => {
    const endless = createTap()
    chat.script(() => ({ pieces: endless.pieces }))
    const asked = chat.next()
    await describe(page, 'Something else')
    const request = await asked
    await barOf(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(barOf(page)).toContainText('Cancelled: nothing was changed')
    expect(await request.end).toBe('hung_up')
    await barOf(page).getByRole('button', { name: 'Dismiss' }).click()
    await expect(requestsOf(page).first()).toContainText('Cancelled')
  })

  await test.step('a version is looked at and restored', async () => {
    await page.getByRole('button', { name: 'Versions', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of the version' }).fill('With the card')
    await page.keyboard.press('Enter')
    await expect(versionsOf(page).first()).toContainText('With the card')
    await versionsOf(page).filter({ hasText: 'How an order becomes a delivery' }).click()
    const version = page.getByRole('region', { name: 'Version' })
    await expect(version.locator('canvas').first()).toBeVisible()
    await version.getByRole('button', { name: 'Restore' }).click()
    await expect(version).toHaveCount(0)
    await expect.poll(() => textsOf(api, canvasId)).toEqual([...STEPS].sort())
  })

  await test.step('it is exported as picture, file and text', async () => {
    const save = async (name: string): Promise<Buffer> => {
      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await page.getByRole('menuitem', { name }).click()
      return readFile(await (await saving).path())
    }
    expect((await save('PNG picture')).subarray(1, 4).toString()).toBe('PNG')
    expect((await save('SVG picture')).toString()).toMatch(/^<svg[^]*url\(data:font\/woff2[^]*Payment/)
    expect(JSON.parse((await save('Excalidraw file')).toString())).toMatchObject({ type: 'excalidraw' })
    expect((await save('Mermaid text')).toString()).toMatch(/flowchart[^]*-->/)
  })
})

test('two windows: the other’s saves are seen, and a save that comes too late is kept as a version', async ({
  page,
  visit,
  api,
}) => {
  const { canvas_id: canvasId, drawing } = await seedCanvas(api, 'Shared', 'flowchart LR\n  A --> B')
  const asked = { canvas_id: canvasId }
  await visit(`/canvas/${canvasId}`)
  await expect(boardOf(page).locator('canvas').first()).toBeVisible()
  const [first] = drawing.elements
  if (first === undefined) throw new Error('The canvas is empty.')
  const saveElsewhere = async (...extra: string[]): Promise<number> => {
    const { version } = await readCanvas(api, canvasId)
    const added = extra.map((id, at) => ({ ...first, id, x: first.x + 200 * (at + 1), boundElements: null }))
    const answer = await api.canvas.save({
      params: asked,
      body: { version, elements: [...drawing.elements, ...added] },
    })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body.version
  }
  const before = drawing.elements.length

  const version = await saveElsewhere('other-1')
  // Seen once the page looks again; then a change here is a change of that.
  await expect(page.getByRole('status', { name: 'Drawing: Saved' })).toHaveAttribute('data-version', `${version}`)
  await drawRectangle(page, { x: 0.8, y: 0.3 })
  await expect.poll(async () => (await readCanvas(api, canvasId)).elements).toBe(before + 2)

  // The next look is held back, so that the save comes first, and too late.
  await page.route('**/summary', (route) => route.abort('connectionreset'))
  await saveElsewhere('other-1', 'other-2')
  await drawRectangle(page, { x: 0.8, y: 0.6 })
  await expect(page.getByText('This canvas was changed in another window first.')).toBeVisible()
  expect((await readCanvas(api, canvasId)).elements).toBe(before + 2)
  await page.unroute('**/summary')
  await page.getByRole('button', { name: 'Open what was drawn here' }).click()
  await expect(page.getByRole('region', { name: 'Version' })).toContainText(`${before + 3} elements`)
})

test('what can’t be saved says so, and is saved once the server is back', async ({ page, visit, api }) => {
  const { canvas_id: canvasId } = await seedCanvas(api, 'Offline', 'flowchart LR\n  A --> B')
  await visit(`/canvas/${canvasId}`)
  await untilSaved(page)
  const before = (await readCanvas(api, canvasId)).elements
  await page.route(`**/api/canvases/${canvasId}`, (route) => route.abort('connectionrefused'))
  await drawRectangle(page, { x: 0.8, y: 0.3 })
  await expect(page.getByRole('status', { name: 'Drawing: Offline: not saved' })).toBeVisible()
  await page.unroute(`**/api/canvases/${canvasId}`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await untilSaved(page)
  expect((await readCanvas(api, canvasId)).elements).toBe(before + 1)
})

test('who leaves at once loses nothing', async ({ page, visit, api }) => {
  const { canvas_id: canvasId, elements } = await seedCanvas(api, 'Left', 'flowchart LR\n  A --> B')
  await visit(`/canvas/${canvasId}`)
  await untilSaved(page)
  await drawRectangle(page, { x: 0.8, y: 0.3 })
  await page.getByRole('link', { name: 'All canvases' }).click()
  await expect(canvasesOf(page)).toHaveCount(1)
  await expect.poll(async () => (await readCanvas(api, canvasId)).elements).toBe(elements + 1)
  await visit(`/canvas/${canvasId}`)
  await untilSaved(page)
  await drawRectangle(page, { x: 0.8, y: 0.6 })
  await page.close()
  await expect.poll(async () => (await readCanvas(api, canvasId)).elements).toBe(elements + 2)
})

test('a drawing that fails says why, and leads on', async ({ page, visit, api, chat }) => {
  const { canvas_id: canvasId } = await seedCanvas(api, 'Failing', 'flowchart LR\n  A --> B')
  chat.script(() => ({ pieces: ['I would rather not.'] }))
  await visit(`/canvas/${canvasId}`)
  await describe(page, 'Add a step')
  await expect(barOf(page).getByRole('alert')).toContainText('The language model’s answer made no sense')
  await barOf(page).getByRole('button', { name: 'Edit' }).click()
  await expect(instructionsOf(page)).toHaveValue('Add a step')
  await expect(instructionsOf(page)).toBeFocused()
  chat.script(() => ({ pieces: [JSON.stringify({ operations: [{ op: 'add', id: 'new', label: 'C' }] })] }))
  await barOf(page).getByRole('button', { name: 'Try again' }).click()
  await expect(barOf(page).getByRole('button', { name: 'Accept' })).toBeEnabled()
  await barOf(page).getByRole('button', { name: 'Discard' }).click()
  await expect(barOf(page)).toHaveCount(0)
  expect(await textsOf(api, canvasId)).toEqual(['A', 'B'])
})

test('canvases are imported, renamed and deleted', async ({ page, visit, api }) => {
  await visit('/canvas')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a drawing' })
  await dialog.getByRole('textbox').fill('this is no diagram')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByRole('textbox').fill('flowchart LR\n  One --> Two')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page).toHaveURL(/\/canvas\/.+/)
  expect(await textsOf(api, canvasIdOf(page))).toEqual(['One', 'Two'])

  await page.getByRole('button', { name: 'From Mermaid' }).click()
  await page.getByRole('textbox', { name: 'Name of the canvas' }).fill('Numbers')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Numbers' })).toBeVisible()
  await page.getByRole('link', { name: 'All canvases' }).click()
  await expect(canvasesOf(page)).toContainText(['Numbers'])
  await page.getByRole('button', { name: 'Actions for Numbers' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No canvases yet')).toBeVisible()
})

test('the canvas is for everyone, on a wide and on a narrow screen: WCAG 2.2 AA', async ({
  page,
  visit,
  api,
  chat,
}) => {
  const { canvas_id: canvasId } = await seedCanvas(api, 'For all', 'flowchart LR\n  A --> B')
  chat.script(() => ({ pieces: [JSON.stringify({ operations: [{ op: 'add', id: 'new', label: 'C' }] })] }))
  await visit('/canvas')
  await expect(canvasesOf(page)).toHaveCount(1)
  expect(await violationsOf(page)).toEqual([])
  await visit(`/canvas/${canvasId}`)
  await describe(page, 'Add a step')
  await expect(barOf(page).getByRole('button', { name: 'Accept' })).toBeEnabled()
  // Excalidraw's own tools are not ours to mend.
  expect(await violationsOf(page, '.excalidraw')).toEqual([])
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(barOf(page)).toBeInViewport()
  expect(await violationsOf(page, '.excalidraw')).toEqual([])
  const size = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return { scrollWidth, scrollHeight }
  })
  expect(size).toEqual({ scrollWidth: 360, scrollHeight: 740 })
})
