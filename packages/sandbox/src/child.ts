import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { createFrameReader, type Piece } from './frame-reader.ts'
import { parseFrame } from './frames.ts'
import { type LaunchDeps, type LaunchPlan, launch } from './launch.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** A process that is ready for one run. */
export type Child = {
  pid: number
  /** Resolves when the process is gone; never rejects. */
  exited: Promise<Exit>
  hasExited(): boolean
  /** SIGKILL: anything milder can be trapped. */
  kill(): void
  /** Sends one line of JSON, and resolves when the child has taken it or is gone: its exit says why. Never rejects. */
  send(line: string): Promise<void>
  /** The pieces of its stdout, from one reader; throws on a frame that is none. */
  pieces(): AsyncGenerator<Piece>
  stderr: Readable
}

/**
 * 30 s: 60 times what a start takes on an idle machine. A child that isn't ready by then is killed and started again.
 */
const bootMs = 30_000

/** Starts a child and resolves when it says that it is ready; rejects with what it wrote to stderr when it ends before. */
export async function startChild(deps: LaunchDeps, plan: LaunchPlan, onSpawn: (child: Child) => void): Promise<Child> {
  const nonce = randomBytes(16).toString('hex')
  const child = await adopt(deps, plan, nonce)
  onSpawn(child)
  void child.send(JSON.stringify({ nonce }))
  const timer = setTimeout(child.kill, bootMs)
  try {
    for await (const piece of child.pieces()) {
      if (piece.type === 'frame' && parseFrame(piece.bytes).t === 'ready') return child
    }
    throw new Error(await lastWords(child))
  } finally {
    clearTimeout(timer)
  }
}

async function adopt(deps: LaunchDeps, plan: LaunchPlan, nonce: string): Promise<Child> {
  const spawned = launch(deps, plan)
  let exit: Exit | null = null
  const exited = new Promise<Exit>((resolve) =>
    spawned.once('exit', (code, signal) => {
      exit = { code, signal }
      resolve(exit)
    }),
  )
  await once(spawned, 'spawn')
  // EPIPE and the like: the exit event tells the same, with its reason.
  for (const stream of [spawned.stdin, spawned.stdout, spawned.stderr]) stream.on('error', () => undefined)
  const reader = createFrameReader(Buffer.from(`\u001e${nonce}`))
  const chunks: AsyncIterator<Buffer> = spawned.stdout.iterator({ destroyOnReturn: false })
  return {
    pid: spawned.pid ?? 0,
    exited,
    hasExited: () => exit !== null,
    kill: () => void spawned.kill('SIGKILL'),
    send: (line) =>
      new Promise((resolve) => {
        if (spawned.stdin.writable) spawned.stdin.write(`${line}\n`, () => resolve())
        else resolve()
      }),
    stderr: spawned.stderr,
    async *pieces() {
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield* reader.read(next.value)
    },
  }
}

async function lastWords(child: Child): Promise<string> {
  const { code, signal } = await child.exited
  const text = String(child.stderr.read() ?? '').trim()
  return `A process ended before it was ready (${signal ?? `code ${code}`}): ${text.slice(0, 2_000) || 'it wrote nothing'}`
}
