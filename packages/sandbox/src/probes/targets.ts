import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Targets = Awaited<ReturnType<typeof openTargets>>

/** What there is to get: files that everyone may read and write, servers that answer, a process to send signals to. */
export async function openTargets(runner: string) {
  const dir = await mkdtemp(join(tmpdir(), 'outlast-probes-'))
  const files = await makeFiles(dir)
  const servers = await openServers(files.unix)
  const neighbour = spawn('sleep', ['600'])
  return {
    /** Handed to the probes. */
    target: { ...files, ...servers.ports, runner, hostPid: process.pid, neighbourPid: neighbour.pid ?? 0 },
    async close() {
      neighbour.kill('SIGKILL')
      servers.close()
      await rm(dir, { recursive: true })
      // What the attempts leave where nothing holds them.
      await rm('/dev/shm/outlast-probe', { force: true })
    },
  }
}

async function makeFiles(dir: string) {
  const path = (name: string) => join(dir, name)
  const open = path('open')
  await mkdir(open)
  const texts = {
    secret: 'secret',
    victim: 'v',
    victim2: 'v',
    victim3: 'v',
    'module.js': '1',
    'secret.json': '{"secret":1}',
  }
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(path(name), text)
    await chmod(path(name), 0o666)
  }
  await symlink(path('secret'), path('link'))
  await Promise.all([dir, open].map((folder) => chmod(folder, 0o777)))
  return {
    secret: path('secret'),
    victim: path('victim'),
    victim2: path('victim2'),
    victim3: path('victim3'),
    link: path('link'),
    module: path('module.js'),
    json: path('secret.json'),
    unix: path('unix'),
    open,
  }
}

async function openServers(unixPath: string) {
  const [tcp, tcp6, unix] = [createHttpServer((_, response) => response.end('x')), createHttpServer(), createServer()]
  await listen(tcp, { host: '127.0.0.1', port: 0 })
  await listen(tcp6, { host: '::1', port: 0 })
  await listen(unix, { path: unixPath })
  await chmod(unixPath, 0o777)
  return {
    ports: { tcp: portOf(tcp), tcp6: portOf(tcp6) },
    close() {
      for (const server of [tcp, tcp6, unix]) server.close()
      tcp.closeAllConnections()
    },
  }
}

async function listen(server: Server, where: { host: string; port: number } | { path: string }): Promise<void> {
  server.listen(where)
  await once(server, 'listening')
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.')
  return address.port
}
