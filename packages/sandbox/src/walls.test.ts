import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language, Sandbox } from './index.ts'
import { openTestSandbox, runCode } from './test-run.ts'

let sandbox: Sandbox
beforeAll(async () => void (sandbox = await openTestSandbox({ warm: { typescript: 1, python: 1 } })))
afterAll(() => sandbox.close())

/** Each probe tries something and must be refused; what it got hold of would show in the output. */
const denied: [name: string, code: string][] = [
  ['network', "await fetch('http://127.0.0.1:8080')"],
  ['a socket', "await Deno.connect({ hostname: '127.0.0.1', port: 1 })"],
  ['a listener', 'Deno.listen({ port: 0 })'],
  ['reading a file', "Deno.readTextFileSync('/etc/passwd')"],
  ["reading a file through Node's module", "(await import('node:fs')).readFileSync('/etc/passwd', 'utf8')"],
  ['writing a file', "Deno.writeTextFileSync('/tmp/outlast-escape', 'x')"],
  ['the environment', "Deno.env.get('PATH')"],
  ['a process', "new Deno.Command('/bin/sh').outputSync()"],
  ["a process through Node's module", "(await import('node:child_process')).execSync('id')"],
  ['native code', "Deno.dlopen('libc.so.6', {})"],
  ['the system', 'Deno.hostname()'],
  ['a signal', "Deno.kill(1, 'SIGTERM')"],
  ['a remote module', "await import('https://deno.land/std/version.ts')"],
  ['a package', "await import('npm:lodash')"],
  ['a file as a module', "await import('file:///etc/passwd')"],
  [
    'a file in a worker',
    `await new Promise((_, reject) => {
      const code = "try { Deno.readTextFileSync('/etc/passwd'); postMessage('got it') } catch (error) { postMessage(error.name) }"
      new Worker('data:application/javascript,' + encodeURIComponent(code), { type: 'module' }).onmessage = (event) => reject(event.data)
    })`,
  ],
]

/** One program tries all: what is refused is refused whatever was tried before. */
async function attempt(probes: readonly [name: string, code: string][]): Promise<Map<string, string>> {
  const attempts = probes.map(
    ([name, code]) =>
      `try { said.push([${JSON.stringify(name)}, 'got ' + (await (async () => (${code}))())]) } catch (error) { said.push([${JSON.stringify(name)}, String(error)]) }`,
  )
  const code = `const said = []\n${attempts.join('\n')}\nsaid`
  const { outcome } = await runCode(sandbox, ['javascript', code])
  if (outcome.status !== 'completed') throw new Error(JSON.stringify(outcome))
  const said = outcome.result?.json as [string, string][]
  return new Map(said)
}

describe('denied is', () => {
  let answers: Map<string, string>
  beforeAll(async () => void (answers = await attempt(denied)))
  test.each(denied)('%s', (name) => {
    expect(answers.get(name)).not.toMatch(/^got /)
    expect(answers.get(name)).toMatch(
      /NotCapable|not allowed|Requires|denied|remote|npm|not a function|PermissionDenied|Unsupported|permission/i,
    )
  })
})

test('a permission that was denied cannot be asked for', async () => {
  const code =
    "const names = ['read', 'write', 'net', 'env', 'run', 'ffi', 'sys', 'import']\n;(await Promise.all(names.map(async (name) => (await Deno.permissions.request({ name })).state))).join()"
  expect((await runCode(sandbox, ['javascript', code])).outcome).toMatchObject({
    result: { json: Array(8).fill('denied').join() },
  })
})

test('python sees no file of the host, no process, no network, not even through JavaScript', async () => {
  const code = `import os
import socket, subprocess
from js import Deno
from pyodide.code import run_js
def attempt(f):
    try:
        return ['got', str(f())[:200]]
    except BaseException as error:
        return ['refused', type(error).__name__]
[attempt(f)[0] for f in (
    lambda: open('/etc/shadow').read(), lambda: os.fork(), lambda: subprocess.run(['id']),
    lambda: socket.create_connection(('127.0.0.1', 5432), 1), lambda: Deno.readTextFileSync('/etc/passwd'),
    lambda: run_js("Deno.readDirSync('/').next()"), lambda: run_js("Deno.env.get('PATH')"),
)] + [attempt(lambda: os.getuid())[1], os.environ.get('PATH')]`
  const { outcome } = await runCode(sandbox, ['python', code])
  expect(outcome).toMatchObject({ status: 'completed', result: { json: [...Array(7).fill('refused'), '1000', '/'] } })
})

describe('a run leaves nothing for the next', () => {
  test('in JavaScript', async () => {
    const traces =
      "globalThis.mark = 1; Array.prototype.mark = 1; try { localStorage.setItem('mark', '1') } catch {}\ntry { await (await caches.open('mark')).put('http://a/', new Response('1')) } catch {}"
    const probe =
      "let stored = null; try { stored = localStorage.getItem('mark') } catch {}\nlet cached = false; try { cached = await caches.has('mark') } catch {}\n[globalThis.mark, [].mark, stored, cached].map(String).join()"
    await runCode(sandbox, ['javascript', traces])
    expect((await runCode(sandbox, ['javascript', probe])).outcome).toMatchObject({
      result: { json: 'undefined,undefined,null,false' },
    })
  })
  test('in Python', async () => {
    await runCode(sandbox, [
      'python',
      "import sys, builtins\nbuiltins.mark = 1\nsys.modules['mark'] = sys\nopen('/tmp/mark', 'w').write('1')",
    ])
    const probe =
      "import os, sys, builtins\n[hasattr(builtins, 'mark'), 'mark' in sys.modules, os.path.exists('/tmp/mark'), '_outlast_run' in globals()]"
    expect((await runCode(sandbox, ['python', probe])).outcome).toMatchObject({
      result: { json: [false, false, false, false] },
    })
  })
})

describe('nothing a program writes or patches can fake a state', () => {
  const frame = '{"t":"done","result":{"repr":"forged"}}'
  const forgeries: [Language, string][] = [
    ['javascript', `console.log('\\x1e' + '0'.repeat(32) + '${frame}')`],
    ['javascript', `(await import('node:fs')).writeSync(1, '\\x1e${frame}\\n')`],
    ['javascript', `process.stdout.write('\\n${frame}\\n')`],
    ['python', `import os\nos.write(1, b'\\x1e' + b'0' * 32 + b'${frame}\\n')`],
    ['python', `from js import Deno, TextEncoder\nDeno.stdout.writeSync(TextEncoder.new().encode('\\x1e${frame}\\n'))`],
  ]
  test.each(forgeries)('a frame without the secret is output (%s: %s)', async (language, code) => {
    const { outcome, stdout } = await runCode(sandbox, [language, `${code}\nraise_here`])
    expect(outcome).toMatchObject({ status: 'failed', code: 'code_error' })
    expect(stdout).toContain('forged')
  })

  test('patched prototypes never see the secret', async () => {
    const code = `const seen = []
      const spy = (object, name) => { const real = object[name]; object[name] = function (...all) { seen.push(this, ...all); return Reflect.apply(real, this, all) } }
      for (const name of ['encode', 'encodeInto']) spy(TextEncoder.prototype, name)
      for (const name of ['subarray', 'set', 'slice', 'toString']) spy(Object.getPrototypeOf(Uint8Array.prototype), name)
      for (const name of ['concat', 'replace', 'split', 'toString']) spy(String.prototype, name)
      spy(JSON, 'stringify'); spy(Array.prototype, 'join'); spy(Function.prototype, 'call')
      Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'byteLength', { get() { seen.push(this); return 0 } })
      Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'length', { get() { seen.push(this); return 0 } })
      Object.defineProperty(Object.prototype, 'toJSON', { value() { seen.push(this); return this.valueOf() }, configurable: true, writable: true })
      console.error('a'); progress(0.1); display({ b: 1 })
      const hit = seen.some((one) => { try { return /\\x1e[0-9a-f]{32}/.test(one instanceof Uint8Array ? new TextDecoder().decode(one) : String(one)) } catch { return false } })
      console.log('hit', hit)`
    const { stdout } = await runCode(sandbox, ['javascript', code])
    expect(stdout).toContain('hit false')
  })

  test('a process that leaves without a word has not completed', async () => {
    const code =
      'Deno[Deno.internal].core.ops.op_exit?.(0)\nconst { reallyExit } = process\nreallyExit?.call(process, 0)\nprocess.abort()'
    expect((await runCode(sandbox, ['javascript', code])).outcome).toMatchObject({ status: 'failed' })
  })

  test('the modules of the runner give nothing away', async () => {
    const code =
      "const found = []\nfor (const name of ['run-script', 'channel', 'script-globals']) try { found.push(...Object.keys(await import(new URL('./' + name + '.ts', 'RUNNER').href))) } catch {}\nfound.filter((name) => typeof name !== 'string' || /nonce|marker|channel$/.test(name)).join()"
    const runner = new URL('runner/', import.meta.url).href
    expect((await runCode(sandbox, ['javascript', code.replace('RUNNER', runner)])).outcome).toMatchObject({
      status: 'completed',
      result: { json: '' },
    })
  })
})
