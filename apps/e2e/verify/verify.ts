// npm run verify -- API_URL [WEB_URL]: walks a live deployment from outside, through the contract, and cleans up after itself.
import { CHECKS } from './checks.ts'
import { runChecks } from './run-checks.ts'

const [apiUrl, webUrl] = process.argv.slice(2).filter((argument) => argument !== '--')
if (apiUrl === undefined || !URL.canParse(apiUrl) || (webUrl !== undefined && !URL.canParse(webUrl))) {
  process.stderr.write('Say which deployment: npm run verify -- https://api.example.com [https://app.example.com]\n')
  process.exit(2)
}

const results = await runChecks(CHECKS, { apiUrl: bare(apiUrl), webUrl: webUrl === undefined ? null : bare(webUrl) })
const width = Math.max(...results.map(({ name }) => name.length))
for (const { name, outcome, detail, ms } of results) {
  const mark = { passed: '✓', failed: '✗', skipped: '–' }[outcome]
  process.stdout.write(`${mark} ${name.padEnd(width)}  ${String(ms).padStart(6)} ms  ${detail}\n`)
}
const failed = results.filter(({ outcome }) => outcome === 'failed')
process.stdout.write(failed.length === 0 ? 'All is well.\n' : `Broken: ${failed.map(({ name }) => name).join(', ')}\n`)
process.exitCode = failed.length === 0 ? 0 : 1

function bare(url: string): string {
  return url.replace(/\/+$/, '')
}
