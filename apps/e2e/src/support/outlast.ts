import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

/** A running Outlast, as `npm start` runs it after its build, with a data folder and ports of its own. */
export class Outlast {
  readonly webUrl: string
  readonly apiUrl: string
  readonly #dataDir: string
  readonly #ports: { api: number; web: number }
  #process: ChildProcess | null = null

  private constructor(dataDir: string, ports: { api: number; web: number }) {
    this.#dataDir = dataDir
    this.#ports = ports
    this.webUrl = `http://localhost:${ports.web}`
    this.apiUrl = `http://localhost:${ports.api}`
  }

  static async create(): Promise<Outlast> {
    const dataDir = await mkdtemp(join(tmpdir(), 'outlast-e2e-'))
    return new Outlast(dataDir, { api: await freePort(), web: await freePort() })
  }

  /** Resolves when the line with the address is printed; throws what was printed instead. */
  async start(): Promise<void> {
    const env = {
      ...process.env,
      PORT: String(this.#ports.api),
      WEB_PORT: String(this.#ports.web),
      DATA_DIR: this.#dataDir,
    }
    const child = spawn(process.execPath, [join(ROOT, 'scripts', 'supervise.ts')], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#process = child
    let printed = ''
    const ready = Promise.withResolvers<void>()
    const onText = (chunk: Buffer): void => {
      printed += chunk.toString()
      if (printed.includes('is ready: ')) ready.resolve()
    }
    child.stdout?.on('data', onText)
    child.stderr?.on('data', onText)
    child.once('exit', () => ready.reject(new Error(`Outlast did not start: ${printed}`)))
    await ready.promise
  }

  /** kill -9 of everything but the database, which is left running as a crash leaves it. */
  async kill(): Promise<void> {
    const child = this.#process
    if (child?.pid === undefined) throw new Error('Outlast is not running.')
    const gone = once(child, 'exit')
    for (const pid of [...(await childrenOf(child.pid)), child.pid]) process.kill(pid, 'SIGKILL')
    await gone
  }

  /** Stops as Ctrl-C does and removes the data. */
  async stop(): Promise<void> {
    const child = this.#process
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGINT')
      child.kill('SIGINT')
      await gone
    }
    await rm(this.#dataDir, { recursive: true, force: true })
  }
}

/** The programs that a supervisor has started. */
async function childrenOf(pid: number): Promise<number[]> {
  const ps = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  ps.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await once(ps, 'close')
  return output.split(/\s+/).filter(Boolean).map(Number)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port was given out.')
  return address.port
}
