import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'

/**
 * Which Chromium to run: the one in `PW_EXE`, the system's, the one that npm ships for Linux on x64, or whatever
 * `playwright install` has left.
 */
export async function findBrowser(): Promise<{ executablePath?: string }> {
  const named = process.env['PW_EXE'] ?? '/usr/bin/chromium'
  if (existsSync(named)) return { executablePath: named }
  if (process.platform === 'linux' && process.arch === 'x64') return { executablePath: await chromium.executablePath() }
  return {}
}
