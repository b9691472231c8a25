import { expect, test } from 'vitest'
import { familiesOf, ownSourcesOf, sourcesFor } from './fonts.ts'

const HERE = 'https://outlast.example'
const LATIN = { family: 'Excalifont', source: 'url(latin)', unicodeRange: 'U+20-7E, U+A0' }
const CYRILLIC = { family: 'Excalifont', source: 'url(cyrillic)', unicodeRange: 'U+4??' }
const CHINESE = { family: '"Xiaolai"', source: 'url(chinese)', unicodeRange: 'U+4E2D-4E2F' }
const ALL = [LATIN, CYRILLIC, CHINESE]

test('a font comes from here alone, also where another host is named as well', () => {
  const source = `url(${HERE}/fonts/a.woff2) format('woff2'), url(https://esm.sh/fonts/a.woff2) format('woff2')`
  expect(ownSourcesOf(source, HERE)).toBe(`url(${HERE}/fonts/a.woff2) format('woff2')`)
  expect(ownSourcesOf('url(data:font/woff2;base64,AAAA), local("Arial")', HERE)).toBe(
    'url(data:font/woff2;base64,AAAA), local("Arial")',
  )
})

test('a picture carries the letters that are in it, and no others', () => {
  const families = familiesOf('Excalifont, "Xiaolai", Segoe UI Emoji')
  expect(sourcesFor('Order', families, ALL)).toEqual([LATIN])
  expect(sourcesFor('Заказ', families, ALL)).toEqual([CYRILLIC])
  expect(sourcesFor('a 中', families, ALL)).toEqual([LATIN, CHINESE])
  expect(sourcesFor('Order', ['Nunito'], ALL)).toEqual([])
})
