// npm test: everything that has to hold, from formatting to the browser. CI calls this and nothing else.
import { spawn } from 'node:child_process'
import { ROOT, checkNode, childEnv, install, pnpm } from './bootstrap.mjs'

const STEPS = [
  ['generate', 'run', 'generate'],
  ['format', 'run', 'format:check'],
  ['lint', 'run', 'lint'],
  ['imports', 'run', 'imports'],
  ['types', 'run', 'typecheck'],
  ['unit and integration', 'run', 'unit'],
  ['web build', 'run', 'build'],
  ['end to end', 'run', 'e2e'],
]

checkNode()
await install()
const results = []
for (const [name, ...args] of STEPS) {
  const startedAt = Date.now()
  process.stdout.write(`\n── ${name}\n`)
  const ok = await runStep(pnpm(...args))
  results.push({ name, ok, seconds: Math.round((Date.now() - startedAt) / 1000) })
  if (!ok) break
}
process.stdout.write('\n')
for (const { name, ok, seconds } of results) process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${seconds} s)\n`)
const failed = results.filter(({ ok }) => !ok).length
process.stdout.write(`steps: ${results.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

function runStep([program, ...args]) {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: childEnv(), stdio: 'inherit', shell: process.platform === 'win32' }
    spawn(program, args, options)
      .on('error', () => resolve(false))
      .on('close', (code) => resolve(code === 0))
  })
}
