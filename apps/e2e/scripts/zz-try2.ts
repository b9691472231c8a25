import { chromium } from '@playwright/test'
import { findBrowser } from '../src/support/browser.ts'
const web = 'http://localhost:3710', apiUrl = 'http://localhost:4710'
const answer = await fetch(`${apiUrl}/api/workspaces`, { method: 'POST' })
const minted = await answer.json()
const api = async (method: string, path: string, body?: unknown) => {
  const r = await fetch(apiUrl + path, { method, headers: { authorization: `Bearer ${minted.token}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) })
  const t = await r.text(); if (!r.ok) console.log(method, path, r.status, t); return t === '' ? null : JSON.parse(t)
}
const browser = await chromium.launch({ ...(await findBrowser()), args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
await context.addInitScript((w) => localStorage.setItem('outlast.workspace', w), JSON.stringify(minted))
const page = await context.newPage()
page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log('console', m.type(), m.text().slice(0, 300)))
page.on('pageerror', (e) => console.log('pageerror', e.message.slice(0, 500)))
const outside = new Set()
context.on('request', (r) => { const o = new URL(r.url()); if (!['localhost'].includes(o.hostname) && o.protocol.startsWith('http')) outside.add(r.url()) })
const shot = (name: string) => page.screenshot({ path: `/tmp/cp-shots/${name}.png` })
const TEXTS = [
  ['Checkout', 'Cart -> Address\nAddress -> Payment\nPayment -> Confirmed: paid\nPayment -> Retry: declined\nRetry -> Payment\nConfirmed -> Packing\nPacking -> Shipping', 'modern', 'default'],
  ['Roadmap', '2026-01: Kick-off\n2026-03: Beta\n2026-06: Launch\n2026-09: Second market\n2026-12: Review', 'corporate', 'vibrant'],
  ['Team', 'CEO\n  CTO\n    Backend\n    Frontend\n  CFO\n    Accounting\n  COO', 'creative', 'pastel'],
  ['Databases', 'PostgreSQL vs SQLite', 'minimal', 'monochrome'],
]
const ids: string[] = []
for (const [name, instructions, style, color_scheme] of TEXTS) {
  const c = await api('POST', '/api/canvases', { name })
  ids.push(c.canvas_id)
  const job = await api('POST', '/api/ai-agent/create-canvas', { instructions, style, color_scheme, canvas_id: c.canvas_id })
  for (;;) { const s = await api('GET', `/api/jobs/${job.job_id}?wait_s=20&after=0`); if (['completed', 'failed'].includes(s.status)) { if (s.status === 'failed') console.log(name, s.error); break } }
  const p = await api('GET', `/api/canvases/${c.canvas_id}/proposals?status=ready`)
  if (name !== 'Databases') await api('POST', `/api/canvases/${c.canvas_id}/proposals/${p.items[0].proposal_id}/accept`, {})
}
await page.goto(`${web}/canvas`)
await page.getByRole('list', { name: 'Canvases' }).waitFor({ timeout: 60000 })
await page.waitForTimeout(1000)
await shot('list-light')
await page.emulateMedia({ colorScheme: 'dark' }); await page.waitForTimeout(500); await shot('list-dark')
await page.setViewportSize({ width: 390, height: 844 }); await shot('list-phone'); await page.setViewportSize({ width: 1440, height: 900 })
await page.emulateMedia({ colorScheme: 'light' })
await page.goto(`${web}/canvas/${ids[0]}`)
await page.locator('.excalidraw canvas').first().waitFor({ timeout: 60000 })
await page.waitForTimeout(2000)
// select two things by dragging
await page.locator('.excalidraw').first().focus()
await page.keyboard.press('ControlOrMeta+a')
await page.waitForTimeout(300)
await page.getByRole('textbox', { name: 'Instructions' }).fill('Make it red')
await shot('selection')
await page.keyboard.press('ControlOrMeta+Enter')
await page.getByRole('button', { name: 'Accept' }).waitFor({ timeout: 60_000 })
await page.waitForTimeout(1500)
await shot('change-ghost')
await page.getByRole('button', { name: 'Discard' }).click()
await page.waitForTimeout(800)
await page.locator('.excalidraw').first().focus(); await page.keyboard.press('Escape')
await page.getByRole('textbox', { name: 'Instructions' }).fill('Delete Retry. Add Returns after Shipping.')
await page.keyboard.press('ControlOrMeta+Enter')
await page.getByRole('button', { name: 'Accept' }).waitFor({ timeout: 60_000 })
await page.waitForTimeout(1500)
await shot('remove-ghost')
await page.emulateMedia({ colorScheme: 'dark' }); await page.waitForTimeout(800); await shot('remove-ghost-dark')
await page.getByRole('button', { name: 'Accept' }).click(); await page.waitForTimeout(1500)
await shot('accepted-dark')
await page.emulateMedia({ colorScheme: 'light' })
await page.getByRole('button', { name: 'Versions', exact: true }).click()
await page.getByRole('list', { name: 'Versions' }).waitFor()
await page.getByRole('list', { name: 'Versions' }).getByRole('button').last().click()
await page.waitForTimeout(2500)
await shot('version')
await page.setViewportSize({ width: 390, height: 844 })
await page.goto(`${web}/canvas/${ids[3]}`)
await page.waitForTimeout(4000)
await shot('phone-ghost')
await page.getByRole('button', { name: 'Describe', exact: true }).click(); await page.waitForTimeout(600)
await shot('phone-panel')
console.log('outside', [...outside])
await browser.close()
