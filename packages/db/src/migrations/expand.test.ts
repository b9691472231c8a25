import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../../prisma/migrations/', import.meta.url)
const migrations = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())

/** What processes of the version before would notice while both run; see docs/decisions/018. */
const BREAKING = [
  /\bDROP\s+(TABLE|COLUMN|TYPE|INDEX|CONSTRAINT)\b/i,
  /\bRENAME\b/i,
  /\bSET\s+NOT\s+NULL\b/i,
  /\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b/i,
  /\bADD\s+COLUMN\s+\S+\s+[^,;]*\bNOT\s+NULL\b(?![^,;]*\bDEFAULT\b)/i,
]

test.each(migrations.map(({ name }) => name))('%s only adds: the version before runs beside it', (name) => {
  const sql = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8').replaceAll(/--.*$/gm, '')
  expect(BREAKING.filter((pattern) => pattern.test(sql))).toEqual([])
})

test('the patterns find what they are for', () => {
  const breaking = [
    'ALTER TABLE a DROP COLUMN b;',
    'ALTER TABLE a RENAME COLUMN b TO c;',
    'ALTER TABLE a ALTER COLUMN b SET NOT NULL;',
    'ALTER TABLE a ALTER COLUMN b SET DATA TYPE bigint;',
    'ALTER TABLE a ADD COLUMN b TEXT NOT NULL;',
  ]
  expect(breaking.map((sql) => BREAKING.some((pattern) => pattern.test(sql)))).toEqual(breaking.map(() => true))
  expect(BREAKING.some((pattern) => pattern.test('ALTER TABLE a ADD COLUMN b INT NOT NULL DEFAULT 0;'))).toBe(false)
})
