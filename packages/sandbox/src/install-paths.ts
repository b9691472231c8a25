import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** `import { embed } from 'outlast'` gives the globals of the same names; the runner has set them when this is evaluated. */
const outlastNames =
  'progress, checkpoint, display, tokenize, countTokens, detokenize, embed, collection, files, OutlastError'
const outlastModule = `export const { ${outlastNames} } = globalThis`

const require = createRequire(import.meta.url)

/** Where the things are that a child is started from; all of them belong to the installed packages. */
export type InstallPaths = {
  deno: string
  denoVersion: string
  pyodide: string
  pyodideVersion: string
  /** Its sources here; what processes are started from is made of them by `compileRunner`. */
  runner: string
  /** Files outside of `runner` that it imports. */
  modules: string[]
  /** Import map for the runner's bare names and the program's `outlast`: Deno is run without a configuration and without npm. */
  importMap: string
}

/** Finds the binary itself, not npm's wrapper: the wrapper is a second process that would outlive a kill. */
export function findInstallPaths(): InstallPaths {
  const denoPackage = require.resolve('deno/package.json')
  const platform = `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`
  const binaryPackage = createRequire(denoPackage).resolve(`${platform}/package.json`)
  const pyodide = dirname(require.resolve('pyodide/package.json'))
  const acorn = join(dirname(require.resolve('acorn')), 'acorn.mjs')
  const acornTypescript = require.resolve('@sveltejs/acorn-typescript')
  return {
    deno: join(dirname(binaryPackage), process.platform === 'win32' ? 'deno.exe' : 'deno'),
    denoVersion: require(denoPackage).version,
    pyodide,
    pyodideVersion: require('pyodide/package.json').version,
    runner: fileURLToPath(new URL('runner', import.meta.url)),
    modules: [acorn, acornTypescript],
    importMap: importMapOf({ acorn, acornTypescript, pyodide }),
  }
}

/** Says where the runner's bare names lead. */
export function importMapOf(to: { acorn: string; acornTypescript: string; pyodide: string }): string {
  const imports = {
    acorn: pathToFileURL(to.acorn).href,
    '@sveltejs/acorn-typescript': pathToFileURL(to.acornTypescript).href,
    outlast: `data:application/javascript,${encodeURIComponent(outlastModule)}`,
    'pyodide/': `${pathToFileURL(to.pyodide).href}/`,
  }
  return `data:application/json,${encodeURIComponent(JSON.stringify({ imports }))}`
}
