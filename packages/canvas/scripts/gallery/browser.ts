import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type Page, chromium } from '@playwright/test'
import sparticuz from '@sparticuz/chromium'
import { build } from 'esbuild'

const ORIGIN = 'http://gallery.localhost'
const dist = join(dirname(createRequire(import.meta.url).resolve('@excalidraw/excalidraw')), '../prod')

/** A page that has Excalidraw in it, bundled from node_modules, its fonts served from there: nothing is fetched. */
export async function openGalleryPage(): Promise<{ browser: Browser; page: Page }> {
  const script = await bundle()
  const system = process.env['PW_EXE'] ?? '/usr/bin/chromium'
  const executablePath = existsSync(system) ? system : await sparticuz.executablePath()
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  })
  const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('/page.js')) return route.fulfill({ contentType: 'text/javascript', body: script })
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: HTML })
    const file = join(dist, decodeURIComponent(pathname))
    if (!file.startsWith(dist) || !existsSync(file)) return route.fulfill({ status: 404, body: '' })
    return route.fulfill({ contentType: 'font/woff2', body: readFileSync(file) })
  })
  page.on('pageerror', (error) => console.error(error))
  await page.goto(`${ORIGIN}/`)
  await page.waitForFunction(() => typeof globalThis.drawPicture === 'function')
  return { browser, page }
}

const HTML = `<!doctype html><meta charset="utf-8"><script>window.EXCALIDRAW_ASSET_PATH = '${ORIGIN}/'</script><script src="/page.js"></script>`

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['production'],
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env': '{}' },
    loader: { '.css': 'empty', '.woff2': 'dataurl' },
    logLevel: 'error',
  })
  const [file] = outputFiles
  if (!file) throw new Error('esbuild wrote nothing')
  return file.text
}
