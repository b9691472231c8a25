// npm start: install, build, then run everything until Ctrl-C.
import { spawn } from 'node:child_process'
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
