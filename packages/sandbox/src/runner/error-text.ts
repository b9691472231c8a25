import type { Rewritten } from './last-expression.ts'

export type Cleaner = (text: string) => string

/** Replaces the URL under which the user's module was imported by `fileName`, puts shifted columns right, drops the runner's own frames. */
export function createCleaner(fileName: string, rewritten: Rewritten): Cleaner {
  const url = /data:application\/(?:type|java)script;base64,[^:\s)"']*(?::(\d+))?(?::(\d+))?/g
  const test = RegExp.prototype.test.bind(/data:application\/|\/runner\/[a-z-]+\.ts/)
  return (text) => {
    if (!test(text)) return text
    const lines = text
      .split('\n')
      .filter((line) => !/^\s+at .*(?:\/runner\/[a-z-]+\.ts|\/pyodide\.(?:asm\.)?mjs|\bext:)/.test(line))
    return lines.join('\n').replace(url, (_all, line?: string, column?: string) => {
      if (line === undefined) return fileName
      if (column === undefined) return `${fileName}:${line}`
      const shift = Number(line) === rewritten.line && Number(column) > rewritten.shift ? rewritten.shift : 0
      return `${fileName}:${line}:${Number(column) - shift}`
    })
  }
}

/** What goes to stderr, and the one line that says what went wrong. */
export function describeError(
  error: unknown,
  clean: Cleaner,
): { text: string; detail: string; kind: 'code' | 'memory' } {
  if (!(error instanceof Error)) {
    const shown = Deno.inspect(error, { depth: 4 })
    return { text: `Uncaught ${shown}\n`, detail: `Uncaught ${shown.split('\n')[0]}`.slice(0, 1_000), kind: 'code' }
  }
  // A mistake that keeps the module from being loaded: Deno's message holds the place, and there is no stack worth showing.
  const unloadable = 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' ? error.message : null
  const title = clean(unloadable ?? `${error.name}: ${error.message}`)
  const text = unloadable === null ? clean(Deno.inspect(error)) : title
  const detail = title.split('\n')[0] ?? ''
  const outOfMemory =
    error instanceof RangeError && /^(?:Array buffer allocation failed|WebAssembly\.Memory)/.test(error.message)
  return { text: `${text}\n`, detail: detail.slice(0, 1_000), kind: outOfMemory ? 'memory' : 'code' }
}
