import type { Page } from '@playwright/test'
import { type AuthServer, startAuthServer } from './support/auth-server.ts'
import { violationsOf } from './support/accessibility.ts'
import { Outlast } from './support/outlast.ts'
import { expect, test as base } from './support/test.ts'

/** An Outlast of its own, where people sign in. Sessions last so shortly that one is renewed while the test looks. */
const test = base.extend<object, { auth: AuthServer; outlast: Outlast }>({
  auth: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use) => {
      const auth = await startAuthServer({ lifeS: 3600 })
      await use(auth)
      auth.close()
    },
    { scope: 'worker' },
  ],
  outlast: [
    async ({ auth }, use) => {
      const outlast = await Outlast.create(auth.env)
      await outlast.start()
      outlast.alsoAsks(auth.url)
      await use(outlast)
      await outlast.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** In the anonymous workspace that the page has made for itself. */
async function makeScript(page: Page, { apiUrl }: Outlast, name: string): Promise<void> {
  const stored = () => page.evaluate(() => localStorage.getItem('outlast.workspace'))
  await expect.poll(stored).not.toBeNull()
  const { token } = JSON.parse((await stored()) ?? '{}')
  const answer = await fetch(`${apiUrl}/api/scripts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, language: 'python', code: 'print(1)' }),
  })
  expect(answer.status).toBe(201)
}

test('what was made before signing in is moved into the account, and is there wherever one signs in', async ({
  page,
  visit,
  outlast,
  browser,
}) => {
  await visit('/editor')
  await makeScript(page, outlast, 'made before')

  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Sign in' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign in' })
  await dialog.getByLabel('E-mail').fill('ada@example.com')
  await dialog.getByLabel('Password').fill('wrong')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Invalid login credentials')
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Make an account' }).click()
  const account = page.getByRole('dialog', { name: 'Make an account' })
  await account.getByLabel('Password').fill('a long password')
  await account.getByRole('button', { name: 'Make an account' }).click()

  const offer = page.getByRole('dialog', { name: 'Bring your earlier work along?' })
  await expect(offer).toContainText('1 script')
  await expect(offer).toContainText('ada@example.com')
  await offer.getByRole('button', { name: 'Move it' }).click()
  await expect(offer).toBeHidden()
  await expect(page.getByText('made before')).toBeVisible()
  await page.reload()
  await expect(page.getByText('made before')).toBeVisible()
  await expect(offer).toBeHidden()

  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(`${outlast.webUrl}/editor`)
  await other.getByRole('button', { name: 'Workspace' }).click()
  await other.getByRole('menuitem', { name: 'Sign in' }).click()
  await other.getByLabel('E-mail').fill('ada@example.com')
  await other.getByLabel('Password').fill('a long password')
  await other.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByText('made before')).toBeVisible()
  await other.getByRole('button', { name: 'Workspace' }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(other.getByText('made before')).toBeHidden()
  await elsewhere.close()
})

test('a token for a program is made, shown once, and ended', async ({ page, visit, outlast }) => {
  await visit('/jobs')
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Tokens for programs' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tokens for programs' })
  await dialog.getByLabel('What it is for').fill('nightly import')
  await dialog.getByRole('button', { name: 'Make' }).click()
  const token = await dialog.locator('code').innerText()
  const ask = () => fetch(`${outlast.apiUrl}/api/workspace`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask()).status).toBe(200)
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'End nightly import' }).click()
  await expect(dialog.getByRole('button', { name: 'End nightly import' })).toBeHidden()
  expect((await ask()).status).toBe(401)
})
