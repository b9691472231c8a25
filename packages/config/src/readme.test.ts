import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeVariables } from './index.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

test("the README's table says what the configuration is", () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\| (.+?) +\|$/gm)].map(([, name, value, text]) => ({
    name,
    default: value === '–' ? null : value?.replaceAll('`', ''),
    text,
  }))
  expect(rows).toEqual(describeVariables())
})
