// pnpm --filter @outlast/e2e run second-window: how long an edit of a block takes to be seen in a second browser.
import { loadavg } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { type Page, chromium } from '@playwright/test'
import { readBasket, seedBlocks, titlesOf } from '../src/support/basket-page.ts'
import { findBrowser } from '../src/support/browser.ts'
import { type Client, connect } from '../src/support/client.ts'
import { Outlast } from '../src/support/outlast.ts'

const EDITS = 200
const WARM_UP = 10
const TARGET_MS = 300

const outlast = await Outlast.create()
await outlast.start()
const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] })
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const api = await connect(context, outlast)
  const basketId = await seedBlocks(api, 'Watched', ['Edit 0', 'The deposit is 18,400 EUR', 'There are 42 desks'])
  const page = await context.newPage()
  await page.goto(`${outlast.webUrl}/baskets/${basketId}`)
  await titlesOf(page).first().waitFor()
  const latencies = await measure(api, page, basketId)
  const sorted = latencies.slice(WARM_UP).toSorted((a, b) => a - b)
  const share = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN
  process.stdout.write(
    `edit sent → seen in a second browser: p50 ${share(0.5).toFixed(0)} ms, p95 ${share(0.95).toFixed(0)} ms, ` +
      `p99 ${share(0.99).toFixed(0)} ms, ${sorted.length} edits, load ${loadavg()[0]?.toFixed(1)}\n` +
      `target p99 ≤ ${TARGET_MS} ms: ${share(0.99) <= TARGET_MS ? 'met' : 'missed'}\n`,
  )
} finally {
  await browser.close()
  await outlast.stop()
}

/** Edits as a program does, and waits until the page shows each; both read the clock of the same machine. */
async function measure(api: Client, page: Page, basketId: string): Promise<number[]> {
  const latencies: number[] = []
  for (let edit = 1; edit <= EDITS + WARM_UP; edit += 1) {
    const title = `Edit ${edit}`
    const block = (await readBasket(api, basketId)).content.find((block) => block.title === `Edit ${edit - 1}`)
    if (block === undefined) throw new Error('The block is gone.')
    const seen = page.evaluate(untilShown, title)
    // At any moment of whatever has a rhythm.
    await delay(50 + Math.random() * 100)
    const sentAt = performance.timeOrigin + performance.now()
    const params = { basket_id: basketId, block_id: block.id }
    const answer = await api.baskets.editBlock({ params, body: { version: block.version, title } })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    latencies.push((await seen) - sentAt)
  }
  return latencies
}

/** Runs in the page: when it has drawn this text, by the clock. */
function untilShown(text: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const isShown = [...document.querySelectorAll('h3')].some((heading) => heading.textContent === text)
      if (isShown) resolve(performance.timeOrigin + performance.now())
      else requestAnimationFrame(look)
    }
    look()
  })
}
