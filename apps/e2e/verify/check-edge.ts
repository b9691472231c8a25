import { chromium } from '@playwright/test'
import { findBrowser } from '../src/support/browser.ts'
import type { Scene } from './scene.ts'

const WANTED = ['content-security-policy', 'strict-transport-security', 'x-content-type-options', 'x-request-id']

/** The API's answers carry the headers that protect who reads them. */
export async function checkHeaders({ fetch }: Scene): Promise<string> {
  const { headers } = await fetch('/api/workspace')
  const missing = WANTED.filter((name) => headers.get(name) === null)
  if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`)
  if (headers.get('x-powered-by') !== null) throw new Error('x-powered-by tells what runs here')
  return WANTED.join(', ')
}

/** The web app's origin may call the API, and no other. */
export async function checkCors({ apiUrl, webUrl }: Scene): Promise<string> {
  const allowed = async (origin: string) => {
    const preflight = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    }
    const answer = await fetch(`${apiUrl}/api/workspace`, { method: 'OPTIONS', headers: preflight })
    return answer.headers.get('access-control-allow-origin')
  }
  const own = new URL(webUrl ?? '').origin
  if ((await allowed(own)) !== own) throw new Error(`${own} may not call the API: set WEB_ORIGINS to it`)
  for (const other of ['https://example.com', `${own}.example.com`, 'null']) {
    const answer = await allowed(other)
    if (answer !== null && answer !== own) throw new Error(`${other} may call the API`)
  }
  return `${own}, and no other`
}

/** The page is there, alive in a browser where there is one, and reaches the API. */
export async function checkPage({ apiUrl, webUrl }: Scene): Promise<string> {
  const url = `${webUrl}/editor`
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  if (!/script-src[^;]*'nonce-/.test(policy)) throw new Error('the page has no policy with a nonce')
  const browser = await findBrowser()
    .then((found) => chromium.launch({ ...found, args: ['--no-sandbox', '--disable-dev-shm-usage'] }))
    .catch(() => null)
  if (browser === null) return 'answers with a strict policy; no browser is here to open it in'
  try {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(url)
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    await page.waitForFunction(() => localStorage.getItem('outlast.workspace') !== null)
    const stored = await page.evaluate(() => localStorage.getItem('outlast.workspace'))
    await removeWorkspace(apiUrl, JSON.parse(stored ?? '{}'))
    if (errors.length > 0) throw new Error(`the page fails: ${errors[0]}`)
    return 'opens in a browser, and reaches the API'
  } finally {
    await browser.close()
  }
}

/** The page has made itself a workspace, as for any visitor. */
async function removeWorkspace(apiUrl: string, { token }: { token: string }): Promise<void> {
  const answer = await fetch(`${apiUrl}/api/workspace`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  })
  if (answer.status !== 204) throw new Error(`the workspace of the page could not be deleted: ${answer.status}`)
}
