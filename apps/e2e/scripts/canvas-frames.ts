// pnpm --filter @outlast/e2e run canvas-frames: how evenly a canvas of 1,000 elements is drawn while one of them is dragged.
import { type Page, chromium } from '@playwright/test'
import { findBrowser } from '../src/support/browser.ts'
import { connect } from '../src/support/client.ts'
import { Outlast } from '../src/support/outlast.ts'

const ELEMENTS = 1_000
const COLUMNS = 40
const FRAMES = 240

const outlast = await Outlast.create()
await outlast.start()
const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] })
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const api = await connect(context, outlast)
  const elements = Array.from({ length: ELEMENTS }, (_, at) => box(at))
  const file = { type: 'excalidraw' as const, elements }
  const made = await api.canvas.create({ body: { name: 'Many', import: { format: 'excalidraw', file } } })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const page = await context.newPage()
  await page.goto(`${outlast.webUrl}/canvas/${made.body.canvas_id}`)
  await page.getByRole('status', { name: 'Drawing: Saved' }).waitFor()
  await page.locator('.excalidraw canvas.interactive').waitFor()
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT', { timeout: 120_000 })
  const frames = await drag(page)
  const timing = (await saved).request().timing()
  const sorted = frames.sort((a, b) => a - b)
  const share = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1)
  process.stdout.write(
    `frame of ${ELEMENTS} elements while one is dragged: p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, worst ${share(0.999)} ms\n` +
      `saving it: ${(timing.responseStart - timing.requestStart).toFixed(0)} ms\n`,
  )
} finally {
  await browser.close()
  await outlast.stop()
}

function box(at: number) {
  const [column, row] = [at % COLUMNS, Math.floor(at / COLUMNS)]
  const look = { strokeColor: '#1e1e1e', backgroundColor: '#a5d8ff', fillStyle: 'solid', strokeWidth: 1, roughness: 0 }
  return {
    id: `box-${at}`,
    type: 'rectangle',
    x: column * 34,
    y: row * 34,
    // Without gaps: one is under the pointer, wherever it is.
    width: 34,
    height: 34,
    angle: 0,
    ...look,
    strokeStyle: 'solid',
    opacity: 100,
    seed: at + 1,
    version: 1,
    versionNonce: at + 1,
    isDeleted: false,
    groupIds: [],
    frameId: null,
    boundElements: null,
    roundness: null,
    updated: 1,
    link: null,
    locked: false,
    index: null,
  }
}

/** Drags what is in the middle in circles, as fast as the browser takes it, and answers how long each frame took, in ms. */
async function drag(page: Page): Promise<number[]> {
  const box = await page.locator('.excalidraw canvas.interactive').boundingBox()
  if (box === null) throw new Error('There is no canvas.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 5, y + 5, { steps: 5 })
  const recording = page.evaluate(recordFrames, FRAMES)
  let isOver = false
  void recording.finally(() => (isOver = true))
  for (let step = 0; !isOver; step++) {
    const turn = (step / 60) * 2 * Math.PI
    await page.mouse.move(x + 150 * Math.sin(turn), y + 150 * (1 - Math.cos(turn)))
  }
  await page.mouse.up()
  return recording
}

/** In the page. */
async function recordFrames(count: number): Promise<number[]> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const frames: number[] = []
  let before = await nextFrame()
  while (frames.length < count) {
    const now = await nextFrame()
    frames.push(now - before)
    before = now
  }
  return frames
}
