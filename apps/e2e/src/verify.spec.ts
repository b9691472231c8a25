import { CHECKS } from '../verify/checks.ts'
import { runChecks } from '../verify/run-checks.ts'
import { type Break, startBreakingProxy } from './support/breaking-proxy.ts'
import { expect, test } from './support/test.ts'

test('a deployment that is well passes, and nothing of the visit is left', async ({ outlast }) => {
  test.setTimeout(180_000)
  const results = await runChecks(CHECKS, { apiUrl: outlast.apiUrl, webUrl: outlast.webUrl })
  expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  expect(results.map(({ name }) => name)).toEqual(['workspace', ...CHECKS.map(({ name }) => name), 'clean-up'])
})

const answers =
  (pattern: RegExp, status: number): Break =>
  ({ method, path }) =>
    pattern.test(`${method} ${path}`) ? { status } : null

const breaks: [part: string, breaks: Break][] = [
  ['workspace', answers(/^POST \/api\/workspaces$/, 503)],
  ['health', answers(/^GET \/health$/, 503)],
  ['database', answers(/^GET \/health\/db$/, 503)],
  ['code: Python', answers(/^POST \/execute\/code$/, 500)],
  ['code: TypeScript', answers(/^GET \/api\/jobs\/[^/]+\/result$/, 500)],
  ['code: JavaScript', answers(/^GET \/api\/jobs\/[^/]+\?/, 500)],
  ['cancel', answers(/^POST \/api\/jobs\/[^/]+\/cancel$/, 500)],
  ['coach', answers(/^GET .*\/stream$/, 502)],
  ['library', answers(/^POST \/api\/files$/, 413)],
  ['basket', answers(/^POST .*\/undo$/, 500)],
  ['canvas', answers(/^POST .*\/accept$/, 500)],
  ['headers', () => ({ without: ['x-content-type-options'] })],
  ['cors', ({ method }) => (method === 'OPTIONS' ? { headers: { 'access-control-allow-origin': '*' } } : null)],
  ['clean-up', answers(/^DELETE \/api\/workspace$/, 500)],
]

for (const [part, broken] of breaks) {
  test(`where ${part} is broken, it is named`, async ({ outlast }) => {
    const proxy = await startBreakingProxy(outlast.apiUrl, broken)
    const checks = CHECKS.filter(({ name }) => name === part)
    const results = await runChecks(checks, { apiUrl: proxy.url, webUrl: outlast.webUrl })
    proxy.close()
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual([part])
  })
}

test('where the page is not there, it is named', async ({ outlast }) => {
  const where = { apiUrl: outlast.apiUrl, webUrl: outlast.apiUrl }
  const results = await runChecks(
    CHECKS.filter(({ name }) => name === 'page'),
    where,
  )
  expect(results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual(['page'])
})
