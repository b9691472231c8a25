import { expect, test } from 'vitest'
import { exportLastExpression, resultExport } from './last-expression.ts'

const rewrite = (code: string) => exportLastExpression(code, 'typescript').code

test.each([
  ['1 + 1', `export const ${resultExport} = (1 + 1)`],
  ['let a = 1\na as number; // why', `let a = 1\nexport const ${resultExport} = (a as number); // why`],
  ['enum E { A }\nE.A!', `enum E { A }\nexport const ${resultExport} = (E.A!)`],
  ['await f<string>(1);;', `export const ${resultExport} = (await f<string>(1));;`],
  ["import a from 'node:path'\n({ a })", `import a from 'node:path'\nexport const ${resultExport} = (({ a }))`],
  ['f(1,\n  2)', `export const ${resultExport} = (f(1,\n  2))`],
])('%s', (code, expected) => expect(rewrite(code)).toBe(expected))

test.each(['let a = 1', 'f()\nfunction f() {}', 'if (a) b()', 'type A = 1', '', '= =', 'a\nexport { a }'])(
  'nothing changes in %j',
  (code) => expect(rewrite(code)).toBe(code),
)

test('lines stay where they are', () => {
  const code = 'a\nb\n\nc(\n1)\n// end\n'
  expect(rewrite(code).split('\n')).toHaveLength(code.split('\n').length)
})
