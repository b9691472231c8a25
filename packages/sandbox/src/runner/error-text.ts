import type { Rewritten } from './last-expression.ts'

export type Cleaner = (text: string) => string

/** Replaces the URL under which the user's module was imported by `fileName`, puts shifted columns right, drops the runner's own frames. */
export function createCleaner(fileName: string, rewritten: Rewritten): Cleaner {
  const url = /data:application\/(?:type|java)script;base64,[^:\s)"']*(?::(\d+))?(?::(\d+))?/g
  const test = RegExp.prototype.test.bind(/data:application\/|\/runner(?:-\w+)?\/[a-z-]+\.js/)
  return (text) => {
    if (!test(text)) return text
    const lines = text
      .split('\n')
      .filter((line) => !/^\s+at .*(?:\/runner(?:-\w+)?\/[a-z-]+\.js|\/pyodide\.(?:asm\.)?mjs|\bext:)/.test(line))
    return lines.join('\n').replace(url, (_all, line?: string, column?: string) => {
      if (line === undefined) return fileName
      if (column === undefined) return `${fileName}:${line}`
      const shift = Number(line) === rewritten.line && Number(column) > rewritten.shift ? rewritten.shift : 0
      return `${fileName}:${line}:${Number(column) - shift}`
    })
  }
}

/**
 * What a program hears when memory is refused to it: buffers and WebAssembly say so, a clone that can't be written or read back, and
 * a worker whose thread gets no stack (EAGAIN; ENOMEM elsewhere).
 */
const memoryRefused =
  /^(?:Uncaught (?:\(in promise\) )?)?(?:RangeError: (?:Array buffer allocation failed|WebAssembly\.Memory|could not deserialize value)|DataCloneError: .*out of memory|\w+: .*\(os error 1[12]\)$)/

type Described = { text: string; detail: string; kind: 'code' | 'memory' }

/** What goes to stderr, and the one line that says what went wrong. */
export function describeError(error: unknown, clean: Cleaner): Described {
  if (!(error instanceof Error)) return describeMessage(`Uncaught ${Deno.inspect(error, { depth: 4 })}`)
  // A mistake that keeps the module from being loaded: Deno's message holds the place, and there is no stack worth showing.
  const unloadable = 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' ? error.message : null
  const title = clean(unloadable ?? `${error.name}: ${error.message}`)
  const text = unloadable === null ? clean(Deno.inspect(error)) : title
  return { ...describeMessage(title), text: `${text}\n` }
}

/** The same of an error of which only its message is known: what a worker throws stays in the worker. */
export function describeMessage(message: string): Described {
  const detail = message.split('\n')[0] ?? ''
  return { text: `${message}\n`, detail: detail.slice(0, 1_000), kind: memoryRefused.test(detail) ? 'memory' : 'code' }
}
