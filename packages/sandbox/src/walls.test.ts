import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language, Sandbox } from './index.ts'
import { prepareGround } from './os-wall/prepare-ground.ts'
import { openTestSandbox, runCode, testCacheDir } from './test-run.ts'

let sandbox: Sandbox
beforeAll(async () => void (sandbox = await openTestSandbox({ warm: { typescript: 1, python: 1 } })))
afterAll(() => sandbox.close())

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
      "const found = []\nfor (const name of ['run-script', 'channel', 'script-globals']) try { found.push(...Object.keys(await import(new URL('./' + name + '.js', 'RUNNER').href))) } catch {}\nfound.filter((name) => typeof name !== 'string' || /nonce|marker|channel$/.test(name)).join()"
    const { paths } = await prepareGround(testCacheDir)
    const runner = `${pathToFileURL(paths.runner).href}/`
    expect((await runCode(sandbox, ['javascript', code.replace('RUNNER', runner)])).outcome).toMatchObject({
      status: 'completed',
      result: { json: '' },
    })
  })
})
