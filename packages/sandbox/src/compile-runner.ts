import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes the runner as JavaScript below `dir`, once for each version, and answers its folder. Of TypeScript Deno would keep what it made;
 * where it can keep nothing, it tries five times and waits for 150 ms between, at every start of a process.
 */
export async function compileRunner(source: string, dir: string): Promise<string> {
  const names = (await readdir(source)).filter((name) => !/\.(d|test)\.ts$/.test(name)).sort()
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(source, name), 'utf8') })),
  )
  const hash = createHash('sha256')
  for (const { name, text } of files) hash.update(`\0${name}\0${text}`)
  const home = join(dir, `runner-${hash.digest('hex').slice(0, 16)}`)
  if (await isThere(home)) return home
  const unfinished = `${home}.${randomUUID()}`
  try {
    await mkdir(unfinished, { recursive: true })
    // Loaded when there is something to do: it is a compiler.
    const { transformSync } = await import('amaro')
    for (const { name, text } of files) {
      const code = name.endsWith('.ts') ? toJavaScript(transformSync(text, { mode: 'strip-only' }).code) : text
      await writeFile(join(unfinished, name.replace(/\.ts$/, '.js')), code)
    }
    // Whole, or not there. One that another process finished first is as good.
    await rename(unfinished, home).catch(async (error: unknown) => {
      if (!(await isThere(home))) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return home
}

/** What the files of the runner import from one another. */
function toJavaScript(code: string): string {
  return code.replace(/(from|import\() ?'(\.\/[\w-]+)\.ts'/g, "$1 '$2.js'")
}

async function isThere(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
