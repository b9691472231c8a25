// The parts of Pyodide 314 that the runner uses, private snapshot API included: the version is pinned for it.

declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: unknown
  export default createPyodideModule
}

declare module 'pyodide/pyodide.mjs' {
  export type PyodideAPI = {
    globals: { get(name: string): unknown }
    runPython(code: string, options?: { filename?: string }): unknown
    setStdout(options: { write(bytes: Uint8Array): number; isatty: boolean }): void
    setStderr(options: { write(bytes: Uint8Array): number; isatty: boolean }): void
    makeMemorySnapshot(): Uint8Array
  }
  export function loadPyodide(options: Record<string, unknown>): Promise<PyodideAPI>
}
