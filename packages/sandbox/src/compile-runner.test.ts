import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compileRunner } from './compile-runner.ts'
import { findInstallPaths } from './install-paths.ts'

const dir = await mkdtemp(join(tmpdir(), 'outlast-runner-'))
afterAll(() => rm(dir, { recursive: true }))

test('what processes are started from is JavaScript that imports JavaScript, made once for each version', async () => {
  const source = join(dir, 'source')
  await mkdir(source)
  await writeFile(join(source, 'a.ts'), "import { type B, b } from './b.ts'\nconst c: B = b\nconsole.log(c)\n")
  await writeFile(join(source, 'b.ts'), 'export type B = number\nexport const b: B = 42\n')
  for (const name of ['types.d.ts', 'a.test.ts']) await writeFile(join(source, name), 'nothing')
  await writeFile(join(source, 'prelude.py'), 'pass\n')
  const [first, second] = await Promise.all([compileRunner(source, dir), compileRunner(source, dir)])
  expect(second).toBe(first)
  expect((await readdir(first)).sort()).toEqual(['a.js', 'b.js', 'prelude.py'])
  const { stdout } = spawnSync(findInstallPaths().deno, ['run', '--no-config', join(first, 'a.js')], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('42\n')
  await writeFile(join(source, 'b.ts'), 'export type B = number\nexport const b: B = 43\n')
  expect(await compileRunner(source, dir)).not.toBe(first)
  expect((await readdir(dir)).filter((name) => name.startsWith('runner-'))).toHaveLength(2)
})

test('a mistake in a file leaves nothing half-made', async () => {
  const source = join(dir, 'broken')
  await mkdir(source)
  await writeFile(join(source, 'a.ts'), 'const a: = 1')
  const before = await readdir(dir)
  await expect(compileRunner(source, dir)).rejects.toMatchObject({ code: 'InvalidSyntax' })
  expect(await readdir(dir)).toEqual(before)
})
