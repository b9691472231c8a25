import type { PyodideAPI } from 'pyodide/pyodide.mjs'

/**
 * Loads Pyodide from its folder, either to make a snapshot or from one. It is shown a plain shell (no `process`, files through two
 * functions), so that it neither imports Node's modules nor keeps a handle on files: after loading, the permission to read is given back.
 */
export async function loadPython(folder: string, snapshot: Uint8Array | null): Promise<PyodideAPI> {
  const hidden = pretendShell()
  // Imported here: both look around for their environment while they are evaluated.
  const { loadPyodide } = await import('pyodide/pyodide.mjs')
  const { default: createPyodideModule } = await import('pyodide/pyodide.asm.mjs')
  const lock = JSON.parse(Deno.readTextFileSync(`${folder}/pyodide-lock.json`))
  const python = await loadPyodide({
    indexURL: `${folder}/`,
    createPyodideModule,
    // No packages: none are shipped, and a hint that they could be loaded would be wrong.
    lockFileContents: { ...lock, packages: {} },
    env: { HOME: '/home/user', LANG: 'C.UTF-8' },
    ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true }),
  })
  hidden.restore()
  Deno.permissions.revokeSync({ name: 'read' })
  return python
}

function pretendShell() {
  const faked = {
    process: { browser: true },
    read: (path: string) => Deno.readTextFileSync(path),
    readbuffer: (path: string) => Deno.readFileSync(path).buffer,
    load: () => {
      throw new Error('load() is not available')
    },
    // Makes Emscripten take its randomness from crypto.getRandomValues.
    WorkerGlobalScope: true,
  }
  const before = Object.keys(faked).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, value] of Object.entries(faked))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  return {
    restore() {
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor)
        else Reflect.deleteProperty(globalThis, name)
      }
    },
  }
}
