import { type Request, test as base, expect } from '@playwright/test'
import { type Client, connect } from './client.ts'
import { Outlast } from './outlast.ts'

type WorkerFixtures = { outlast: Outlast }
type Fixtures = {
  /** Fails a test whose page did what its policy forbids, or asked anybody but this Outlast for something. */
  policy: void
  /** Opens a path of the web app. */
  visit(path: string): Promise<void>
  /** The API, as the workspace that this test's page has. */
  api: Client
}

/** It names a font server as the fallback of its own fonts, and tries to cut fonts down with eval; it does without both. */
const REFUSED_TO_EXCALIDRAW = /Loading the font 'https:\/\/esm\.sh\/|Skipped glyph subsetting/

/** Tests share one Outlast, started once; every test has a fresh browser and thus a workspace of its own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  outlast: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use) => {
      const outlast = await Outlast.create()
      await outlast.start()
      await use(outlast)
      await outlast.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  policy: [
    async ({ context, outlast }, use) => {
      const forbidden: string[] = []
      context.on('console', (message) => {
        const text = message.text()
        if (/Content.Security.Policy/i.test(text) && !REFUSED_TO_EXCALIDRAW.test(text)) forbidden.push(text)
      })
      const report = (request: Request, failure?: string): void => {
        const url = new URL(request.url())
        const own = outlast.origins.includes(url.origin)
        if (!own && failure !== 'csp' && /^(https?|wss?):$/.test(url.protocol))
          forbidden.push(`a request to ${url.origin}`)
      }
      context.on('requestfinished', (request) => report(request))
      // What the policy stopped has not left the browser.
      context.on('requestfailed', (request) => report(request, request.failure()?.errorText))
      await use()
      expect(forbidden).toEqual([])
    },
    { auto: true },
  ],
  visit: async ({ page, outlast }, use) => {
    await use(async (path) => {
      await page.goto(`${outlast.webUrl}${path}`)
    })
  },
  api: async ({ page, outlast }, use) => {
    await use(await connect(page, outlast))
  },
})

export { expect }
