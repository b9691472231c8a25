import { readFileSync } from 'node:fs'
import { parseEnv as parseDotenv } from 'node:util'
import { expect, test } from 'vitest'
import { describeVariables, parseEnv } from './index.ts'

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
const uncommented = parseDotenv(example.replace(/^# (?=[A-Z_]+=)/gm, ''))

test('.env.example has every variable and no other', () => {
  const names = describeVariables().map(({ name }) => name)
  expect(Object.keys(uncommented).toSorted()).toEqual(names.toSorted())
})

test('.env.example shows the defaults', () => {
  expect(parseEnv(uncommented)).toEqual(parseEnv({}))
})

test('.env.example changes nothing as it is', () => {
  expect(parseDotenv(example)).toEqual({})
})

test('every variable is documented in one sentence', () => {
  for (const { text } of describeVariables()) expect(text).toMatch(/^[A-Z].*\.$/)
})
