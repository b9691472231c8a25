import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../apps/api/src/main.ts', import.meta.url))

/** A real API process, as `npm start` runs it, with a data folder of its own. */
export type Api = {
  baseUrl: string
  dataDir: string
  headers: Record<string, string>
  loop: Loop
  /** Of the process as it is now. */
  pid(): number
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** Starts it again where it was: same port, same data folder. */
  restart(): Promise<void>
}

/** How long the event loop of the process was held up, in ms, since the last reset. */
export type LoopDelay = { p50: number; p99: number; p999: number; max: number; samples: number }
export type Loop = { reset(): void; read(): Promise<LoopDelay> }

const WATCH_LOOP = new URL('./watch-loop.ts', import.meta.url).href

/** Starts it on a free port and mints a workspace, whose token is in `headers`; stops it when the work is done. */
export async function withApi(env: Record<string, string>, work: (api: Api) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'outlast-bench-api-'))
  const port = await freePort()
  const start = (): Promise<Running> => startApi({ ...env, PORT: String(port), DATA_DIR: dataDir })
  let running = await start()
  try {
    const baseUrl = `http://127.0.0.1:${port}`
    const { token } = await (await fetch(`${baseUrl}/api/workspaces`, { method: 'POST' })).json()
    await work({
      baseUrl,
      dataDir,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      loop: {
        reset: () => void running.child.send('loop.reset'),
        read: () =>
          new Promise((resolve) => {
            running.child.once('message', resolve)
            running.child.send('loop.read')
          }),
      },
      pid: () => running.child.pid ?? 0,
      kill: () => end(running, 'SIGKILL'),
      async restart() {
        running = await start()
      },
    })
  } finally {
    await end(running, 'SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Running = { child: ChildProcess; exited: Promise<unknown> }

async function startApi(env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['--import', WATCH_LOOP, MAIN], {
    // All requests come from one address, as no workspace's do.
    env: { ...process.env, LOG_LEVEL: 'warn', RATE_LIMIT_SCALE: '0', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  await Promise.race([
    new Promise<void>((resolve) =>
      child.on('message', (message: { type: string }) => message.type === 'ready' && resolve()),
    ),
    exited.then(() => Promise.reject(new Error('The API ended before it was ready.'))),
  ])
  return { child, exited }
}

async function end({ child, exited }: Running, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  child.kill(signal)
  await exited
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

export type View = {
  status: string
  revision: number
  next_after: number
  log: { seq: number; stream: string; text: string; at: string }[]
}

export async function startRun({ baseUrl, headers }: Api, run: object): Promise<string> {
  const answer = await fetch(`${baseUrl}/execute/code`, { method: 'POST', headers, body: JSON.stringify(run) })
  if (answer.status !== 202) throw new Error(`POST /execute/code answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()).job_id
}

export async function view({ baseUrl, headers }: Api, jobId: string, query: string): Promise<View> {
  const answer = await fetch(`${baseUrl}/api/jobs/${jobId}?${query}`, { headers })
  if (answer.status !== 200) throw new Error(`GET /api/jobs answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

/** Follows a job by held requests until `is` holds. */
export async function follow(api: Api, jobId: string, is: (view: View) => boolean): Promise<View> {
  let seen = await view(api, jobId, 'wait_s=25')
  while (!is(seen)) {
    if (['completed', 'failed', 'cancelled'].includes(seen.status)) throw new Error(`The job is ${seen.status}.`)
    seen = await view(api, jobId, `after=${seen.next_after}&revision=${seen.revision}&wait_s=25`)
  }
  return seen
}

export const hasPrinted = ({ log }: View): boolean => log.some(({ stream }) => stream === 'stdout')

/** Resolves when the sandbox holds at least so many warm processes. */
export async function untilWarm({ baseUrl }: Api, warm: { typescript: number; python: number }): Promise<void> {
  for (;;) {
    const { sandbox } = await (await fetch(`${baseUrl}/health`)).json()
    if (sandbox.warm.typescript >= warm.typescript && sandbox.warm.python >= warm.python) return
    await delay(20)
  }
}

/** Wall clock in ms with fractions, comparable between processes of one machine. */
export const now = (): number => performance.timeOrigin + performance.now()
