// What `npm start` and `npm test` have in common. Runs on the machine's own Node (20 or newer) before anything is
// installed, hence plain JavaScript and nothing but Node's own modules.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const PNPM = 'pnpm@12.21.0'
const STAMP = join(ROOT, 'node_modules', '.outlast-installed')
const LOG_DIR = join(ROOT, 'node_modules', '.outlast-logs')

/** npm ships Node 24 for these; elsewhere the machine's own has to do. */
const SHIPPED = new Set(['linux-x64', 'linux-arm64'])

/** Prints one sentence and ends with code 1. */
export function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Ends with one sentence where this machine's Node cannot do. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20)
    stop(`Outlast needs Node 20 or newer to start, and this is Node ${process.versions.node}: install a newer one.`)
  const platform = `${process.platform}-${process.arch}`
  if (SHIPPED.has(platform) || major > 22 || (major === 22 && minor >= 12)) return
  stop(
    `npm ships no Node 24 for ${platform}, so Outlast runs on yours, which has to be 22.12 or newer and is ${process.versions.node}: install a newer one.`,
  )
}

/** Installs pnpm, Node 24 and all packages, unless the lock file says that they are there already. */
export async function install() {
  const stamp = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return
  const status = startStatus('Installing (about a minute the first time)')
  await run(pnpm('install', '--frozen-lockfile'), { log: 'install.log', status })
  writeFileSync(STAMP, stamp)
}

/** The command that runs pnpm without having it installed. */
export function pnpm(...args) {
  return ['npx', '--yes', PNPM, ...args]
}

/**
 * Runs a command quietly, its output in a log of which the end is shown if it fails.
 * @param {string[]} command
 * @param {{ log: string, status: { done(): void, failed(): void } }} options
 */
export async function run(command, { log, status }) {
  const { code, output } = await capture(command)
  if (code === 0) return status.done()
  status.failed()
  mkdirSync(LOG_DIR, { recursive: true })
  writeFileSync(join(LOG_DIR, log), output)
  process.stderr.write(`${output.split('\n').slice(-30).join('\n')}\n`)
  stop(`"${command.slice(2).join(' ')}" failed; all it said is in ${join('node_modules', '.outlast-logs', log)}.`)
}

/** Says what takes long, and how long it has been. */
export function startStatus(text) {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  const live = process.stdout.isTTY
  if (!live) process.stdout.write(`${text} …\n`)
  const draw = () => process.stdout.write(`\r\x1b[2K${text} … ${seconds()} s`)
  const timer = live ? setInterval(draw, 1000) : undefined
  if (live) draw()
  const end = (word) => () => {
    clearInterval(timer)
    process.stdout.write(`${live ? '\r\x1b[2K' : ''}${text}: ${word} after ${seconds()} s\n`)
  }
  return { done: end('done'), failed: end('failed') }
}

/** The environment for everything that we start. */
export function childEnv() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  // Before 22.18 Node runs TypeScript only when asked to.
  const needsFlag = !SHIPPED.has(`${process.platform}-${process.arch}`) && major === 22 && minor < 18
  const nodeOptions = [process.env.NODE_OPTIONS, needsFlag ? '--experimental-strip-types' : '']
    .filter(Boolean)
    .join(' ')
  return {
    ...process.env,
    ...(nodeOptions === '' ? {} : { NODE_OPTIONS: nodeOptions }),
    DO_NOT_TRACK: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    npm_config_update_notifier: 'false',
  }
}

/** The Node that the repository brought, or the machine's. */
export function nodePath() {
  const shipped = join(ROOT, 'node_modules', '.bin', 'node')
  return existsSync(shipped) ? shipped : process.execPath
}

function capture([program, ...args]) {
  return new Promise((resolve) => {
    const options = {
      cwd: ROOT,
      env: childEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    }
    const child = spawn(program, args, options)
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}

/** Changes with everything that decides what is installed. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  const packages = ['apps', 'packages'].flatMap((dir) =>
    readdirSync(join(ROOT, dir)).map((name) => join(dir, name, 'package.json')),
  )
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages]) {
    if (existsSync(join(ROOT, file))) hash.update(readFileSync(join(ROOT, file)))
  }
  return hash.digest('hex')
}
