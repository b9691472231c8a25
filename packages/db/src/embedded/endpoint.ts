import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

/** Where the server of a cluster listens: a socket in its folder, or a port of 127.0.0.1. */
export type Endpoint = { kind: 'socket' } | { kind: 'tcp'; port: number }

// sun_path holds 108 bytes on Linux and 104 on macOS, with the final zero.
const LONGEST_SOCKET_PATH = 100

/** A socket is preferred: no port to clash, and its folder keeps other users out before any password is asked. */
function socketFits(home: string): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(join(home, 'socket', '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH
}

/** Where a server that survived would be. The port is kept in a file; 0 if there was none. */
export async function rememberedEndpoint(cluster: Cluster): Promise<Endpoint> {
  if (socketFits(cluster.home)) return { kind: 'socket' }
  const port = Number(await readFile(join(cluster.home, 'port'), 'utf8').catch(() => '0'))
  return { kind: 'tcp', port }
}

/** Where a server that is started now shall listen: the port from last time if it is free, else any. */
export async function chooseEndpoint(cluster: Cluster): Promise<Endpoint> {
  const remembered = await rememberedEndpoint(cluster)
  if (remembered.kind === 'socket') return remembered
  const port = (await freePort(remembered.port)) ?? (await freePort(0)) ?? 0
  await writeFile(join(cluster.home, 'port'), String(port), { mode: 0o600 })
  return { kind: 'tcp', port }
}

/** The port if it is free (any free one for 0), else null. */
async function freePort(port: number): Promise<number | null> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' ? (address?.port ?? null) : null
  } catch {
    return null
  } finally {
    server.close()
  }
}

/** Where clients connect. Holds the password. */
export function urlOf(cluster: Cluster, endpoint: Endpoint, database: string): string {
  const user = `postgresql://outlast:${cluster.password}`
  if (endpoint.kind === 'tcp') return `${user}@127.0.0.1:${endpoint.port}/${database}`
  return `${user}@localhost:5432/${database}?host=${encodeURIComponent(join(cluster.home, 'socket'))}`
}
