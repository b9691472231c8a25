// pnpm --filter @outlast/e2e run screenshots [ROOM…]: takes the pictures of README.md from a real Outlast with seeded work.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDatabase, migrate, startEmbeddedPostgres } from '@outlast/db'
import { type Browser, type BrowserContext, type Page, chromium, expect } from '@playwright/test'
import { applyButton } from '../src/support/basket-page.ts'
import { findBrowser } from '../src/support/browser.ts'
import { type Client, connect } from '../src/support/client.ts'
import { runButton, runOf } from '../src/support/editor-page.ts'
import { Outlast } from '../src/support/outlast.ts'
import { cancelJob, seedEndedRun, seedRun, seedScript, untilJob } from '../src/support/seed.ts'
import { seedBaskets } from './screenshots/baskets.ts'
import { seedCanvases } from './screenshots/canvas.ts'
import { seedCoach, talkToCoach } from './screenshots/coach.ts'
import { moveBack, writeHistory } from './screenshots/history.ts'
import { seedLibrary } from './screenshots/library.ts'
import { DUPLICATES, FORECAST, IMPORT, OTHERS } from './screenshots/scripts.ts'

const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url))
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

const dataDir = await mkdtemp(join(tmpdir(), 'outlast-screenshots-'))
const postgres = await startEmbeddedPostgres({ dataDir })
await migrate({ url: postgres.url })
const database = createDatabase({ url: postgres.url })
const outlast = await Outlast.create({ DATABASE_URL: postgres.url })
const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] })
try {
  await mkdir(IMAGES, { recursive: true })
  await outlast.start()
  await takeAll(browser)
} finally {
  await browser.close()
  await outlast.stop()
  await database.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function takeAll(browser: Browser): Promise<void> {
  const rooms = { editor: takeEditor, coach: takeCoach, library: takeLibrary, baskets: takeBaskets, canvas: takeCanvas }
  const asked = process.argv.slice(2)
  const context = await browser.newContext({ viewport: DESK, colorScheme: 'light' })
  const api = await connect(context, outlast)
  // Something runs in all of them.
  const duplicates = await seedRun(api, DUPLICATES)
  await untilJob(api, duplicates, ({ progress }) => progress > 0)
  for (const [room, takeRoom] of Object.entries(rooms)) {
    if (asked.length === 0 || asked.includes(room)) await takeRoom(context, api)
  }
  await cancelJob(api, duplicates)
}

/** The Editor at work, its jobs, and a run that failed. */
async function takeEditor(context: BrowserContext, api: Client): Promise<void> {
  const { scriptId, failedId } = await seed(api)
  const editor = `/editor?script=${scriptId}`
  await takeRunning(context, { path: editor, files: { light: 'editor.png', dark: 'editor-dark.png' } })
  await take(await open(context, `/jobs/${failedId}`), 'job-failed.png')
  await takeJobs(context, api, scriptId)
  await takePhone(context, editor)
}

/** Scripts, a day of earlier runs, and one real failure. */
async function seed(api: Client) {
  for (const script of OTHERS) await seedScript(api, script)
  const scriptId = await seedScript(api, FORECAST)
  const workspace = await api.workspace.get({})
  if (workspace.status !== 200) throw new Error(JSON.stringify(workspace.body))
  await writeHistory(database, workspace.body.workspace_id)
  // The first Python of a fresh server takes seconds to start, which no later one does.
  await seedEndedRun(await connect(await browser.newContext(), outlast), IMPORT)
  const failed = await seedEndedRun(api, IMPORT)
  await moveBack(database, failed.job_id, 3)
  return { scriptId, failedId: failed.job_id }
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${outlast.webUrl}${path}`)
  await page.getByRole('complementary', { name: 'Running work' }).waitFor()
  return page
}

/** The Editor while its script runs, in both themes. */
async function takeRunning(
  context: BrowserContext,
  { path, files }: { path: string; files: { light: string; dark: string } },
): Promise<void> {
  const page = await open(context, path)
  await runButton(page).click()
  await takeAt(page, 58, files.light)
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, files.dark)
  await page.getByRole('region', { name: 'Result' }).waitFor()
  await page.close()
}

/** The Jobs page with two running jobs, of which one is that of the Editor. */
async function takeJobs(context: BrowserContext, api: Client, scriptId: string): Promise<void> {
  const jobId = await seedRun(api, { ...FORECAST, scriptId })
  const page = await open(context, '/jobs')
  await expect(page.getByRole('table')).toContainText(/fold \d+ of 20/)
  await take(page, 'jobs.png')
  await untilJob(api, jobId)
}

/** The Editor on a phone: a new run brings its output forward. */
async function takePhone(context: BrowserContext, path: string): Promise<void> {
  const page = await open(context, path)
  await page.setViewportSize(PHONE)
  await runButton(page).click()
  await takeAt(page, 55, 'editor-phone.png')
}

/** What a search finds, and the map of what was searched. */
async function takeLibrary(context: BrowserContext, api: Client): Promise<void> {
  await seedLibrary(api)
  const search = await open(context, '/library?view=search&collection=library&q=how+long+do+we+keep+old+backups')
  await search.getByRole('list', { name: 'Hits' }).waitFor()
  await take(search, 'library.png')
  const map = await open(context, '/library?view=collection&collection=library')
  await map.emulateMedia({ colorScheme: 'dark' })
  await map.getByRole('list', { name: 'Files on the map' }).waitFor()
  await take(map, 'library-map-dark.png')
}

/** A talk about a document; and the same with the place that was quoted, in the dark theme. */
async function takeCoach(context: BrowserContext, api: Client): Promise<void> {
  const page = await context.newPage()
  await seedCoach(api, page)
  await page.goto(`${outlast.webUrl}/coach`)
  await talkToCoach(page)
  await take(page, 'coach.png')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page
    .getByRole('button', { name: /^Source \d+: / })
    .first()
    .click()
  await page.getByRole('dialog', { name: /^Source \d+$/ }).waitFor()
  await take(page, 'coach-dark.png')
}

/** A review with its basket, in both themes and on a phone, and the list of baskets. */
async function takeBaskets(context: BrowserContext, api: Client): Promise<void> {
  const basketId = await seedBaskets(api)
  const page = await open(context, `/baskets/${basketId}`)
  await applyButton(page).waitFor()
  await take(page, 'basket.png')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'basket-dark.png')
  await page.setViewportSize(PHONE)
  await page.goto(`${outlast.webUrl}/baskets/${basketId}?view=review`)
  await applyButton(page).waitFor()
  await take(page, 'basket-phone.png')
  const list = await open(context, '/baskets')
  await list.getByRole('list', { name: 'Baskets' }).waitFor()
  await take(list, 'baskets.png')
}

/** A canvas with what the artist has drawn over it, waiting to be accepted; and accepted, with its versions. */
async function takeCanvas(context: BrowserContext, api: Client): Promise<void> {
  const canvasId = await seedCanvases(api)
  const page = await open(context, `/canvas/${canvasId}`)
  await page.getByTestId('ghost').locator('text').first().waitFor()
  await take(page, 'canvas.png')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('region', { name: 'Drawing' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Versions', exact: true }).click()
  await page.getByRole('list', { name: 'Versions' }).waitFor()
  await take(page, 'canvas-dark.png')
}

/** Once the run is this far, in percent. */
async function takeAt(page: Page, percent: number, file: string): Promise<void> {
  const bar = runOf(page).getByRole('progressbar')
  await expect
    .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { intervals: [50], timeout: 60_000 })
    .toBeGreaterThanOrEqual(percent)
  await take(page, file)
}

async function take(page: Page, file: string): Promise<void> {
  // Nothing is pointed at, and no caret blinks.
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(IMAGES, file), caret: 'hide' })
  process.stdout.write(`${file}\n`)
}
