import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { workflowExample } from './examples/workflow.ts'
import { EXAMPLES } from './examples.ts'
import { AMBIENT_TYPES } from './monaco/ambient-types.ts'

const dir = await mkdtemp(join(tmpdir(), 'outlast-examples-'))
afterAll(() => rm(dir, { recursive: true }))

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')

test('the TypeScript examples fit the types that the editor knows', async () => {
  const compilerOptions = {
    target: 'ESNext',
    module: 'ESNext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    lib: ['ESNext', 'WebWorker'],
    types: [],
    strict: true,
    noEmit: true,
  }
  await writeFile(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  await writeFile(join(dir, 'outlast.d.ts'), AMBIENT_TYPES)
  const inTypeScript = EXAMPLES.filter(({ language }) => language === 'typescript')
  await Promise.all(inTypeScript.map(({ code }, at) => writeFile(join(dir, `example-${at}.ts`), code)))
  const said = await promisify(execFile)(process.execPath, [tsc, '-p', dir]).catch(({ stdout }) => ({ stdout }))
  expect(said.stdout).toBe('')
})

test('examples have names of their own, and the workflow takes any number', () => {
  expect(new Set(EXAMPLES.map(({ name }) => name)).size).toBe(EXAMPLES.length)
  expect(workflowExample(1_500).code).toContain('\nTOKENS = 1_500\n')
  expect(workflowExample(1_500, 'typescript').code).toContain('\nconst TOKENS = 1_500\n')
})
