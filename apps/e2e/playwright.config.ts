import { defineConfig } from '@playwright/test'
import { findBrowser } from './src/support/browser.ts'

// Each worker has an Outlast of its own, which its specs share: one of them kills it.
export default defineConfig({
  testDir: 'src',
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['CI'] ? [['list']] : [['list'], ['html', { open: 'never' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    // Without its film, which takes a third of the time; the last picture is there.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(await findBrowser()),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
})
