import { expect, test } from 'vitest'
import { allowsOrigin, isOriginPattern } from './origins.ts'

test.each([
  'https://example.com',
  'http://localhost:3000',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'https://*.example.com',
  'https://outlast-*-team.vercel.app',
])('%s is an origin', (text) => {
  expect(isOriginPattern(text)).toBe(true)
})

test.each([
  ['null', 'sandboxed pages send it'],
  ['*', 'it lets everybody in'],
  ['https://*', 'it lets everybody in'],
  ['https://*.com', 'it lets nearly everybody in'],
  ['https://*.*.example.com', 'it has two wildcards'],
  ['https://a*b*.example.com', 'it has two wildcards'],
  ['*://example.com', 'its scheme is not exact'],
  ['https://example.com:*', 'its port is not exact'],
  ['https://example.com/', 'it has a path'],
  ['https://example.com/app', 'it has a path'],
  ['https://user@example.com', 'it has a user'],
  ['https://Example.com', 'browsers send lower case'],
  ['https://example.com:443', 'browsers leave the default port out'],
  ['example.com', 'it has no scheme'],
  ['ftp://example.com', 'it is not of the web'],
  ['', 'it is empty'],
])('%s is refused: %s', (text) => {
  expect(isOriginPattern(text)).toBe(false)
})

test('an exact origin allows itself only', () => {
  expect(allowsOrigin(['https://example.com'], 'https://example.com')).toBe(true)
  expect(allowsOrigin(['https://example.com'], 'https://example.com.evil.org')).toBe(false)
  expect(allowsOrigin(['https://example.com'], 'null')).toBe(false)
})

test('a wildcard stands for a part of one label', () => {
  const patterns = ['https://outlast-*-team.vercel.app']
  expect(allowsOrigin(patterns, 'https://outlast-git-main-team.vercel.app')).toBe(true)
  expect(allowsOrigin(patterns, 'https://outlast--team.vercel.app')).toBe(false)
  expect(allowsOrigin(patterns, 'https://outlast-team.vercel.app')).toBe(false)
  expect(allowsOrigin(patterns, 'https://outlast-x.evil.org/-team.vercel.app')).toBe(false)
  expect(allowsOrigin(patterns, 'https://outlast-a.b-team.vercel.app')).toBe(false)
})
