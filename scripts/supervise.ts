// Runs the API (with database and worker) and the web app until Ctrl-C. With --dev both reload on changes.
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, ConfigError, parseEnv } from '@outlast/config'
import { Child, StartFailure } from './supervise/child.ts'
import { findFreePorts } from './supervise/ports.ts'
import { Screen } from './supervise/screen.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DEV = process.argv.includes('--dev')
const screen = new Screen()
let signals = 0

try {
  if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'))
  await supervise(parseEnv(process.env))
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof StartFailure)) throw error
  screen.fail(error.message)
  process.exit(1)
}

async function supervise(config: Config): Promise<void> {
  const dataDir = resolve(ROOT, config.dataDir)
  await findFreePorts([
    { port: config.port, variable: 'PORT', of: 'the API' },
    { port: config.webPort, variable: 'WEB_PORT', of: 'the web app' },
  ])
  const logDir = makeLogDir(dataDir)
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    API_URL: config.apiUrl,
    NODE_ENV: DEV ? 'development' : 'production',
  }
  const api = new Child({
    name: 'API',
    args: apiArgs(),
    cwd: join(ROOT, 'apps', 'api'),
    env,
    log: join(logDir, 'api.log'),
  })
  const web = new Child({
    name: 'web app',
    args: webArgs(config),
    cwd: join(ROOT, 'apps', 'web'),
    env,
    log: join(logDir, 'web.log'),
  })
  const children = [api, web]
  stopOnSignals(children, config)
  api.onStep = (text) => screen.step(text)
  screen.step('Starting')
  try {
    await Promise.all([api.ready(), web.answers(`http://localhost:${config.webPort}/icon.svg`)])
  } catch (error) {
    await Promise.all(children.map((child) => child.stop()))
    throw error
  }
  screen.ready(`Outlast is ready: http://localhost:${config.webPort}`)
  screen.note(`API ${config.apiUrl} (docs at /docs) · logs in ${logDir} · Ctrl-C stops everything`)
  const ended = await Promise.race(children.map((child) => child.exited.then(() => child)))
  if (signals > 0) return
  screen.fail(`The ${ended.name} ended unexpectedly; its last words are in ${ended.log}.`)
  await Promise.all(children.map((child) => child.stop()))
  process.exit(1)
}

function apiArgs(): string[] {
  return [...(DEV ? ['--watch', '--watch-preserve-output'] : []), 'src/main.ts']
}

function webArgs(config: Config): string[] {
  // Next knows nothing of our channel: this makes it end with us.
  const withParent = ['--import', new URL('./supervise/end-with-parent.mjs', import.meta.url).href]
  const next = join('node_modules', 'next', 'dist', 'bin', 'next')
  return [...withParent, next, DEV ? 'dev' : 'start', '--port', String(config.webPort)]
}

function makeLogDir(dataDir: string): string {
  const logDir = join(dataDir, 'logs')
  try {
    mkdirSync(logDir, { recursive: true })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new StartFailure(
      `DATA_DIR ${dataDir} cannot be written (${code}): give this user the right to, or set DATA_DIR to another folder.`,
    )
  }
  return logDir
}

/** The first Ctrl-C lets running jobs finish, the second puts them back in the queue; whoever started us being gone is like both. */
function stopOnSignals(children: Child[], config: Config): void {
  const onSignal = async (): Promise<void> => {
    signals += 1
    if (signals > 1) {
      for (const child of children) child.hurry()
      return
    }
    screen.note(
      `Stopping: running jobs get ${config.drainS} s to finish; Ctrl-C again puts them back in the queue now.`,
    )
    await Promise.all(children.map((child) => child.stop()))
    screen.note('Stopped.')
    process.exit(0)
  }
  process.on('SIGINT', () => void onSignal())
  process.on('SIGTERM', () => void onSignal())
  process.on('disconnect', () => {
    void onSignal()
    for (const child of children) child.hurry()
  })
}
