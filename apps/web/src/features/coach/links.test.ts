import { expect, test } from 'vitest'
import { isNamedBy, pageOf, placeOf } from './links.ts'

const at = (href: string): URL => pageOf(href) ?? new URL('https://none.example')

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'blob:https://a.example/1', '/jobs', 'x'])(
  '%s leads to no page',
  (href) => expect(pageOf(href)).toBeNull(),
)

test.each([
  ['https://a.example/page', 'https://a.example/page'],
  ['a.example/page', 'https://a.example/page'],
  ['a.example', 'http://a.example/other'],
  ['me@a.example', 'mailto:me@a.example'],
])('%s says itself that it leads to %s', (words, href) => expect(isNamedBy(words, at(href))).toBe(true))

test.each([
  ['a page', 'https://a.example/page'],
  ['bank.example and a.example', 'https://a.example/page'],
  ['https://bank.example/?from=a.example', 'https://a.example/page'],
  ['https://a.example@bank.example', 'https://a.example/page'],
  ['Your bank', 'mailto:me@a.example'],
  [['a.example'], 'https://a.example/page'],
])('%s does not say that it leads to %s', (words, href) => expect(isNamedBy(words, at(href))).toBe(false))

test('a click tells the host of a page, or a mailbox', () => {
  expect(placeOf(at('https://a.example:8080/page?x=1'))).toBe('a.example:8080')
  expect(placeOf(at('mailto:me@a.example?subject=hi'))).toBe('me@a.example')
})
