import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Server } from './bring-up.ts'
import type { Cluster } from './cluster.ts'
import { boundLog } from './log-file.ts'
import { commandLine, findPostmaster } from './postmaster.ts'

type Deps = {
  cluster: Cluster
  /** Brings the server up and takes the lock. */
  connect: () => Promise<Server>
  onProgress: (message: string) => void
}

const LOG_CHECK_MS = 10 * 60_000
const REVIVE_PAUSE_MS = 1000

/** Keeps the server and the lock on its directory alive, until the function that it returns shuts the server down. */
export function supervise(deps: Deps, first: Client): () => Promise<void> {
  const state = { owner: first, stopping: false, reviving: Promise.resolve() }

  function watch(client: Client) {
    state.owner = client
    // The owner's session ends with its server. A crash of PostgreSQL ends it too, and with it the lock.
    client.once('end', () => {
      if (!state.stopping) state.reviving = revive()
    })
  }
  async function revive() {
    deps.onProgress('The database stopped by itself: starting it again')
    while (!state.stopping) {
      const server = await deps.connect().catch((error: unknown) => deps.onProgress(String(error)))
      if (server) return watch(server.client)
      await sleep(REVIVE_PAUSE_MS)
    }
  }
  // A log that can't be shortened now (a full disk) can be the next time.
  const checkLog = () => void boundLog(deps.cluster).catch((error: unknown) => deps.onProgress(String(error)))
  const logCheck = setInterval(checkLog, LOG_CHECK_MS).unref()

  watch(first)
  return async () => {
    state.stopping = true
    clearInterval(logCheck)
    await state.reviving
    await shutDown(deps.cluster)
    await state.owner.end()
  }
}

const FAST_MS = 30_000

/** A fast shutdown; an immediate one, which the next start recovers from, if that takes too long. */
async function shutDown(cluster: Cluster): Promise<void> {
  const postmaster = await findPostmaster(cluster)
  if (!postmaster?.alive) return
  process.kill(postmaster.pid, 'SIGINT')
  const began = Date.now()
  let urged = false
  while ((await commandLine(postmaster.pid)) !== '') {
    if (!urged && Date.now() - began > FAST_MS) urged = process.kill(postmaster.pid, 'SIGQUIT')
    await sleep(20)
  }
}
