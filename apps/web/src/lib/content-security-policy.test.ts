import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

const policyOf = (development: boolean) =>
  Object.fromEntries(
    contentSecurityPolicy({ apiUrl: 'https://api.example.com', supabase: null, nonce: 'abc', development })
      .split('; ')
      .map((directive) => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources]
      }),
  )

test('no script runs without the nonce of the page, and none is made of a string', () => {
  const { 'script-src': scripts } = policyOf(false)
  expect(scripts).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
})

test('nothing but this origin and the API is named', () => {
  const hosts = Object.values(policyOf(false)).flatMap((sources) => sources.filter((source) => /[./*]/.test(source)))
  expect(hosts).toEqual(['https://api.example.com'])
  expect(policyOf(false)['default-src']).toEqual(["'self'"])
})
