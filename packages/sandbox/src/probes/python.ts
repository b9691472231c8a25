/**
 * What Python tries, mostly through Pyodide's bridge to JavaScript. Each gives what it got hold of, or None, or raises. `target` is the
 * same as in JavaScript.
 */
export const python: Record<string, string> = {
  'reading a file': "open(target['secret']).read()",
  'reading a file through os': "os.read(os.open(target['secret'], os.O_RDONLY), 10)",
  'listing the host': "'etc' in os.listdir('/') or None",
  'the environment': "os.environ.get('OUTLAST_PROBE')",
  'a fork': 'os.fork()',
  'a process': "subprocess.run(['id'])",
  'a shell': "None if os.system('true') else 'ran'",
  'another program': "os.execv('/bin/true', ['true'])",
  'a thread': "threading.Thread(target=print).start() or 'started'",
  'a connection': "socket.create_connection(('127.0.0.1', target['tcp']), 1).send(b'x')",
  'a request': 'urllib.request.urlopen(f"http://127.0.0.1:{target[\'tcp\']}").status',
  'a request through Pyodide': 'pyodide.http.open_url(f"http://127.0.0.1:{target[\'tcp\']}").read()',
  'a request through JavaScript': 'js.XMLHttpRequest.new()',
  'native code': "ctypes.CDLL('libc.so.6')",
  'native code through JavaScript':
    "js.eval(\"Deno.dlopen('libc.so.6', { socket: { parameters: ['i32', 'i32', 'i32'], result: 'i32' } }).symbols.socket(2, 1, 0)\")",
  'a file through JavaScript': "js.Deno.readTextFileSync(target['secret'])",
  'writing a file through JavaScript': "js.Deno.writeTextFileSync(target['open'] + '/p', 'x') or 'written'",
  'listing through JavaScript': "js.Deno.readDirSync('/').next().value.name",
  'the environment through JavaScript': "js.Deno.env.get('OUTLAST_PROBE')",
  'a process through JavaScript': "js.Deno.Command.new('/bin/sh').outputSync().code",
  'a signal through JavaScript': "js.Deno.kill(target['hostPid'], 'SIGCONT') or 'sent'",
  'code of JavaScript': 'pyodide.code.run_js("Deno.readTextFileSync(\'/etc/passwd\')")',
  'a file by eval': 'js.eval("Deno.readTextFileSync(\'/etc/passwd\')")',
  'a file by a constructor': 'js.Function.new("return Deno.readTextFileSync(\'/etc/passwd\')")()',
  'a file by a reply of the constructor': 'js.Object.constructor("return Deno.readTextFileSync(\'/etc/passwd\')")()',
  'a mount of the host': "pyodide_js.mountNodeFS('/mnt', '/') or 'mounted'",
  'a file system of the host':
    "pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, pyodide.ffi.to_js({'root': '/'}), '/mnt') or 'mounted'",
  'a package': "pyodide_js.loadPackage('micropip').syncify()",
  'a permission':
    "'granted' if js.Deno.permissions.requestSync(js.JSON.parse('{\"name\":\"read\"}')).state == 'granted' else None",
  'a user': 'os.setuid(0)',
  'a signal to the host': "os.kill(target['hostPid'], 0) or 'sent'",
}

/** Python that tries all of them and prints one line of JSON, as `probeProgram` does. */
export function pythonProgram(target: object): string {
  const attempts = Object.entries(python).map(([name, code]) => `    ${JSON.stringify(name)}: lambda: ${code},`)
  return `import ctypes, json, os, socket, subprocess, threading, urllib.request
import js, pyodide, pyodide.code, pyodide.ffi, pyodide.http, pyodide_js
target = json.loads(${JSON.stringify(JSON.stringify(target))})
attempts = {
${attempts.join('\n')}
}
found = {}
for name, attempt in attempts.items():
    try:
        got = attempt()
        refused = got is None or (isinstance(got, int) and got < 0)
        found[name] = f'refused: {got}' if refused else 'GOT ' + str(got)[:60]
    except BaseException as error:
        found[name] = 'refused: ' + (type(error).__name__ + ' ' + str(error))[:100]
print(json.dumps(found))`
}
