// npm test: everything that has to hold, from formatting to the browser. CI calls this and nothing else.
import { spawn } from 'node:child_process'
import { ROOT, checkNode, childEnv, install, pnpm } from './bootstrap.mjs'

/**
 * Rounds of lanes: the lanes of a round run side by side, the steps of a lane one after the other. Tests mostly wait for
 * processes that they have started, so types and the web build fit in beside them. The browser wants the machine alone.
 */
const ROUNDS = [
  [[['generate', 'run', 'generate']]],
  [[['format', 'run', 'format:check']], [['lint', 'run', 'lint']], [['imports', 'run', 'imports']]],
  [
    [['unit and integration', 'run', 'unit']],
    [
      ['types', 'run', 'typecheck'],
      ['web build', 'run', 'build'],
    ],
  ],
  [[['end to end', 'run', 'e2e']]],
]

checkNode()
await install()
const results = []
for (const lanes of ROUNDS) {
  // What runs alone is heard live; side by side, each step is printed when it is done.
  await Promise.all(lanes.map((steps, lane) => runLane(steps, { live: lane === 0 })))
  if (results.some(({ ok }) => !ok)) break
}
process.stdout.write('\n')
for (const { name, ok, seconds } of results) process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${seconds} s)\n`)
const failed = results.filter(({ ok }) => !ok).length
process.stdout.write(`steps: ${results.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

async function runLane(steps, { live }) {
  for (const [name, ...args] of steps) {
    const startedAt = Date.now()
    if (live) process.stdout.write(`\n── ${name}\n`)
    const { ok, output } = await runStep(pnpm(...args), live)
    if (!live) process.stdout.write(`\n── ${name}\n${output}`)
    results.push({ name, ok, seconds: Math.round((Date.now() - startedAt) / 1000) })
    if (!ok) return
  }
}

function runStep([program, ...args], live) {
  return new Promise((resolve) => {
    const stdio = live ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(program, args, { cwd: ROOT, env: childEnv(), stdio, shell: process.platform === 'win32' })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (output += piece))
    child.on('error', (error) => resolve({ ok: false, output: String(error) }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
