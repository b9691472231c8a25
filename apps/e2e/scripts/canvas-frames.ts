// pnpm --filter @outlast/e2e run canvas-frames: how evenly a canvas of 1,000 elements is drawn while one of them is dragged.
import { chromium } from '@playwright/test'
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
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT')
  const frames = await page.evaluate(dragFor, FRAMES)
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
    width: 24,
    height: 24,
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

/** In the page: moves the pointer once a frame, as a mouse does, and answers how long each frame took. */
async function dragFor(count: number): Promise<number[]> {
  const canvas = document.querySelector('.excalidraw canvas.interactive')
  if (canvas === null) throw new Error('There is no canvas.')
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const point = (type: string, step: number) => {
    const turn = (step / 60) * 2 * Math.PI
    const at = {
      clientX: left + width / 2 + 150 * Math.sin(turn),
      clientY: top + height / 2 + 150 * (1 - Math.cos(turn)),
    }
    const init = {
      ...at,
      bubbles: true,
      cancelable: true,
      pointerId: 1,
      pointerType: 'mouse',
      isPrimary: true,
      button: 0,
      buttons: 1,
    }
    const target = type === 'pointerdown' ? canvas : window
    target.dispatchEvent(new PointerEvent(type, init))
  }
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  point('pointermove', 0)
  point('pointerdown', 0)
  const frames: number[] = []
  let before = await nextFrame()
  for (let step = 1; step <= count; step++) {
    point('pointermove', step)
    const now = await nextFrame()
    frames.push(now - before)
    before = now
  }
  point('pointerup', count)
  return frames
}
