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
  readonly #env: NodeJS.ProcessEnv
  readonly #others: string[] = []
  #process: ChildProcess | null = null
  #printed = ''
  #onPrinted: () => void = () => undefined

  private constructor(dataDir: string, ports: { api: number; web: number }, env: NodeJS.ProcessEnv) {
    this.#env = env
    this.#dataDir = dataDir
    this.#ports = ports
    this.webUrl = `http://localhost:${ports.web}`
    this.apiUrl = `http://localhost:${ports.api}`
  }

  /** Origins that its pages may ask. */
  get origins(): string[] {
    return [this.webUrl, this.apiUrl, ...this.#others]
  }

  /** Names another one, such as where people sign in. */
  alsoAsks(origin: string): void {
    this.#others.push(origin)
  }

  /** `env` is what it is configured with besides its own ports and folder. */
  static async create(env: NodeJS.ProcessEnv = {}): Promise<Outlast> {
    const dataDir = await mkdtemp(join(tmpdir(), 'outlast-e2e-'))
    return new Outlast(dataDir, { api: await freePort(), web: await freePort() }, env)
  }

  /** Resolves when the line with the address is printed; throws what was printed instead. */
  async start(): Promise<void> {
    const env = {
      ...process.env,
      // All tests come from one address.
      RATE_LIMIT_SCALE: '0',
      ...this.#env,
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
    this.#printed = ''
    const onText = (chunk: Buffer): void => {
      this.#printed += chunk.toString()
      this.#onPrinted()
    }
    child.stdout?.on('data', onText)
    child.stderr?.on('data', onText)
    const ended = once(child, 'exit').then(() => {
      throw new Error(`Outlast did not start: ${this.#printed}`)
    })
    await Promise.race([this.#prints('is ready: '), ended])
    ended.catch(() => undefined) // from here on it may end
  }

  /** Resolves once it has printed this. */
  async #prints(text: string): Promise<void> {
    const seen = Promise.withResolvers<void>()
    this.#onPrinted = () => {
      if (this.#printed.includes(text)) seen.resolve()
    }
    this.#onPrinted()
    await seen.promise
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
      await Promise.race([this.#prints('Stopping: '), gone])
      // Two signals at once may arrive as one; the second one spares the wait for jobs that never end.
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
