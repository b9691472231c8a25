import type { Channel } from './channel.ts'
import { createCollections } from './collection.ts'
import { displayItem } from './display-item.ts'
import { createEmbed } from './embed.ts'
import type { Cleaner } from './error-text.ts'
import { createFiles } from './files.ts'
import { createHostCalls, type HostCall, OutlastError } from './host-calls.ts'
import { createProgressBucket } from './progress-bucket.ts'
import { createTokenFunctions } from './tokens.ts'

// 1 MiB of JSON: the host's cap for a checkpoint.
const checkpointChars = 1_048_576

export type ScriptGlobals = {
  /** Sends what is held back; before the end. */
  flush(): void
  /** Sets what belongs to one run: its standard input, and how its texts are cleaned. */
  prepare(stdin: string, clean: Cleaner): void
}

/**
 * Gives the user's module its globals: what it can ask of the host, `stdin`, `input`, and a console that speaks to the host.
 * As much as possible happens before the run is known: touching `process` and formatting a first line take 8 ms.
 */
export function installGlobals(channel: Channel): ScriptGlobals {
  const bucket = createProgressBucket(channel)
  const call = createHostCalls(channel)
  let clean: Cleaner | null = null
  const console = new (internals().Console)((text, level) => {
    if (!clean) return
    if (level > 1) channel.stderr(clean(text))
    else channel.stdout(clean(text))
  })
  // Unheard, since there is no run yet.
  console.log('%s', 1, { warm: [true] }, new Error('warm'))

  define('console', console)
  define('progress', (fraction: unknown, label?: unknown) => {
    if (typeof fraction !== 'number') throw new TypeError('progress(fraction, label?) takes a number from 0 to 1')
    bucket.report(fraction, label === undefined || label === null ? null : String(label))
  })
  define(
    'checkpoint',
    Object.freeze({
      save: (value: unknown) => saveCheckpoint(call, value),
      load: () => call('checkpoint.load', 'null'),
    }),
  )
  define('display', (value: unknown) => channel.display(displayItem(value)))
  for (const [name, thing] of Object.entries(knowledgeOf(call))) define(name, thing)
  installExit(channel, bucket.flush)
  installStderr(channel)
  return {
    flush: bucket.flush,
    prepare(stdin, cleaner) {
      clean = cleaner
      installStdin(stdin)
    },
  }
}

function knowledgeOf(call: HostCall) {
  const [embed, collection, files] = [createEmbed(call), createCollections(call), createFiles(call)]
  return { ...createTokenFunctions(call), embed, collection, files, OutlastError }
}

async function saveCheckpoint(call: HostCall, value: unknown): Promise<void> {
  const json = JSON.stringify(value)
  if (json === undefined) throw new TypeError('checkpoint.save(value) takes a value that JSON can hold')
  if (json.length > checkpointChars) throw new RangeError('checkpoint.save(value) takes at most 1 MiB of JSON')
  await call('checkpoint.save', json)
}

/** `stdin` is the whole text, `input()` and `prompt()` give its lines, then null; `Deno.stdin` reads the same bytes. */
function installStdin(text: string) {
  let lines: string[] | null = null
  const input = () => {
    lines ??= text.replace(/\r?\n$/, '').split(/\r?\n/)
    return text === '' ? null : (lines.shift() ?? null)
  }
  define('stdin', text)
  define('input', input)
  define('prompt', input)
  let bytes = new TextEncoder().encode(text)
  const readSync = (into: Uint8Array) => {
    if (bytes.length === 0) return null
    const part = bytes.subarray(0, into.length)
    into.set(part)
    bytes = bytes.subarray(part.length)
    return part.length
  }
  Deno.stdin = { readSync, read: async (into) => readSync(into) }
}

/**
 * `Deno.exit()`, `process.exit()` and `process.abort()` say how the run ends and stop right there: the host kills the process on
 * reading the frame. A process that aborts without having said so has run out of memory.
 */
function installExit(channel: Channel, flush: () => void) {
  const exit = (code?: unknown): never => {
    const status = Number(code ?? process.exitCode ?? 0)
    flush()
    return status === 0 ? channel.done('null') : channel.failed(`exited with code ${status}`, 'code')
  }
  Deno.exit = exit
  process.exit = exit
  process.abort = () => channel.failed('aborted', 'code')
}

/** What is written to stderr by hand travels in frames too, so that it keeps its place among the lines of stdout. */
function installStderr(channel: Channel) {
  const decoder = new TextDecoder()
  Deno.stderr = {
    writeSync(bytes) {
      channel.stderr(decoder.decode(bytes, { stream: true }))
      return bytes.length
    },
  }
}

function internals(): { Console: new (print: (text: string, level: number) => void) => Console } {
  return Reflect.get(Deno, Deno.internal)
}

function define(name: string, value: unknown) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
}
