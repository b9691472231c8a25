import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { CHANNEL } from './sql.ts'

/** What a notification says: a kind has due jobs, jobs or other things have changed, or jobs are asked to stop. */
export type Message = { type: 'wake'; kind: string } | { type: 'jobs' | 'cancel' | 'changed'; ids: string[] }

export type ListenerOptions = {
  /** Opens a direct connection: neither LISTEN nor session locks work through a pooler in transaction mode. */
  connect(): Promise<pg.Client>
  onMessage(message: Message): void
  /** A session stands; what is done here on its connection lasts as long as it does. Called again after a reconnect. */
  onSession(client: pg.Client): Promise<void>
  /** The session is gone, and with it its locks. */
  onLost(): void
  onError(error: Error): void
}

/** Half of what a person notices; a dead network shows no other sign on an idle connection. */
const PING_MS = 10_000
const PING_TIMEOUT_MS = 5_000
const MAX_RECONNECT_MS = 5_000

/** The one listening connection of a process. It reconnects for as long as it is not closed. */
export class Listener {
  readonly #options: ListenerOptions
  #client: pg.Client | null = null
  #closing = new AbortController()
  #reconnecting: Promise<void> | null = null

  constructor(options: ListenerOptions) {
    this.#options = options
  }

  /** Connects for the first time; throws if that fails, so that a wrong URL is noticed at start. */
  async open(): Promise<void> {
    await this.#connect()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const client = this.#client
    this.#client = null
    await this.#reconnecting
    await client?.end()
  }

  async #connect(): Promise<void> {
    const client = await this.#options.connect()
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('The listening connection was closed.')))
    client.on('notification', ({ payload }) => this.#receive(payload ?? ''))
    try {
      await client.query(`LISTEN ${CHANNEL}`)
      await this.#options.onSession(client)
    } catch (error) {
      await client.end().catch(this.#options.onError)
      throw error
    }
    this.#client = client
    void this.#ping(client)
  }

  #lost(client: pg.Client, error: Error): void {
    if (this.#client !== client) return
    this.#client = null
    this.#options.onError(error)
    this.#options.onLost()
    client.end().catch(this.#options.onError)
    this.#reconnecting = this.#reconnect()
  }

  async #reconnect(): Promise<void> {
    for (let waitMs = 100; !this.#closing.signal.aborted; waitMs = Math.min(waitMs * 2, MAX_RECONNECT_MS)) {
      try {
        await this.#connect()
        return
      } catch (error) {
        this.#options.onError(toError(error))
        await delay(waitMs, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined)
      }
    }
  }

  async #ping(client: pg.Client): Promise<void> {
    while (this.#client === client) {
      const timer = setTimeout(() => this.#lost(client, new Error('The database does not answer.')), PING_TIMEOUT_MS)
      try {
        await client.query('SELECT 1')
      } catch (error) {
        this.#lost(client, toError(error))
      } finally {
        clearTimeout(timer)
      }
      await delay(PING_MS, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined)
    }
  }

  #receive(payload: string): void {
    const separator = payload.indexOf(':')
    const [type, body] = [payload.slice(0, separator), payload.slice(separator + 1)]
    if (type === 'wake') this.#options.onMessage({ type, kind: body })
    else if (type === 'jobs' || type === 'cancel' || type === 'changed')
      this.#options.onMessage({ type, ids: body.split(',') })
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
