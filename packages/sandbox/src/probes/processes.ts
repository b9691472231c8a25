import type { Probes } from './probe.ts'

/** Other programs, and signals to those that run. */
export const processes: Probes = {
  'a shell': "new Deno.Command('/bin/sh', { args: ['-c', 'echo got'] }).outputSync().code",
  'a shell in the background': "new Deno.Command('/bin/sh', { args: ['-c', 'echo got'], stdout: 'null' }).spawn().pid",
  "a process through Node's module": "(await import('node:child_process')).execSync('echo got').toString()",
  "spawning through Node's module": `import('node:child_process').then((child) => new Promise((done, fail) => {
    child.spawn('/bin/true').on('spawn', () => done('spawned')).on('error', fail)
  }))`,
  'itself once more, with every right':
    "new Deno.Command(Deno.execPath(), { args: ['eval', '-A', '1'] }).outputSync().code",
  'a fork': `import('node:child_process').then((child) => new Promise((done, fail) => {
    child.fork('/none.js', { stdio: 'ignore' }).on('spawn', () => done('spawned')).on('error', fail)
  }))`,
  'ending the host': "Deno.kill(target.hostPid, 'SIGCONT') ?? 'sent'",
  "a signal through Node's module": "process.kill(target.hostPid, 0) && 'sent'",
  'a signal to a neighbour': "Deno.kill(target.neighbourPid, 'SIGCONT') ?? 'sent'",
  'a signal to everyone': "process.kill(-1, 0) && 'sent'",
  'a signal to the first process': "Deno.kill(1, 'SIGCONT') ?? 'sent'",
  'a priority': "(await import('node:os')).setPriority(0, -5) ?? 'set'",
  'the environment': "Deno.env.get('OUTLAST_PROBE')",
  'all of the environment': 'Deno.env.toObject().OUTLAST_PROBE',
  "the environment through Node's module": 'process.env.OUTLAST_PROBE',
  'a module that is a file': "Object.keys(await import('file://' + target.module)).length",
  'a module of JSON that is a file':
    "(await import('file://' + target.json, { with: { type: 'json' } })).default.secret",
  "requiring a file through Node's module":
    "(await import('node:module')).createRequire(target.module)(target.json).secret",
  'a module from elsewhere': "import('http://127.0.0.1:' + target.tcp + '/module.js')",
  'a package': "import('npm:lodash')",
  'a package of another registry': "import('jsr:@std/path')",
  'a file in a worker': `new Promise((done, fail) => {
    const code = 'try { postMessage(Deno.readTextFileSync(' + JSON.stringify(target.secret) + ')) } catch (error) { postMessage(null) }'
    const worker = new Worker('data:application/javascript,' + encodeURIComponent(code), { type: 'module' })
    worker.onmessage = ({ data }) => done(data)
    worker.onerror = (event) => { event.preventDefault(); fail(new Error(event.message)) }
  })`,
  'a worker from a file': `new Promise((done, fail) => {
    const worker = new Worker('file://' + target.module, { type: 'module' })
    worker.onmessage = () => done('ran')
    worker.onerror = (event) => { event.preventDefault(); fail(new Error(event.message)) }
  })`,
  'a file of WebAssembly': "WebAssembly.compileStreaming(fetch('file://' + target.secret))",
  'storage that lasts': "(localStorage.setItem('probe', '1'), localStorage.getItem('probe'))",
  'a cache that lasts':
    "(await (await caches.open('probe')).put('http://a/', new Response('1')), await caches.has('probe'))",
  'a database': 'Deno.openKv()',
  'a database in a file': "Deno.openKv(target.open + '/kv')",
  "SQLite through Node's module": "new ((await import('node:sqlite')).DatabaseSync)(target.open + '/db')",
}
