// npm start: install, build, then run everything until Ctrl-C.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, checkNode, childEnv, install, nodePath, pnpm, run, startStatus } from './bootstrap.mjs'

checkNode()
await install()
await run(pnpm('run', 'build'), { log: 'build.log', status: startStatus('Building (a minute or two the first time)') })

// The channel tells the supervisor when this process is gone, however it went.
const supervisor = spawn(nodePath(), [join(ROOT, 'scripts', 'supervise.ts')], {
  cwd: ROOT,
  env: childEnv(),
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
// Ctrl-C reaches the supervisor by itself; this process only waits for it to finish.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => supervisor.kill('SIGTERM'))
supervisor.on('exit', (code) => process.exit(code ?? 1))

// Whoever kills npm means all of it: without npm, this process or the shell between them has another parent.
const ancestors = findAncestors()
setInterval(() => {
  if (findAncestors() !== ancestors) process.exit(1)
}, 500).unref()

/** The parent and, where /proc tells, its parent. */
function findAncestors() {
  const stat = `/proc/${process.ppid}/stat`
  if (!existsSync(stat)) return String(process.ppid)
  // "pid (name) state ppid …", and the name may hold anything.
  const [, grandparent] = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return `${process.ppid} ${grandparent}`
}
