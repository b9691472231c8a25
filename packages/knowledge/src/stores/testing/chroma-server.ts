import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export type ChromaServer = { url: string; stop(): Promise<void> }

const CHROMA = dirname(fileURLToPath(import.meta.resolve('chromadb')))
const READY_WITHIN_MS = 30_000

/** Says why there can be no Chroma server on this machine, or null where there can. */
export function whyNoChroma(): string | null {
  // What the client lists for other platforms is either not installed here or of another version.
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the server comes for linux-x64 only'
  try {
    createRequire(join(CHROMA, 'cli.mjs')).resolve('chromadb-js-bindings-linux-x64-gnu')
    return null
  } catch {
    return 'chromadb-js-bindings-linux-x64-gnu is not installed'
  }
}

/** A real Chroma server from the npm package, on a free port of 127.0.0.1, with a data folder of its own. */
export async function startChromaServer(): Promise<ChromaServer> {
  const folder = await mkdtemp(join(tmpdir(), 'outlast-chroma-'))
  const port = await freePort()
  const server = spawn(
    process.execPath,
    [join(CHROMA, 'cli.mjs'), 'run', '--path', folder, '--host', '127.0.0.1', '--port', String(port)],
    {
      cwd: folder,
      env: { ...process.env, ANONYMIZED_TELEMETRY: 'False', CHROMA_ANONYMIZED_TELEMETRY: 'False' },
      stdio: 'ignore',
    },
  )
  const stop = async (): Promise<void> => {
    const exited = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null
    // The data goes anyway, so there is nothing to shut down in order.
    server.kill('SIGKILL')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(`http://127.0.0.1:${port}`, server)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`The Chroma server ended with ${server.exitCode}.`)
    const answer = await fetch(`${url}/api/v2/heartbeat`).catch(() => null)
    if (answer?.ok === true) return
    await delay(50)
  }
  throw new Error(`The Chroma server was not ready within ${READY_WITHIN_MS} ms.`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}
