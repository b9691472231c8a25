import type { Server } from 'node:http'
import { type Config, ConfigError, parseEnv } from '@outlast/config'
import { StartupError } from '@outlast/db'
import type { Express } from 'express'
import { createApp } from './app.ts'
import { type Deps, createDeps } from './deps.ts'
import { createWorkerApp } from './worker-app.ts'

/** Who started this process with an IPC channel hears how far it is. */
export type ProcessMessage = { type: 'step'; text: string } | { type: 'ready'; walls: string[] }

/** Runs this process until it is told to stop, in the role of the configuration or the given one. */
export async function runProcess(role?: Config['role']): Promise<void> {
  try {
    const config = parseEnv(process.env)
    await run(role === undefined ? config : { ...config, role })
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof StartupError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

async function run(config: Config): Promise<void> {
  const deps = await createDeps(config, { onStep: (text) => tell({ type: 'step', text }) })
  const server = await serve(deps).catch(async (error: unknown) => {
    await deps.close(0)
    throw error
  })
  stopOnSignals(deps, server)
  const { walls } = deps.sandbox.status()
  const { role, port, workerPort } = config
  const listensOn = role === 'worker' ? workerPort : port
  deps.log.info({ event: 'started', role, port: listensOn, version: deps.version, walls })
  tell({ type: 'ready', walls })
}

/** Null for a worker that nobody wants to ask how it is. */
async function serve(deps: Deps): Promise<Server | null> {
  const { port, workerPort, role } = deps.config
  if (role !== 'worker') return listen(createApp(deps), { port, variable: 'PORT' })
  return workerPort === null ? null : listen(createWorkerApp(deps), { port: workerPort, variable: 'WORKER_PORT' })
}

type Place = { port: number; variable: string }

function listen(app: Express, place: Place): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(place.port, (error) => {
      if (error === undefined) resolve(server)
      else reject(toStartupError(error, place))
    })
    // Longer than the idle time-out of common proxies (60 s), so that they never write to a closed connection.
    server.keepAliveTimeout = 65_000
    // A client that sends its headers or its body drop by drop holds a connection: 50 MB over 1 Mbit/s take 7 minutes.
    server.headersTimeout = 20_000
    server.requestTimeout = 600_000
  })
}

function toStartupError(error: NodeJS.ErrnoException, { port, variable }: Place): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartupError(`Port ${port} is taken: stop what uses it, or set ${variable} to another one.`)
  }
  if (error.code === 'EACCES') {
    return new StartupError(`Port ${port} may not be used by this user: set ${variable} to one above 1023.`)
  }
  return error
}

/**
 * SIGTERM and Ctrl-C drain; a second one, or whoever started us being gone, ends that: a successor wants the port.
 */
function stopOnSignals(deps: Deps, server: Server | null): void {
  const { log, lifecycle, config } = deps
  const stop = async (reason: string): Promise<void> => {
    if (lifecycle.draining.aborted) return lifecycle.hurry()
    log.info({ event: 'stopping', reason, drain_s: config.drainS })
    lifecycle.drain()
    server?.close()
    server?.closeIdleConnections()
    await deps.close(config.drainS)
    server?.closeAllConnections()
    log.info({ event: 'stopped' })
    process.exit(0)
  }
  const onStop = (reason: string): void => {
    stop(reason).catch((error: unknown) => {
      log.fatal({ event: 'stop_failed', err: error })
      process.exit(1)
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => onStop(signal))
  process.on('disconnect', () => {
    lifecycle.hurry()
    onStop('parent_gone')
  })
}

function tell(message: ProcessMessage): void {
  if (process.connected) process.send?.(message)
}
