// Entry point of a process that runs TypeScript or JavaScript. It exports nothing: the user's code can import this very module.
import { Buffer } from 'node:buffer'
import { type Channel, openChannel, type RunOrder } from './channel.ts'
import { toJson } from './display-item.ts'
import { createCleaner, describeError, describeMessage } from './error-text.ts'
import { exportLastExpression, resultExport } from './last-expression.ts'
import { installGlobals, type ScriptGlobals } from './script-globals.ts'

// 16 KiB of text and 64 KiB of JSON: a result is looked at; what is larger belongs into output or display().
const reprChars = 16_384
const jsonChars = 65_536

async function main() {
  const channel = openChannel()
  const globals = installGlobals(channel)
  await warmUp()
  channel.ready()
  for (;;) {
    const line = await channel.nextLine()
    if ('run' in line) return run(channel, line.run, globals)
  }
}

const sample =
  'const list = [1, 2].map((n) => n * 2)\nfunction f(a) { if (a) { return `${a}` } }\nfor (const n of list) f(n)\nawait f({ a: 1 });'

/** One tiny module through the same parsers, so that the user's isn't the first: 11 ms less from click to first output. */
async function warmUp() {
  await import('outlast')
  for (const language of ['typescript', 'javascript'] as const) {
    const { code } = exportLastExpression(sample, language)
    createCleaner('main.ts', { code, line: 1, shift: 0 })(describe(await import(toUrl(code, language))))
  }
}

/**
 * Imports the user's module. It has ended when the event loop is empty, not when the module is evaluated: timers and promises count.
 * `beforeunload` is Deno's word for that; nothing of the run stands on the stack then.
 */
function run(channel: Channel, order: RunOrder, { flush, prepare }: ScriptGlobals) {
  const language = order.language === 'typescript' ? 'typescript' : 'javascript'
  const rewritten = exportLastExpression(order.code, language)
  const clean = createCleaner(language === 'typescript' ? 'main.ts' : 'main.js', rewritten)
  prepare(order.stdin, clean)
  let namespace: Record<string, unknown> | null = null

  const end = ({ text, detail, kind }: ReturnType<typeof describeError>) => {
    flush()
    channel.stderr(text)
    channel.failed(detail, kind)
  }
  const fail = (error: unknown) => end(describeError(error, clean))
  addEventListener('error', (event) => {
    event.preventDefault()
    // Null for what a worker threw.
    if (event.error === null) end(describeMessage(clean(event.message)))
    else fail(event.error)
  })
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    fail(event.reason)
  })
  const finish = (result: string) => {
    flush()
    channel.done(result)
  }
  let drained = false
  addEventListener('beforeunload', (event) => {
    if (!namespace) return fail(new Error('A top-level await never settled'))
    const value = namespace[resultExport]
    // Once more round the loop for a promise to be awaited; the second time it is one that nobody will settle.
    if (drained) return finish(describe(value))
    drained = true
    event.preventDefault()
    Promise.resolve(value).then(describe).then(finish, fail)
  })
  import(toUrl(rewritten.code, language)).then((loaded) => (namespace = loaded), fail)
}

/** The value of the last expression as the JSON text of a result. */
function describe(value: unknown): string {
  if (value === undefined) return 'null'
  const repr = Deno.inspect(value, { depth: 4, strAbbreviateSize: reprChars }).slice(0, reprChars)
  const json = holdsData(value) ? toJson(value) : undefined
  const text = json === undefined ? undefined : JSON.stringify(json)
  const small = text !== undefined && text.length <= jsonChars
  return `{"repr":${JSON.stringify(repr)}${small ? `,"json":${text}` : ''}}`
}

/** JSON of a promise, a map or a function would be `{}` or nothing: only what is plain, or says itself how it becomes JSON. */
function holdsData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function toUrl(code: string, language: 'typescript' | 'javascript'): string {
  return `data:application/${language};base64,${Buffer.from(code).toString('base64')}`
}

main()
