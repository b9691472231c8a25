import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type WriteStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** One sentence for the person at the terminal. */
export class StartFailure extends Error {}

export type ChildOptions = { name: string; args: string[]; cwd: string; env: NodeJS.ProcessEnv; log: string }

/** What the API says over its channel; see apps/api/src/run-process.ts. */
type Message = { type: 'step'; text: string } | { type: 'ready' }

const LAST_WORDS = 4_000

/** A program that we started: it writes to its own log file and ends when we do. */
export class Child {
  readonly name: string
  readonly log: string
  readonly exited: Promise<number>
  onStep: (text: string) => void = () => undefined
  readonly #process: ChildProcess
  readonly #logStream: WriteStream
  #stderr = ''
  #ready = Promise.withResolvers<void>()

  constructor({ name, args, cwd, env, log }: ChildOptions) {
    this.name = name
    this.log = log
    this.#logStream = createWriteStream(log, { flags: 'a' })
    // A group of its own: Ctrl-C in the terminal reaches only us, and we decide what to tell whom.
    this.#process = spawn(process.execPath, args, {
      cwd,
      env: { ...env, OUTLAST_SUPERVISOR: String(process.pid) },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#process.stdout?.pipe(this.#logStream, { end: false })
    this.#process.stderr?.pipe(this.#logStream, { end: false })
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-LAST_WORDS)
    })
    this.#process.on('message', (message: Message) => {
      if (message.type === 'step') this.onStep(message.text)
      else if (message.type === 'ready') this.#ready.resolve()
    })
    this.exited = endOf(this.#process)
  }

  /** Resolves when the program says that it is ready; throws what it said when it ended instead. */
  async ready(): Promise<void> {
    await Promise.race([this.#ready.promise, this.exited.then(() => this.#throwLastWords())])
  }

  /** Resolves when the program answers HTTP. */
  async answers(url: string): Promise<void> {
    let ended = false
    const exited = this.exited.then(() => {
      ended = true
      this.#throwLastWords()
    })
    const polling = (async () => {
      while (!ended && !(await isAnswering(url))) await delay(100)
    })()
    await Promise.race([polling, exited])
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM')
    await this.exited
  }

  /** Stop now, whatever is running. */
  hurry(): void {
    this.#process.kill('SIGTERM')
    if (this.#process.connected) this.#process.disconnect()
  }

  #throwLastWords(): never {
    throw new StartFailure(this.#stderr.trim() || `The ${this.name} ended at its start; see ${this.log}.`)
  }
}

/** Its exit code, once it has ended and its last words are read. Not 'close': after `disconnect()` that never comes. */
async function endOf(child: ChildProcess): Promise<number> {
  await once(child, 'exit')
  const outputs = [child.stdout, child.stderr].filter((output) => output !== null)
  await Promise.allSettled(outputs.map((output) => finished(output)))
  return child.exitCode ?? 1
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    // Not yet: whoever asks looks again until the program has ended.
    return false
  }
}
