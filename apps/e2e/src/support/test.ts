import { test as base, expect } from '@playwright/test'
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
        if (/Content.Security.Policy/i.test(message.text())) forbidden.push(message.text())
      })
      context.on('request', (request) => {
        const url = new URL(request.url())
        const own = outlast.origins.includes(url.origin)
        if (!own && /^(https?|wss?):$/.test(url.protocol)) forbidden.push(`a request to ${url.origin}`)
      })
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
